"""Facts that are typed: numbers, dates, short texts; the words stay as typed, the meaning is told apart."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import FactValue
from crlm_desktop.flow.entry import EMPTY, Reading, read_date, read_number, read_variant, typed_form
from crlm_desktop.flow.units import units_of
from crlm_desktop.ui.widgets import WheelProof, restyle

_LONGEST = 400
_UNIT_MARK = "\N{THIN SPACE}"  # between a typed number and the unit chosen beside it


class TypedInput(WheelProof, QLineEdit):
    """A line in which a fact is typed; what it holds as a fact is `reading`."""

    changed = Signal(object, object, object)
    left = Signal()

    def __init__(self, definition: FactDefinition) -> None:
        super().__init__()
        self.definition = definition
        self.reading: Reading = EMPTY
        self.setObjectName(definition.name)
        self.setMaxLength(_LONGEST)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self.left)

    def understand(self, text: str) -> Reading:
        """Return what a text means for this fact."""
        return read_variant(text)

    def show_entry(self, value: FactValue | None, typed: str | None) -> None:
        """Show a value as it was typed, or as one would type it; the cursor stays where it can."""
        text = typed if typed is not None else typed_form(value)
        if self.text() != text:
            self.setText(text)
        self.reading = understood = self.understand(text)
        if value is not None:
            note = understood.note if understood.value == value else None
            self.reading = Reading(value, note=note, figures=understood.figures)
        self._mark()

    def retranslate(self, _language: str) -> None:
        """Typed words belong to no language."""

    def _edited(self, text: str) -> None:
        self.reading = self.understand(text)
        self._tell()

    def _tell(self) -> None:
        self._mark()
        self.changed.emit(self.definition.name, self.accepted(), self.typed())

    def typed(self) -> str:
        """Return what was typed, with what belongs to it."""
        return self.text()

    def accepted(self) -> FactValue | None:
        """Return what counts: nothing while the reading has a problem or waits to be confirmed."""
        return None if self.reading.unusual else self.reading.value

    def _mark(self) -> None:
        tone = "danger" if self.reading.problem else "warn" if self.reading.unusual else ""
        restyle(self, tone=tone)


class NumberInput(TypedInput):
    """A number, bound or range, in any unit the fact knows."""

    def __init__(self, definition: FactDefinition) -> None:
        self._own: str | None = next(iter(units_of(definition)), None)
        self._unit = self._own
        super().__init__(definition)
        self.setMaximumWidth(190)
        self.setMinimumWidth(90)

    def understand(self, text: str) -> Reading:
        """Return the number in the fact's own unit."""
        return read_number(text, self.definition, self._unit)

    @property
    def unit(self) -> str | None:
        """The unit in which bare numbers are taken."""
        return self._unit

    def take_unit(self, unit: str) -> None:
        """Take what is typed for a number in another unit."""
        self._unit = unit
        if self.text():
            self._edited(self.text())

    def confirm(self) -> None:
        """Take an unusual value for meant."""
        if self.reading.unusual:
            self.reading = Reading(self.reading.value, note=self.reading.note)
            self._tell()

    def insert_sign(self, sign: str) -> None:
        """Put a sign such as ≥ in front of the number, or change the one that is there."""
        self.setText(sign + self.text().lstrip("≥≤<>= "))
        self.setFocus()
        self._edited(self.text())

    def enter(self, text: str) -> None:
        """Type a whole text."""
        self.setText(text)
        self._edited(text)

    def show_entry(self, value: FactValue | None, typed: str | None) -> None:
        """Show a value; one that was not typed here stands in the fact's own unit."""
        text, _, unit = (typed or "").partition(_UNIT_MARK)
        if unit or (typed is None and value is not None):
            self._unit = unit or self._own
        super().show_entry(value, None if typed is None else text)

    def typed(self) -> str:
        """Return what was typed, with the unit chosen beside it."""
        return self.in_unit(self.text(), self._unit) if self.text() else ""

    def in_unit(self, words: str, unit: str | None) -> str:
        """Return typed words with a unit chosen beside them; the fact's own one needs no mention."""
        return words if unit is None or unit == self._own else f"{words}{_UNIT_MARK}{unit}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms an unusual value."""
        from PySide6.QtCore import Qt

        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.reading.unusual:
            self.confirm()
            return
        super().keyPressEvent(event)


class DateInput(TypedInput):
    """A date, typed in any usual order from year to day."""

    def __init__(self, definition: FactDefinition) -> None:
        super().__init__(definition)
        self.setMaximumWidth(190)
        self.setPlaceholderText("yyyy-mm-dd")

    def understand(self, text: str) -> Reading:
        """Return the date; one that cannot lie in the future must not."""
        return read_date(text, date.today() if self.definition.date_rule == "not_future" else None)

    def enter(self, when: date) -> None:
        """Type a date chosen in the calendar."""
        self.setText(when.isoformat())
        self._edited(self.text())
