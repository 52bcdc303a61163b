"""The calendar of every clock that runs for this patient, and its file for Outlook and phones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from crlm_desktop.engine.clocks import Clock, clocks
from crlm_desktop.texts import say
from crlm_desktop.ui.fitting import fit
from crlm_desktop.ui.pictures.calendar import ClockCalendar
from crlm_desktop.ui.widgets import button, labelled
from crlm_desktop.ui.writing import write_and_say

if TYPE_CHECKING:
    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.knowledge.base import Knowledge


class ClockSheet(QDialog):
    """The picture, its words, and the way into a calendar."""

    told = Signal(str)

    def __init__(self, parent: QWidget, knowledge: Knowledge, language: str) -> None:
        super().__init__(parent)
        self.setObjectName("clocks")
        self._knowledge, self._language = knowledge, language
        self._decision: Decision | None = None
        self._clocks: tuple[Clock, ...] = ()
        self.calendar, self.words = ClockCalendar(), QPlainTextEdit()
        self.words.setReadOnly(True)
        self.hint = labelled("muted")
        self.with_code, self.export_button = QCheckBox(), button("primary")
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.with_code)
        foot.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(self.calendar, 2)
        column.addWidget(self.words, 1)
        column.addLayout(foot)
        self.export_button.clicked.connect(self._choose_file)
        fit(self, 980, 560)

    def show_decision(self, decision: Decision | None) -> None:
        """Show the clocks of a decision."""
        self._decision = decision
        self._clocks = clocks(decision) if decision is not None else ()
        if decision is not None:
            self.calendar.show_clocks(self._clocks, decision.case.visit_date, self._knowledge, self._language)
        self.words.setPlainText(self.calendar.text() if self._clocks else "")
        self.words.setVisible(bool(self._clocks))
        self.calendar.setEnabled(decision is not None)
        self.export_button.setEnabled(bool(self._clocks))

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._language = language
        self.setWindowTitle(say(language, "ui.do.clocks"))
        self.hint.setText(say(language, "ui.hint.clocks"))
        self.with_code.setText(say(language, "ui.clocks.with_code"))
        self.export_button.setText(say(language, "ui.clocks.export"))
        self.words.setAccessibleName(say(language, "ui.do.clocks"))
        self.show_decision(self._decision)

    def export(self, path: Path) -> bool:
        """Write the calendar file; the old one stays whole if that fails."""
        from crlm_desktop.flow.calendar_file import calendar_file

        if self._decision is None:
            return False
        data = calendar_file(
            self._clocks,
            self._decision,
            self._knowledge,
            self._language,
            with_code=self.with_code.isChecked(),
        )
        written, words = write_and_say(path, data, self._language, "ui.clocks.exported")
        self.told.emit(words)
        return written

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, say(self._language, "ui.clocks.export"), "", "*.ics")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
