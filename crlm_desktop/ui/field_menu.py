"""What else can be said of a fact: limits, several values, why it is unknown, nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from crlm_desktop.texts import say
from crlm_desktop.ui.inputs.absence import REASONS
from crlm_desktop.ui.inputs.combo import Combo
from crlm_desktop.ui.inputs.possibles import Possibles
from crlm_desktop.ui.inputs.segmented import Segmented
from crlm_desktop.ui.inputs.typed import NumberInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from crlm_desktop.ui.field import Field

COUNT = "liver_met_count"


def open_menu(field: Field, language: str) -> QMenu:
    """Open the menu of a field."""
    menu = field_menu(field, language)
    menu.popup(field.more.mapToGlobal(QPoint(0, field.more.height())))
    return menu


def field_menu(field: Field, language: str) -> QMenu:
    """Return the menu of a field."""
    menu, entry = QMenu(field), field.input
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(key: str, do: Callable[[], object], keys: str = "") -> None:
        action = menu.addAction(say(language, key) + (f"\t{keys}" if keys else ""))
        action.triggered.connect(lambda _checked=False: do())

    if isinstance(entry, NumberInput):
        add("ui.field.at_least", partial(entry.insert_sign, "≥"))
        add("ui.field.at_most", partial(entry.insert_sign, "≤"))
        if field.definition.name == COUNT:
            add("ui.field.many_2", partial(entry.enter, "≥2"))
            add("ui.field.many_3", partial(entry.enter, "≥3"))
    if field.definition.type == "choice":
        add("ui.field.several", lambda: open_possibles(field, language))
    menu.addSeparator()
    for place, reason in enumerate(REASONS, start=1):
        add(f"absence.{reason.value}", partial(field.give_reason, reason), f"Ctrl+{place}")
    menu.addSeparator()
    add("ui.field.clear", field.clear)
    return menu


def open_possibles(field: Field, language: str) -> Possibles:
    """Open the sheet on which several values are ticked as possible."""
    known = field.input.accepted() if isinstance(field.input, Segmented | Combo) else None
    sheet = Possibles(field.definition, known, language, field)
    sheet.chosen.connect(lambda value: field.edited.emit(field.definition.name, value, None))
    sheet.open_below(field.input)
    return sheet
