"""The way through the consensus, in a window of its own beside the case; it follows what is typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from crlm_desktop.flow.words import label_of
from crlm_desktop.texts import say
from crlm_desktop.ui.clickable import Row
from crlm_desktop.ui.pictures.pathway import PathwayView
from crlm_desktop.ui.widgets import button, empty, labelled
from crlm_desktop.ui.writing import write_and_say

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.knowledge.base import Knowledge

_STATES = {"applies": "●", "conditional": "◇", "needs_data": "?", "overridden": "×", "does_not_apply": "·"}
_MOST_MISSING = 3
_SIZE, _AROUND = QSize(1300, 740), QSize(48, 56)
_LINES_HEIGHT = 150


class WaySheet(QDialog):
    """The picture above, the lines of the opened station below."""

    sought = Signal(object)
    told = Signal(str)

    def __init__(self, parent: QWidget, knowledge: Knowledge, language: str) -> None:
        super().__init__(parent)
        self.setObjectName("way")
        self._knowledge, self._language = knowledge, language
        self._decision: Decision | None = None
        self._items: tuple[str, ...] = ()
        self.view, self.rows = PathwayView(), QVBoxLayout()
        self.hint = labelled("muted")
        self.exports = {kind: button("chip") for kind in ("svg", "png")}
        self._arrange()
        self.view.node_opened.connect(self._opened)
        for kind, made in self.exports.items():
            made.clicked.connect(lambda _checked=False, kind=kind: self._choose_file(kind))
        self.resize(_SIZE.boundedTo(parent.window().size() - _AROUND))

    def _arrange(self) -> None:
        holder = QWidget()
        self.rows.setContentsMargins(4, 4, 4, 4)
        self.rows.setSpacing(0)
        inside = QVBoxLayout(holder)
        inside.addLayout(self.rows)
        inside.addStretch(1)
        self.lines = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        scroll.hide()
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.view)
        splitter.addWidget(scroll)
        splitter.setSizes([_SIZE.height(), _LINES_HEIGHT])
        splitter.setStretchFactor(0, 1)
        head = QHBoxLayout()
        head.addWidget(self.hint, 1)
        for made in self.exports.values():
            head.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addLayout(head)
        column.addWidget(splitter, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the picture: the arrows walk on it."""
        super().showEvent(event)
        self.view.setFocus()

    def show_decision(self, decision: Decision | None) -> None:
        """Show a decision; without one the last picture goes."""
        self._decision = decision
        for part in (self.view, *self.exports.values()):
            part.setEnabled(decision is not None)
        if decision is not None:
            self.view.show_decision(decision, self._knowledge, self._language)
        self._fill()

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._language = language
        self.setWindowTitle(say(language, "ui.do.way"))
        self.hint.setText(say(language, "ui.hint.way"))
        for kind, made in self.exports.items():
            made.setText(say(language, "ui.way.export", kind=kind.upper()))
        self.show_decision(self._decision)

    def export(self, path: Path) -> bool:
        """Write the picture as SVG or PNG, by the file's name; the old one stays whole if that fails."""
        if self._decision is None:
            return False
        data = self.view.png() if path.suffix.lower() == ".png" else self.view.svg()
        written, words = write_and_say(path, data, self._language, "ui.way.exported")
        self.told.emit(words)
        return written

    def _opened(self, opened: tuple[str, tuple[str, ...]]) -> None:
        self._items = opened[1]
        self._fill()
        self.lines.show()

    def _fill(self) -> None:
        empty(self.rows)
        self.lines.setVisible(bool(self._items))
        decision = self._decision
        for name in self._items if decision is not None else ():
            assert decision is not None  # noqa: S101 (the line above)
            state = decision.items[name]
            row = Row(leads=bool(state.missing))
            row.say(_STATES[state.state], self._words(name, state.missing), "")
            if state.missing:
                row.pressed.connect(lambda fact=state.missing[0]: self.sought.emit(fact))
            self.rows.addWidget(row)

    def _words(self, name: str, missing: tuple[str, ...]) -> str:
        text = self._knowledge.item_by_id[name].text[self._language]
        if not missing:
            return text
        labels = [label_of(fact, self._knowledge, self._language) for fact in missing[:_MOST_MISSING]]
        facts = say(self._language, "ui.list").join(labels)
        return f"{text}\n{say(self._language, 'ui.advice.waits_for', facts=facts)}"

    def _choose_file(self, kind: str) -> None:
        dialog = QFileDialog(self, say(self._language, "ui.way.export", kind=kind.upper()), "", f"*.{kind}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
