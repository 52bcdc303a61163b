"""The bundled faces, each loaded once: the regular one before the first page, the bold one after it."""

from functools import cache

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QWidget

from crlm_desktop.paths import resource

REGULAR, BOLD = "NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"


@cache
def family_of(face: str) -> str | None:
    """Load a face and return its family; None where it cannot be loaded."""
    number = QFontDatabase.addApplicationFont(str(resource("fonts", face)))
    return next(iter(QFontDatabase.applicationFontFamilies(number)), None)


def take_bold(window: QWidget) -> None:
    """Load the bold face; labels that were measured with a made-up one are measured again."""
    family_of(BOLD)
    for label in window.findChildren(QLabel):
        if label.font().bold():
            QCoreApplication.sendEvent(label, QEvent(QEvent.Type.FontChange))
