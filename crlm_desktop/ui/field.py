"""One fact on a page: its label, its input, why it is unknown, and one line that answers what was entered."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import Absence
from crlm_desktop.flow.draft import DraftState
from crlm_desktop.flow.entry import units_of
from crlm_desktop.texts import say
from crlm_desktop.ui.field_message import FieldMessage
from crlm_desktop.ui.inputs.absence import KEYS, REASONS, AbsenceBar
from crlm_desktop.ui.inputs.checks import Checks
from crlm_desktop.ui.inputs.combo import Combo
from crlm_desktop.ui.inputs.possibles import Possibles
from crlm_desktop.ui.inputs.segmented import Segmented
from crlm_desktop.ui.inputs.typed import DateInput, NumberInput, TypedInput
from crlm_desktop.ui.widgets import Arrowed, WheelProof, button, labelled, quiet, restyle

FactInput = Segmented | Combo | Checks | TypedInput
_SEGMENTS, _SEGMENT_WORDS = 4, 34
_REASONS_WIDTH = 204
LABEL_WIDTH, NARROW_LABEL = 190, 138


class _UnitChoice(WheelProof, Arrowed, QComboBox):
    """The unit beside a number."""


def input_for(definition: FactDefinition) -> FactInput:
    """Return the input widget that a fact's type asks for."""
    match definition.type:
        case "bool":
            return Segmented(definition)
        case "choice":
            return Segmented(definition) if _is_short(definition) else Combo(definition)
        case "list":
            return Checks(definition)
        case "date":
            return DateInput(definition)
        case "text":
            return TypedInput(definition)
    return NumberInput(definition)


def _is_short(definition: FactDefinition) -> bool:
    choices = definition.choices
    words = (
        2 * sum(len(choice.label["zh"]) for choice in choices),
        sum(len(choice.label["en"]) for choice in choices),
    )
    return len(choices) <= _SEGMENTS and max(words) <= _SEGMENT_WORDS


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
        self.label = labelled("", "")
        self.label.setFixedWidth(LABEL_WIDTH)
        self.input = input_for(definition)
        self.label.setBuddy(self.input)
        self.reasons = AbsenceBar(definition.name) if definition.answered_by == "test" else None
        self.unit: QComboBox | QWidget | None = None
        self.more = button("reason", "…")
        self.message = FieldMessage(self.input)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        entry = QHBoxLayout()
        entry.setSpacing(6)
        entry.addWidget(self.input, 1 if isinstance(self.input, Checks) else 0)
        if isinstance(self.input, NumberInput):
            self.unit = self._unit_beside(self.input)
            entry.addWidget(self.unit)
        elif isinstance(self.input, DateInput):
            entry.addWidget(self._calendar_button())
        self.more.setFixedWidth(28)
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        entry.addWidget(self.more)
        if not isinstance(self.input, Checks):
            entry.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 3, 4, 3)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(entry, 0, 1)
        if self.reasons:
            self.reasons.setFixedWidth(_REASONS_WIDTH)
            grid.addWidget(self.reasons, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.message, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _unit_beside(self, number: NumberInput) -> QWidget:
        units = list(units_of(self.definition))
        if len(units) < 2:  # noqa: PLR2004 (nothing to choose from)
            return labelled("unit", wraps=False)
        made = _UnitChoice()
        made.setObjectName(f"{self.definition.name}.unit")
        made.addItems(units)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.activated.connect(lambda _place: number.take_unit(made.currentText()))
        return made

    def _calendar_button(self) -> QPushButton:
        made = button("reason", "▼")
        made.setObjectName(f"{self.definition.name}.calendar")
        made.clicked.connect(self._open_calendar)
        self._calendar = made
        return made

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
        reason = state.absent.get(name)
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
        if isinstance(self.input, NumberInput) and self.definition.unit and self.unit is not None:
            if isinstance(self.unit, QComboBox):
                self.unit.setAccessibleName(say(language, "ui.field.unit", label=label))
            else:
                self.unit.setText(self.definition.unit[language])  # type: ignore[attr-defined]
        if isinstance(self.input, DateInput):
            self._calendar.setAccessibleName(say(language, "ui.field.calendar", label=label))
        self.more.setToolTip(say(language, "ui.field.more"))
        self.more.setAccessibleName(say(language, "ui.field.more_of", label=label))
        if self.reasons:
            self.reasons.retranslate(language, label)
        self.message.retranslate(language)
        self._describe()

    def fit(self, *, narrow: bool) -> None:
        """Give the label less room on a narrow page."""
        self.label.setFixedWidth(NARROW_LABEL if narrow else LABEL_WIDTH)

    def seek(self) -> None:
        """Bring the cursor here."""
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+1, 2, 3: pending, not done, not obtainable; Ctrl+M: more."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            key = Qt.Key(event.key())
            if key in KEYS:
                self._reasoned(KEYS[key])
                return
            if key == Qt.Key.Key_M:
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

    def _open_more(self) -> None:
        menu = self.more_menu()
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def more_menu(self) -> QMenu:
        """Return the menu of what else can be said of the fact."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        number = self.input if isinstance(self.input, NumberInput) else None
        if number is not None:
            self._add(menu, "ui.field.at_least", lambda: number.insert_sign("≥"))
            self._add(menu, "ui.field.at_most", lambda: number.insert_sign("≤"))
            if self.definition.name == "liver_met_count":
                self._add(menu, "ui.field.many_2", lambda: number.enter("≥2"))
                self._add(menu, "ui.field.many_3", lambda: number.enter("≥3"))
        if self.definition.type == "choice":
            self._add(menu, "ui.field.several", self._open_possibles)
        menu.addSeparator()
        for place, reason in enumerate(REASONS, start=1):
            action = self._add(menu, f"ui.absence.{reason.value}", partial(self._reasoned, reason))
            action(f"Ctrl+{place}")
        menu.addSeparator()
        self._add(menu, "ui.field.clear", self._clear)
        return menu

    def _add(self, menu: QMenu, key: str, do: Callable[[], object]) -> Callable[[str], None]:
        action = menu.addAction(say(self._language, key))
        action.triggered.connect(lambda _checked=False: do())
        return lambda keys: action.setText(f"{action.text()}\t{keys}")

    def _clear(self) -> None:
        self.edited.emit(self.definition.name, None, None)
        self.reasoned.emit(self.definition.name, None)

    def _open_possibles(self) -> None:
        known = self.input.accepted() if isinstance(self.input, Segmented | Combo) else None
        popup = Possibles(self.definition, known, self._language, self)
        popup.chosen.connect(lambda value: self.edited.emit(self.definition.name, value, None))
        popup.open_below(self.input)

    def _open_calendar(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        known = self.input.reading.value if isinstance(self.input, DateInput) else None
        if isinstance(known, date):
            calendar.setSelectedDate(QDate(known.year, known.month, known.day))
        calendar.activated.connect(lambda day: self._picked(day, popup))
        calendar.clicked.connect(lambda day: self._picked(day, popup))
        column = QVBoxLayout(popup)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(calendar)
        popup.move(self.input.mapToGlobal(QPoint(0, self.input.height())))
        popup.show()
        calendar.setFocus()

    def _picked(self, day: QDate, popup: QFrame) -> None:
        if isinstance(self.input, DateInput):
            self.input.enter(date(day.year(), day.month(), day.day()))
        popup.close()
