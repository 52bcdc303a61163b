"""Characters and what typography knows of them: kinds, widths, spaces, names of genes."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from crlm_desktop.report.fonts import UNITS_PER_EM, faces

BOLD, GREY, ITALIC = 1, 2, 4

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CLOSERS = "，。、；：！？）》」』】〕〉％～"
OPENERS = "（《「『【〔〈"
NOT_FIRST = frozenset(CLOSERS + "”’…—·.,;:!?)]}%℃°‰*\u00a0⁰¹²³⁴⁵⁶⁷⁸⁹")
GAP = "  "
NOT_LAST = frozenset(OPENERS + "“‘([{")
# Signs that the Chinese face draws on a full square: what to trim at the left, and what to advance.
NARROW: Mapping[str, tuple[float, float]] = {
    "“": (0.56, 0.44),
    "”": (0.0, 0.44),
    "‘": (0.76, 0.24),
    "’": (0.0, 0.24),
    "·": (0.30, 0.40),
    "•": (0.30, 0.40),
    "≥": (0.10, 0.82),
    "≤": (0.08, 0.82),
    "±": (0.10, 0.80),
    "×": (0.13, 0.74),
    "≈": (0.10, 0.80),
    "§": (0.22, 0.56),
}
TOKEN = re.compile(rf"( +)|([{HAN}{CLOSERS}{OPENERS}“”‘’…—])|([^ {HAN}{CLOSERS}{OPENERS}“”‘’…—]+)")
_WIDE = 2  # the group of a token that is one Chinese sign
_MEETING = re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])")
_NUMBER_UNIT = re.compile(
    r"(?<=[0-9]) (?=(?:%|[a-zA-Zµμ]+/[a-zA-Z]+|[cm]?m|cm3|mL|Gy|h|d|[个岁分级次条项周月年天线])(?![A-Za-z]))"
)
_SIGN_NUMBER = re.compile(r"(?<=[≥≤><=±]) (?=[0-9])")
GENE = re.compile(
    r"(?<![A-Za-z0-9])(KRAS|NRAS|BRAF|RAS|NTRK[123]?|POLE|POLD1|PIK3CA|UGT1A1|DPYD)"
    r"(?![A-Za-z0-9])(?! inhibitor| 抑制剂|抑制剂)"
)


class Run(NamedTuple):
    """Words in one style."""

    text: str
    style: int = 0


def spaced(text: str) -> str:
    """Return mixed text with a space between Chinese and Latin, numbers tied to their signs and units."""
    text = _MEETING.sub(" ", text)
    return _SIGN_NUMBER.sub("\u00a0", _NUMBER_UNIT.sub("\u00a0", text))


def begins_wide(text: str) -> bool:
    """Tell whether a text begins with a Chinese sign."""
    found = TOKEN.match(text)
    return found is not None and found.lastindex == _WIDE


def text_width(text: str, style: int = 0) -> float:
    """Return the advance of plain text in em, by the face's own widths."""
    advances = faces()[style & BOLD].advances
    return sum(advances.get(ord(sign), UNITS_PER_EM) for sign in text) / UNITS_PER_EM
