"""A window on which files can be dropped, as soon as it accepts drops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

from crlm_desktop.ui.widgets import later

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent


class DropWindow(QMainWindow):
    """Takes case files and reports that carry their case."""

    dropped = Signal(object)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, nothing else."""
        from crlm_desktop.ui.dropping import take_files

        take_files(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped once the drag is over."""
        from crlm_desktop.ui.dropping import take_files

        paths = take_files(event)
        if paths:
            later(self, 0, lambda: self.dropped.emit(paths))
