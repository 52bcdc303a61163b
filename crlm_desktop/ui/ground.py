"""What a page stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SPARE = 48  # px: more than a line of words


class Ground(QFrame):
    """What a page stands on; it tells when it comes to be seen."""

    painted = Signal()

    def stay_painted(self) -> None:
        """Grow at the end without painting anew all that stands here."""
        from PySide6.QtCore import Qt

        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)

    def heightForWidth(self, width: int) -> int:
        """Return the height of all that stands on it, and some to spare.

        A line that appears takes it from there. Were there none to spare, Qt would squeeze everything else
        first, give the ground its new height after that, and paint the whole page.
        """
        return super().heightForWidth(width) + _SPARE

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground; what stands on it follows at once."""
        super().paintEvent(event)
        self.painted.emit()
