"""Which statements of the consensus stand behind what the keyboard is at: the help key opens there."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

_STATEMENTS = "statements"


def cite(widget: QWidget, statements: Sequence[str]) -> None:
    """Let a widget, and all in it, stand on statements."""
    widget.setProperty(_STATEMENTS, list(statements))


def cited_around(widget: QWidget | None) -> tuple[str, ...]:
    """Return the statements of a widget, or of the nearest one around it that has some."""
    while widget is not None:
        if found := widget.property(_STATEMENTS):
            return tuple(found)
        widget = widget.parentWidget()
    return ()
