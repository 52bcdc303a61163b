"""How much room the labels of a page have."""

from typing import NamedTuple

from PySide6.QtWidgets import QLabel

_WRAPS = 0x1000  # Qt's flag for words that wrap; a number for the reason told in widgets


class Room(NamedTuple):
    """How wide the labels of a page are, in pixels; none where each stands above its input."""

    label: int | None


WIDE, NARROW, ABOVE = Room(190), Room(138), Room(None)


def wraps_within(label: QLabel, width: int) -> bool:
    """Tell whether no word of a label is longer than a width in pixels."""
    return label.fontMetrics().boundingRect(0, 0, width, 0, _WRAPS, label.text()).width() <= width
