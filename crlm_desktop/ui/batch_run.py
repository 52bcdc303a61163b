"""A batch at work in the window: one short step between the window's own events, so that it stays alive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from crlm_desktop.report.batch import Batch


class BatchRun(QObject):
    """Reads the cases, lets somebody settle what is in the way, and writes the pages; may be stopped."""

    read = Signal(int)
    tried = Signal(str)
    settled = Signal()
    ended = Signal()

    def __init__(self, batch: Batch, files: Sequence[Path], parent: QObject) -> None:
        super().__init__(parent)
        self.batch = batch
        self.stopped = False
        self._steps: Iterator[object] = iter(batch.read(files))
        self._moved: Callable[[object], None] = self.read.emit
        self._then = self.settled
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    @property
    def waits(self) -> bool:
        """Tell whether nothing moves: a question is open, or all is over."""
        return not self._timer.isActive()

    def write(self, *, replace: bool) -> None:
        """Go on and write; nothing is in the way any more, or it may be replaced."""
        self._steps = iter(self.batch.write(replace=replace))
        self._moved = lambda path: self.tried.emit(str(path))
        self._then = self.ended
        self._timer.start()

    def stop(self) -> None:
        """Stop between two steps: what is finished is whole, what was not begun is not there."""
        if self.stopped:
            return
        self._timer.stop()
        self.stopped = True
        self.ended.emit()

    def _step(self) -> None:
        try:
            found = next(self._steps, self)
        except Exception:
            self.stop()
            raise
        if found is not self:
            self._moved(found)
            return
        self._timer.stop()
        self._then.emit()
