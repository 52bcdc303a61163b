"""The app's dress: theme and type size."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crlm_desktop.ui.settings import Settings
from crlm_desktop.ui.theme import palette, style_sheet


def theme_in_use(settings: Settings) -> str:
    """Return the theme: the chosen one, or the system's."""
    if settings.theme != "system":
        return settings.theme
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def dress(settings: Settings) -> None:
    """Dress the app in a theme and type size."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 (there is one before there is a window)
    theme = theme_in_use(settings)
    app.setStyleSheet("")  # a sheet laid over another costs ten times as much as one laid over none
    font = app.font()
    font.setPixelSize(settings.type_size)
    app.setFont(font)
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme, settings.type_size))
