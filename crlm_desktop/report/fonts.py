"""The faces of the page: registered once, late, with their widths at hand.

Two set everything; a third is unpacked only when a rare character is typed, and lends its widths to both.
What even that one lacks is named.
"""

import io
import re
from functools import cache
from typing import NamedTuple

from crlm_desktop.paths import BOLD_FACE, RARE_FACE, REGULAR_FACE, resource

UNITS_PER_EM = 1000
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


class Face(NamedTuple):
    """One embedded face: its name in the PDF and the advance of every character, in thousandths of an em."""

    name: str
    advances: dict[int, float]


def _register(name: str, file: str | io.BytesIO, *, readable: bool = True) -> Face:
    from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont

    from crlm_desktop.report.embedding import EmbeddedFont

    font = EmbeddedFont(name, file, readable=readable)
    if name not in getRegisteredFontNames():
        registerFont(font)
    return Face(name, font.face.charWidths)


@cache
def faces() -> tuple[Face, Face]:
    """Return the regular and the bold face; the first call reads and registers the font files."""
    return (
        _register("NotoSansSC", str(resource("fonts", REGULAR_FACE))),
        _register("NotoSansSC-Bold", str(resource("fonts", BOLD_FACE))),
    )


@cache
def rare_face() -> Face:
    """Return the face of rare characters; the first call unpacks it and tells both others its widths."""
    import gzip

    packed = resource("fonts", RARE_FACE).read_bytes()
    rare = _register("RareHan", io.BytesIO(gzip.decompress(packed)), readable=False)
    for face in faces():
        face.advances.update({**rare.advances, **face.advances})
    return rare


def rare_in_use() -> bool:
    """Tell whether any text asked for the face of rare characters so far."""
    return bool(rare_face.cache_info().currsize)


def missing(text: str) -> str:
    """Return the characters of a text for which no face has a glyph, each once."""
    if _lacking(text):
        rare_face()
    return _lacking(text)


def _lacking(text: str) -> str:
    regular, bold = faces()
    lacking = (sign for sign in text if ord(sign) not in regular.advances or ord(sign) not in bold.advances)
    return "".join(dict.fromkeys(sign for sign in lacking if sign not in "\n\t\r\u00a0"))


def printable(text: str) -> str:
    """Return typed text with every character that has no glyph named, such as `[U+1F600]`."""
    cleaned = _CONTROL.sub(" ", text)
    lacking = missing(cleaned)
    if lacking:
        cleaned = cleaned.translate({ord(sign): named(sign) for sign in lacking})
    return cleaned


def named(sign: str) -> str:
    """Return what stands on the page for a character that no face can draw."""
    return f"[U+{ord(sign):04X}]"
