"""The app's dress: theme and type size."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crlm_desktop.ui.settings import Settings
from crlm_desktop.ui.theme import palette, style_sheet

_HALF = 128  # of a lightness from 0 to 255


def theme_in_use(settings: Settings) -> str:
    """Return the theme: the chosen one, or the system's."""
    from PySide6.QtCore import Qt

    if settings.theme != "system":
        return settings.theme
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def theme_at_start(settings: Settings) -> str:
    """Return the theme; nobody has dressed yet, so the palette still is the system's own."""
    if settings.theme != "system":
        return settings.theme
    return "dark" if QGuiApplication.palette().window().color().lightness() < _HALF else "light"


def set_type(settings: Settings) -> None:
    """Give the app its type size. A window made before keeps the system's until it is dressed again."""
    font = QApplication.font()
    font.setPixelSize(settings.type_size)
    QApplication.setFont(font)


def dress(settings: Settings, theme: str = "") -> None:
    """Dress the app in the theme and type size of the settings; in another theme where one is named."""
    theme = theme or theme_in_use(settings)
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 (there is one before there is a window)
    if app.styleSheet():
        app.setStyleSheet("")  # a sheet laid over another costs ten times as much as one laid over none
    set_type(settings)
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme, settings.type_size))
    # A sheet brings back the fonts that Windows has for menus, lists and hints, small and not our own.
    of_menus = QApplication.font("QMenu")  # type: ignore[call-overload]  # the stub says bytes, Qt takes str
    if of_menus != QApplication.font():
        QApplication.setFont(QApplication.font())
