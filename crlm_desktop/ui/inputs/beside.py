"""What stands beside an input: the unit of a number, the calendar of a date."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.flow.units import units_of
from crlm_desktop.texts import say
from crlm_desktop.ui.inputs.typed import NumberInput
from crlm_desktop.ui.widgets import (
    BY_TAB_OR_CLICK,
    Arrowed,
    Commanded,
    WheelProof,
    button,
    labelled,
    take_focus,
)


class _UnitChoice(WheelProof, Commanded, Arrowed, QComboBox):
    """The unit beside a number."""


def unit_beside(definition: FactDefinition, number: NumberInput) -> QComboBox | QLabel:
    """Return the unit of a number: to choose, where it may be typed in several."""
    units = list(units_of(definition))
    if len(units) < 2:  # noqa: PLR2004 (nothing to choose from)
        return labelled("unit", wraps=False)
    made = _UnitChoice()
    made.setObjectName(f"{definition.name}.unit")
    made.addItems(units)
    take_focus(made, BY_TAB_OR_CLICK)
    made.activated.connect(lambda _place: number.take_unit(made.currentText()))
    return made


def word_unit(unit: QComboBox | QLabel, definition: FactDefinition, language: str) -> None:
    """Show the unit in the words of a language."""
    if definition.unit is None:
        return
    if isinstance(unit, QLabel):
        unit.setText(definition.unit[language])
    else:
        unit.setAccessibleName(say(language, "ui.field.unit", label=definition.label[language]))


def calendar_beside(name: str, open_calendar: Callable[[], None]) -> QPushButton:
    """Return the button that opens the calendar of a date."""
    made = button("reason", "▼")
    made.setObjectName(f"{name}.calendar")
    made.clicked.connect(open_calendar)
    return made
