"""The bundled faces, each loaded once: the regular one before the first page, the bold one after it.

The face of rare characters is unpacked only when such a character is typed or opened.
"""

import sys
from functools import cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from crlm_desktop.paths import RARE_FACE, REGULAR_FACE, resource


@cache
def family_of(face: str) -> str | None:
    """Load a face and return its family; None where it cannot be loaded."""
    path = resource("fonts", face)
    if path.suffix == ".gz":
        import gzip

        number = _add(gzip.decompress(path.read_bytes()))
    elif sys.platform == "win32":  # where FreeType finds no file whose path is outside the old code page
        number = _add(path.read_bytes())
    else:
        number = QFontDatabase.addApplicationFont(str(path))
    return next(iter(QFontDatabase.applicationFontFamilies(number)), None)


def _add(data: bytes) -> int:
    return QFontDatabase.addApplicationFontFromData(QByteArray(data))


@cache
def _regular() -> QRawFont:
    return QRawFont.fromFont(QFont(family_of(REGULAR_FACE) or ""))


def is_rare(text: str) -> bool:
    """Tell whether a text holds a character that the usual face lacks."""
    return not text.isascii() and any(
        sign.isprintable() and not _regular().supportsCharacter(ord(sign)) for sign in text
    )


def with_rare(font: QFont) -> QFont:
    """Return the font with the face of rare characters behind its own."""
    rare = family_of(RARE_FACE)
    if rare and rare not in font.families():
        font.setFamilies([*font.families(), rare])
    return font


def show_rare(text: str) -> None:
    """Let the window draw the rare characters of a text, if it has any.

    Widgets to come take their face from the application's font; those that stand are not styled anew, which
    takes seconds: only where one types is it set, for Qt finds the face itself wherever text is laid out.
    """
    app = QApplication.instance()
    rare = family_of(RARE_FACE) if is_rare(text) else None
    if not isinstance(app, QApplication) or rare is None or rare in app.font().families():
        return
    app.setFont(with_rare(app.font()))
    families = QFont()
    families.setFamilies(app.font().families())
    for widget in app.allWidgets():
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            widget.setFont(families)
