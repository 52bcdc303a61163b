"""The bundled faces, each loaded once: the regular one before the first page, the bold one after it.

The face of rare characters is unpacked only when such a character is typed or opened.
"""

from functools import cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

from crlm_desktop.paths import resource

REGULAR, BOLD, RARE = "NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "RareHan-Regular.ttf.gz"


@cache
def family_of(face: str) -> str | None:
    """Load a face and return its family; None where it cannot be loaded."""
    path = resource("fonts", face)
    if path.suffix == ".gz":
        import gzip

        data = QByteArray(gzip.decompress(path.read_bytes()))
        number = QFontDatabase.addApplicationFontFromData(data)
    else:
        number = QFontDatabase.addApplicationFont(str(path))
    return next(iter(QFontDatabase.applicationFontFamilies(number)), None)


@cache
def _regular() -> QRawFont:
    return QRawFont.fromFont(QFont(family_of(REGULAR) or ""))


def is_rare(text: str) -> bool:
    """Tell whether a text holds a character that the usual face lacks."""
    return not text.isascii() and any(
        sign.isprintable() and not _regular().supportsCharacter(ord(sign)) for sign in text
    )


def with_rare(font: QFont) -> QFont:
    """Return the font with the face of rare characters behind its own."""
    rare = family_of(RARE)
    if rare and rare not in font.families():
        font.setFamilies([*font.families(), rare])
    return font


def show_rare(text: str) -> None:
    """Let the whole window draw the rare characters of a text, if it has any."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and is_rare(text) and family_of(RARE) not in app.font().families():
        app.setFont(with_rare(app.font()))
        app.setStyleSheet(app.styleSheet())  # what is styled takes a new font only when it is styled anew
