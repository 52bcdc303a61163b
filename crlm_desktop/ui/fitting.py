"""Windows that fit the screen they open on, its task bar and their own frames counted."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(16, 40)  # what a title bar and borders take; no system tells before it has drawn them


def room_for(widget: QWidget) -> QSize:
    """Return how large a widget may be on its screen."""
    return widget.screen().availableSize() - _FRAME


def room_over(widget: QWidget) -> QSize:
    """Return how large a sheet over a widget's window may be: it runs off neither window nor screen."""
    return room_for(widget).boundedTo(widget.window().size() - _FRAME)


def fit(widget: QWidget, width: int, height: int) -> None:
    """Make a window so large, or as large as its screen allows."""
    widget.resize(QSize(width, height).boundedTo(room_for(widget)))


def show_fitting(window: QWidget, width: int, height: int) -> None:
    """Show a window so large; where the screen is smaller than that, fill it."""
    fit(window, width, height)
    if window.size() == QSize(width, height):
        window.show()
    else:
        window.showMaximized()
