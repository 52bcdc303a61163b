"""The head of the first page: case code, date of the visit, a note. No name is asked."""

from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
)

from crlm_desktop.domain.case import LONGEST_NOTE
from crlm_desktop.flow.draft import DraftState
from crlm_desktop.flow.entry import read_date
from crlm_desktop.texts import say
from crlm_desktop.ui.room import Room
from crlm_desktop.ui.widgets import button, labelled, quiet, restyle

_NOTE_FRAME = 15


class _Note(QPlainTextEdit):
    """A text whose hint gives way to words being composed; Qt paints the one over the other."""

    def __init__(self) -> None:
        super().__init__()
        self._hint, self._composing = "", False

    def setPlaceholderText(self, words: str) -> None:
        """Take a hint, shown while there are no words."""
        self._hint = words
        super().setPlaceholderText("" if self._composing else words)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Hide the hint as long as something is being composed."""
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())
        self.setPlaceholderText(self._hint)


class VisitHead(QFrame):
    """Case code, visit date and note."""

    code_changed = Signal(object)
    date_changed = Signal(object, object)
    note_changed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._language = "zh"
        self.code, self.visit, self.note = QLineEdit(), QLineEdit(), _Note()
        self.labels = {"case_code": labelled(""), "visit_date": labelled(""), "note": labelled("")}
        for name, entry in (("case_code", self.code), ("visit_date", self.visit), ("note", self.note)):
            entry.setObjectName(name)
            self.labels[name].setBuddy(entry)
        self.code.setMaxLength(200)
        self.note.setTabChangesFocus(True)
        self._give_room()
        self.message = labelled("muted")
        self.today = button("chip")
        self.calendar = button("reason", "▼")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.code.setMaximumWidth(260)
        self.visit.setMaximumWidth(190)
        when = QHBoxLayout()
        when.setSpacing(6)
        for widget in (self.visit, self.calendar, self.today):
            when.addWidget(widget)
        when.addWidget(self.message, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(21, 8, 14, 9)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        for row, name in enumerate(self.labels):
            grid.addWidget(self.labels[name], row, 0)
        grid.addWidget(self.code, 0, 1)
        grid.addLayout(when, 1, 1)
        grid.addWidget(self.note, 2, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.code.textEdited.connect(self.code_changed.emit)
        self.visit.textEdited.connect(self._date_edited)
        self.note.textChanged.connect(self._note_edited)
        self.today.clicked.connect(lambda: self._enter(date.today()))
        self.calendar.clicked.connect(self._open_calendar)
        for entry in (self.code, self.visit):
            entry.editingFinished.connect(self.left)

    def fit(self, room: Room) -> None:
        """Keep the labels as wide as those of the fields below, where these stand beside their inputs."""
        if room.label is not None:
            for label in self.labels.values():
                label.setFixedWidth(room.label)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the type size."""
        super().changeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Let the note show two whole lines."""
        self.note.setFixedHeight(2 * self.fontMetrics().lineSpacing() + _NOTE_FRAME)

    def show_state(self, state: DraftState) -> None:
        """Show what the draft holds."""
        typed = state.typed.get("visit_date")
        when = typed if typed is not None else state.visit_date.isoformat() if state.visit_date else ""
        if self.code.text() != state.case_code:
            self.code.setText(state.case_code)
        if self.visit.text() != when:
            self.visit.setText(when)
        if self.note.toPlainText() != state.note:
            with quiet(self.note):
                self.note.setPlainText(state.note)
        self._answer()

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._language = language
        for name, label in self.labels.items():
            label.setText(say(language, f"ui.visit.{name}"))
        for name, entry in (("case_code", self.code), ("visit_date", self.visit), ("note", self.note)):
            entry.setAccessibleName(self.labels[name].text())
            entry.setAccessibleDescription(say(language, f"ui.visit.{name}.help"))
            entry.setPlaceholderText(say(language, f"ui.visit.{name}.help"))
        self.visit.setPlaceholderText("yyyy-mm-dd")
        self.today.setText(say(language, "ui.visit.today"))
        self.calendar.setAccessibleName(
            say(language, "ui.field.calendar", label=self.labels["visit_date"].text())
        )
        self._answer()

    def _date_edited(self, text: str) -> None:
        reading = read_date(text, date.today())
        self._answer()
        self.date_changed.emit(reading.value, text)

    def _note_edited(self) -> None:
        text = self.note.toPlainText()
        if len(text) <= LONGEST_NOTE:
            self.note_changed.emit(text)

    def _enter(self, when: date) -> None:
        self.visit.setText(when.isoformat())
        self._date_edited(self.visit.text())

    def _answer(self) -> None:
        problem = read_date(self.visit.text(), date.today()).problem
        restyle(self.visit, tone="danger" if problem else "")
        restyle(self.message, role="danger" if problem else "muted")
        key = f"ui.entry.{problem}" if problem else "ui.visit.visit_date.help"
        self.message.setText(say(self._language, key) if problem or not self.visit.text() else "")

    def _open_calendar(self) -> None:
        from crlm_desktop.ui.calendar_popup import open_calendar

        known = read_date(self.visit.text()).value
        open_calendar(self.visit, known if isinstance(known, date) else None, self._enter, date.today())
