"""The frame of the window: steps at the left, page and footer in the middle, the panel at the right."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QPushButton, QSplitter, QVBoxLayout, QWidget

from crlm_desktop.ui.footer import Footer
from crlm_desktop.ui.rail import Rail

_NARROW, _PANEL_WIDE, _PANEL_NARROW, _PANEL_LEAST = 1180, 330, 262, 220
_BAR_HEIGHT = 34


class Frame(QWidget):
    """Gives rail, page, footer and panel their places."""

    def __init__(self, rail: Rail, page: QWidget, footer: Footer) -> None:
        super().__init__()
        self._rail = rail
        self.panel_room = QFrame()
        self.panel_room.setObjectName("panel")
        self.panel_room.setMinimumWidth(_PANEL_LEAST)
        self._splitter = QSplitter()
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(_middle(page, footer))
        self._splitter.addWidget(self.panel_room)
        self._splitter.setStretchFactor(0, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(rail)
        row.addWidget(self._splitter, 1)

    def fit(self, width: int) -> None:
        """Show a narrow rail and a narrow panel in a narrow window."""
        narrow = width < _NARROW
        self._rail.be_narrow(narrow=narrow)
        panel = _PANEL_NARROW if narrow else _PANEL_WIDE
        self._splitter.setSizes([width - self._rail.width() - panel, panel])

    def toggle_panel(self) -> None:
        """Show or hide the live panel."""
        self.panel_room.setVisible(self.panel_room.isHidden())


def _middle(page: QWidget, footer: Footer) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(page, 1)
    column.addWidget(footer)
    return made


def hang_in_corner(window: QMainWindow, made: QPushButton) -> QWidget:
    """Hang a button at the end of the menu bar; return the corner, of which the bar keeps no hold."""
    corner = QWidget()
    row = QHBoxLayout(corner)
    row.setContentsMargins(4, 3, 12, 3)
    row.addWidget(made)
    bar = window.menuBar()
    bar.setNativeMenuBar(False)
    bar.setMinimumHeight(_BAR_HEIGHT)
    bar.setCornerWidget(corner)
    return corner
