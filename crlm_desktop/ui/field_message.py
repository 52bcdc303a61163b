"""The line under an input: what is wrong, what was understood, what is surprising, what counts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crlm_desktop.domain.values import Absence
from crlm_desktop.domain.wording import tidy, unit_words
from crlm_desktop.flow.entry import Reading, read_number
from crlm_desktop.flow.units import units_of
from crlm_desktop.flow.words import told
from crlm_desktop.texts import say
from crlm_desktop.ui.inputs.typed import NumberInput, TypedInput
from crlm_desktop.ui.widgets import button, labelled, restyle

if TYPE_CHECKING:
    from crlm_desktop.domain.facts import FactDefinition


_DOUBTS = frozenset({"variant_not_read"})


class FieldMessage(QWidget):
    """One line of words, and the two answers to a surprising value."""

    confirmed = Signal()
    unit_meant = Signal(object)

    def __init__(self, source: QWidget) -> None:
        super().__init__()
        self._input = source
        self._definition: FactDefinition = source.definition  # type: ignore[attr-defined]
        self._language = "zh"
        self._reason: Absence | None = None
        self._contradictions: tuple[str, ...] = ()
        self._words = labelled("muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 0, 0, 1)
        self._row.setSpacing(6)
        self._row.addWidget(self._words, 1)
        self._confirm: QPushButton | None = None
        self._other_unit: QPushButton | None = None

    def show_reason(self, reason: Absence | None) -> None:
        """Show why the fact is unknown where no button shows it."""
        self._reason = reason
        self.refresh()

    def show_contradictions(self, texts: tuple[str, ...]) -> None:
        """Show what the answer contradicts."""
        if texts != self._contradictions:
            self._contradictions = texts
            self.refresh()

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._language = language
        self.refresh()

    def refresh(self) -> None:
        """Show what is to be said now."""
        role, text = self._message()
        self._words.setText(text)
        restyle(self._words, role=role)
        self._answer(self._reading())
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return the words that stand there."""
        return self._words.text()

    def spoken(self) -> str:
        """Return what a screen reader says beside the label."""
        parts = [self.text()]
        if self._definition.is_number:
            parts.append(self._limits())
        return " ".join(part for part in parts if part)

    def _reading(self) -> Reading | None:
        return self._input.reading if isinstance(self._input, TypedInput) else None

    def _message(self) -> tuple[str, str]:
        reading, help_text = self._reading(), (self._definition.help or {}).get(self._language, "")
        if reading is not None and reading.problem:
            return "danger", say(self._language, f"ui.entry.{reading.problem}", **self._figures(reading))
        if reading is not None and reading.unusual:
            return "warn", say(self._language, "ui.entry.unusual", value=self._value(reading))
        if self._contradictions:
            return "warn", "▲ " + " ".join(self._contradictions)
        if self._reason is not None:
            return "warn", say(self._language, f"absence.{self._reason.value}")
        if reading is not None and reading.note:
            role = "warn" if reading.note in _DOUBTS else "echo"
            words = {"value": self._value(reading), **reading.figures}
            return role, say(self._language, f"ui.entry.{reading.note}", **words)
        if reading is not None and isinstance(self._input, NumberInput) and self._input.hasFocus():
            help_text = f"{help_text} {self._limits()}".strip()
        return "muted", help_text

    def _value(self, reading: Reading) -> str:
        return "" if reading.value is None else told(self._definition, reading.value, self._language)

    def _figures(self, reading: Reading) -> dict[str, object]:
        return {**reading.figures, "unit": unit_words(self._definition, self._language)}

    def _limits(self) -> str:
        fact, unit = self._definition, unit_words(self._definition, self._language)
        low, high = fact.usual or (fact.minimum, fact.maximum)
        return say(self._language, "ui.entry.usual", low=tidy(low), high=tidy(high), unit=unit)

    def _answer(self, reading: Reading | None) -> None:
        unusual = reading is not None and reading.unusual
        doubted = unusual or (reading is not None and reading.problem == "out_of_range")
        if doubted and self._confirm is None:
            self._make_answers()
        if self._confirm is None or self._other_unit is None:
            return
        self._confirm.setVisible(unusual)
        self._confirm.setText(say(self._language, "ui.entry.confirm"))
        unit = self._better_unit() if doubted else None
        self._other_unit.setVisible(unit is not None)
        self._other_unit.setProperty("unit", unit)
        self._other_unit.setText(say(self._language, "ui.entry.meant", unit=unit))

    def _make_answers(self) -> None:
        from crlm_desktop.ui.reading_order import in_reading_order

        self._confirm, self._other_unit = button("chip"), button("chip")
        self._confirm.setObjectName(f"{self._input.objectName()}.confirm")
        self._confirm.clicked.connect(self.confirmed)
        self._other_unit.setObjectName(f"{self._input.objectName()}.other_unit")
        other = self._other_unit
        other.clicked.connect(lambda: self.unit_meant.emit(other.property("unit")))
        self._place(self._confirm, self._other_unit)
        if (field := self.parentWidget()) is not None:
            in_reading_order(field)

    def _place(self, *answers: QPushButton) -> None:
        for answer in answers:
            self._row.addWidget(answer)

    def _better_unit(self) -> str | None:
        """Return another unit in which the number would be an ordinary one."""
        if not isinstance(self._input, NumberInput):
            return None
        for unit in units_of(self._definition):
            found = read_number(self._input.text(), self._definition, unit)
            if unit != self._input.unit and found.value is not None and not found.unusual:
                return unit
        return None
