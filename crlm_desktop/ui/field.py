"""One fact on a page: its label, its input, why it is unknown, and one line that answers what was entered."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import Absence
from crlm_desktop.flow.draft import DraftState
from crlm_desktop.texts import say
from crlm_desktop.ui.field_message import FieldMessage
from crlm_desktop.ui.inputs.absence import REASONS, AbsenceBar
from crlm_desktop.ui.inputs.beside import calendar_beside, unit_beside, word_unit
from crlm_desktop.ui.inputs.checks import Checks
from crlm_desktop.ui.inputs.kinds import input_for
from crlm_desktop.ui.inputs.typed import DateInput, NumberInput, TypedInput
from crlm_desktop.ui.room import WIDE, Room, wraps_within
from crlm_desktop.ui.widgets import NEVER, button, labelled, quiet, restyle, take_focus

_REASONS_WIDTH, _GAP = 204, 8
_NO_LIMIT = 16_777_215  # Qt's bound of a width


def _centred(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addStretch(1)
    column.addWidget(widget)
    column.addStretch(1)
    return column


class Field(QFrame):
    """A row of a page."""

    edited = Signal(object, object, object)
    reasoned = Signal(object, object)
    left = Signal()

    def __init__(self, definition: FactDefinition) -> None:
        super().__init__()
        self.definition = definition
        self.setProperty("role", "field")
        self._language = "zh"
        self._reason: Absence | None = None
        self.label = labelled("", "")
        self.input = input_for(definition)
        self.label.setBuddy(self.input)
        self.reasons = AbsenceBar(definition.name) if definition.answered_by == "test" else None
        self.unit: QComboBox | QLabel | None = None
        self.calendar: QPushButton | None = None
        self.more = button("reason", "…")
        self.message = FieldMessage(self.input)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        entry = QHBoxLayout()
        entry.setSpacing(6)
        entry.addWidget(self.input, 1 if isinstance(self.input, Checks) else 0)
        if isinstance(self.input, NumberInput):
            self.unit = unit_beside(self.definition, self.input)
            entry.addWidget(self.unit)
        elif isinstance(self.input, DateInput):
            self.calendar = calendar_beside(self.definition.name, self._open_calendar)
            entry.addWidget(self.calendar)
        self.more.setFixedWidth(28)
        take_focus(self.more, NEVER)
        entry.addWidget(self.more)
        if not isinstance(self.input, Checks):
            entry.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 3, 4, 3)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(1)
        grid.addLayout(entry, 1, 1)
        if self.reasons:
            self.reasons.setFixedWidth(_REASONS_WIDTH)
            grid.addLayout(_centred(self.reasons), 1, 2)
        grid.addWidget(self.message, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        self.fit(WIDE)

    def _connect(self) -> None:
        self.input.changed.connect(self._changed)
        if isinstance(self.input, TypedInput):
            self.input.left.connect(self.left)
        if self.reasons:
            self.reasons.chosen.connect(self._reasoned)
        self.more.clicked.connect(self._open_more)
        self.message.confirmed.connect(self._confirm)
        self.message.unit_meant.connect(self._take_unit)

    def show_state(self, state: DraftState) -> None:
        """Show what the draft holds of this fact."""
        name = self.definition.name
        self.input.show_entry(state.facts.get(name), state.typed.get(name))
        self._reason = reason = state.absent.get(name)
        if self.reasons:
            self.reasons.show_reason(reason)
        if isinstance(self.unit, QComboBox) and isinstance(self.input, NumberInput):
            with quiet(self.unit):
                self.unit.setCurrentText(self.input.unit or "")
        self.message.show_reason(None if self.reasons else reason)
        self._describe()

    def show_contradictions(self, texts: tuple[str, ...]) -> None:
        """Show at the field what it contradicts; none takes the mark away."""
        self.message.show_contradictions(texts)
        restyle(self, tone="warn" if texts else "")

    def retranslate(self, language: str) -> None:
        """Show the words of a language; what is being typed stays."""
        self._language = language
        label = self.definition.label[language]
        self.label.setText(label)
        self.input.retranslate(language)
        self.input.setAccessibleName(label)
        if self.unit is not None:
            word_unit(self.unit, self.definition, language)
        if self.calendar is not None:
            self.calendar.setAccessibleName(say(language, "ui.field.calendar", label=label))
        self.more.setToolTip(say(language, "ui.field.more"))
        self.more.setAccessibleName(say(language, "ui.field.more_of", label=label))
        if self.reasons:
            self.reasons.retranslate(language, label)
        self.message.retranslate(language)
        self._describe()

    def fit(self, room: Room) -> None:
        """Place the label beside the input, or above it where there is no room beside."""
        self._room = room
        if room.label is None:
            self.label.setMinimumWidth(0)
            self.label.setMaximumWidth(_NO_LIMIT)
            self._grid.addWidget(self.label, 0, 0, 1, 3)
        else:
            self.label.setFixedWidth(room.label)
            self._grid.addWidget(self.label, 1, 0)

    def fits(self, room: Room, width: int) -> bool:
        """Tell whether the row fits a width with its label beside the input, and no word of it is cut."""
        if room.label is None:
            return True
        beside = self.minimumSizeHint().width() + room.label - (self._room.label or -_GAP)
        return beside <= width and wraps_within(self.label, room.label)

    def seek(self) -> None:
        """Bring the cursor here."""
        from PySide6.QtCore import Qt

        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+1, 2, 3: pending, not done, not obtainable; Ctrl+M: more."""
        from PySide6.QtCore import Qt

        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            place = event.key() - Qt.Key.Key_1
            if 0 <= place < len(REASONS):
                self.give_reason(REASONS[place])
                return
            if event.key() == Qt.Key.Key_M:
                self._open_more()
                return
        super().keyPressEvent(event)

    def _changed(self, fact: str, value: object, typed: object) -> None:
        self.message.refresh()
        self._describe()
        self.edited.emit(fact, value, typed)

    def _reasoned(self, reason: Absence | None) -> None:
        self.reasoned.emit(self.definition.name, reason)

    def _confirm(self) -> None:
        if isinstance(self.input, NumberInput):
            self.input.confirm()

    def _take_unit(self, unit: str) -> None:
        if isinstance(self.input, NumberInput):
            self.input.take_unit(unit)

    def _describe(self) -> None:
        self.input.setAccessibleDescription(self.message.spoken())

    def give_reason(self, reason: Absence) -> None:
        """Say why the fact is unknown; said again, it is taken back."""
        self._reasoned(None if reason is self._reason else reason)

    def clear(self) -> None:
        """Take back the value and the reason."""
        self.edited.emit(self.definition.name, None, None)
        self.reasoned.emit(self.definition.name, None)

    def _open_more(self) -> None:
        from crlm_desktop.ui.field_menu import open_menu

        open_menu(self, self._language)

    def _open_calendar(self) -> None:
        from crlm_desktop.ui.calendar_popup import open_calendar

        if isinstance(self.input, DateInput):
            known = self.input.reading.value
            open_calendar(self.input, known if isinstance(known, date) else None, self.input.enter)
