"""Accept, put aside or replace a line, with a reason that is saved and printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from crlm_desktop.flow.verdicts import REASONS, VERDICTS, Verdict
from crlm_desktop.texts import say
from crlm_desktop.ui.dropping import leave_files
from crlm_desktop.ui.widgets import Arrowed, WheelProof, Wrapping, button, quiet


class _ReasonChoice(WheelProof, Arrowed, QComboBox):
    """Why a line was put aside."""


class VerdictBar(QWidget):
    """Three buttons, a reason and a few words."""

    given = Signal(object)
    done = Signal(object, bool)

    def __init__(self, key: str, language: str) -> None:
        super().__init__()
        self._key = key
        row = Wrapping(self, 6)
        self.buttons = {verdict: self._button(verdict, language) for verdict in VERDICTS}
        self.reason, self.note = _ReasonChoice(), QLineEdit()
        self.tick = button("chip", say(language, "ui.verdict.done"), checkable=True)
        self.tick.setObjectName(f"{key}.done")
        self._fill(language)
        for widget in (*self.buttons.values(), self.reason, self.note, self.tick):
            row.addWidget(widget)
        leave_files(self)
        self.reason.activated.connect(self._tell)
        self.note.textEdited.connect(self._tell)
        self.tick.clicked.connect(lambda checked: self.done.emit(key, checked))

    def _button(self, verdict: str, language: str) -> QPushButton:
        made = button("chip", say(language, f"ui.verdict.{verdict}"), checkable=True)
        made.setObjectName(f"{self._key}.{verdict}")
        made.clicked.connect(lambda checked: self._chosen(verdict if checked else ""))
        return made

    def _fill(self, language: str) -> None:
        self.reason.setObjectName(f"{self._key}.reason")
        self.reason.addItem(say(language, "ui.verdict.reason"), "")
        for reason in REASONS:
            self.reason.addItem(say(language, f"ui.verdict.reason.{reason}"), reason)
        self.reason.setAccessibleName(say(language, "ui.verdict.reason"))
        self.note.setObjectName(f"{self._key}.note")
        self.note.setPlaceholderText(say(language, "ui.verdict.note"))
        self.note.setAccessibleName(say(language, "ui.verdict.note"))
        self.note.setMaxLength(200)
        self.note.setMinimumWidth(190)

    def show_verdict(self, verdict: Verdict | None, *, done: bool) -> None:
        """Show what the team said; the line being typed in is left alone."""
        chosen = verdict.verdict if verdict else ""
        for name, made in self.buttons.items():
            made.setChecked(name == chosen)
        with quiet(self.reason):
            self.reason.setCurrentIndex(max(0, self.reason.findData(verdict.reason if verdict else "")))
        note = verdict.note if verdict else ""
        if self.note.text().strip() != note:
            self.note.setText(note)
        for widget in (self.reason, self.note):
            widget.setVisible(chosen in {"put_aside", "replaced"})
        self.tick.setChecked(done)

    def _chosen(self, verdict: str) -> None:
        for name, made in self.buttons.items():
            made.setChecked(name == verdict)
        self._tell()

    def _tell(self, _changed: object = None) -> None:
        chosen = next((name for name, made in self.buttons.items() if made.isChecked()), "")
        reason, note = str(self.reason.currentData() or ""), self.note.text().strip()
        argued = chosen in {"put_aside", "replaced"}
        self.given.emit(Verdict(self._key, chosen, reason if argued else "", note if argued else ""))
