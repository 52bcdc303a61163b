"""The two faces of the page: registered once, late, with their widths at hand; what they lack is named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crlm_desktop.paths import resource

UNITS_PER_EM = 1000
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Face:
    """One embedded face: its name in the PDF and the advance of every character, in thousandths of an em."""

    name: str
    advances: Mapping[int, float]


def _register(name: str, file: str) -> Face:
    from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(resource("fonts", file)), shapable=False)
    if name not in getRegisteredFontNames():
        registerFont(font)
    return Face(name, font.face.charWidths)


@cache
def faces() -> tuple[Face, Face]:
    """Return the regular and the bold face; the first call reads and registers the font files."""
    return (
        _register("NotoSansSC", "NotoSansSC-Regular.ttf"),
        _register("NotoSansSC-Bold", "NotoSansSC-Bold.ttf"),
    )


def missing(text: str) -> str:
    """Return the characters of a text for which a face has no glyph, each once."""
    regular, bold = faces()
    lacking = (sign for sign in text if ord(sign) not in regular.advances or ord(sign) not in bold.advances)
    return "".join(dict.fromkeys(sign for sign in lacking if sign not in "\n\t\r\u00a0"))


def printable(text: str) -> str:
    """Return typed text with every character that has no glyph named, such as `[U+20BB7]`."""
    cleaned = _CONTROL.sub(" ", text)
    lacking = missing(cleaned)
    if lacking:
        cleaned = cleaned.translate({ord(sign): f"[U+{ord(sign):04X}]" for sign in lacking})
    return cleaned
