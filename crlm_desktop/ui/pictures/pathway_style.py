"""How the states of the pathway picture are drawn: fill, line, mark and type size."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

FILLS = {"lit": "#1f5f4a", "conditional": "#e4f1ea", "waiting": "#fff3d6", "dim": "#f4f2ef"}
LINES = {"lit": "#123d2f", "conditional": "#1f5f4a", "waiting": "#8a5a00", "dim": "#b5afa7"}
WORDS = {"lit": "#ffffff", "conditional": "#123d2f", "waiting": "#4a3000", "dim": "#6a645d"}
STYLES = {
    "lit": (2.4, Qt.PenStyle.SolidLine),
    "conditional": (2.0, Qt.PenStyle.DashDotLine),
    "waiting": (1.8, Qt.PenStyle.DashLine),
    "dim": (1.0, Qt.PenStyle.SolidLine),
}
MARKS = {"lit": "●", "conditional": "◐", "waiting": "?", "dim": ""}
TEXT_PX, SMALL_PX = 14, 11
# A station's title and what stands below it, from the usual type to the least that can be read.
SIZES = ((TEXT_PX, SMALL_PX), (13, SMALL_PX), (12, SMALL_PX), (12, 10), (12, 9))


def sized(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    """Return a font at a size in the drawing's units."""
    sized = QFont(font)
    sized.setPixelSize(pixels)
    sized.setBold(bold)
    return sized
