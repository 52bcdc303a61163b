"""Shapes onto the PDF page as its own operators: type, rules, panels and the small marks, in black and greys.

Written as literal operators, because reportlab formats every number of every call in Python.
"""

import math
from collections.abc import Iterable, Iterator

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from crlm_desktop.report.blocks import Mark, Panel, Rule, Shape, Text
from crlm_desktop.report.breaking import BOLD, GREY, ITALIC
from crlm_desktop.report.fonts import faces
from crlm_desktop.report.layout import PAGE_HEIGHT

SOFT_INK = 0.33
_SLANT = round(math.tan(math.radians(11.0)), 4)

_BOX = "0.08 0.08 0.84 0.84 re"
_TRIANGLE = "0.02 0.06 m 0.98 0.06 l 0.5 0.96 l h"
_CIRCLE = (
    "0.93 0.5 m 0.93 0.737 0.737 0.93 0.5 0.93 c 0.263 0.93 0.07 0.737 0.07 0.5 c "
    "0.07 0.263 0.263 0.07 0.5 0.07 c 0.737 0.07 0.93 0.263 0.93 0.5 c h"
)
_BANG = "1 g 0.44 0.36 0.12 0.32 re 0.44 0.17 0.12 0.12 re f"
# Each mark in a box of one by one, black on white.
_MARKS = {
    "must": f"{_BOX} B",
    "do": f"{_BOX} S 0.27 0.27 0.46 0.46 re f",
    "may": f"{_BOX} S",
    "know": "0.32 0.32 0.36 0.36 re f",
    "caution": f"{_TRIANGLE} B {_BANG}",
    "urgent": f"{_BOX} B 1 g 0.43 0.4 0.14 0.4 re 0.43 0.18 0.14 0.14 re f",
    "avoid": "0.2 w 0.12 0.12 m 0.88 0.88 l 0.12 0.88 m 0.88 0.12 l S",
    "if": "0.5 0 m 1 0.5 l 0.5 1 l 0 0.5 l h S",
    "wait": f"{_CIRCLE} S 0.5 0.78 m 0.5 0.5 l 0.7 0.42 l S",
    "silent": f"{_CIRCLE} S 0.27 0.5 m 0.73 0.5 l S",
    "done": "0.17 w 0.08 0.48 m 0.38 0.14 l 0.94 0.86 l S",
    "replaced": "0.05 0.5 m 0.9 0.5 l 0.6 0.8 m 0.95 0.5 l 0.6 0.2 l S",
    "open": f"{_BOX} S 0.08 0.08 m 0.92 0.92 l 0.08 0.92 l h f",
}
_SAME = {"met": "must", "unmet": "may", "accepted": "done", "put_aside": "avoid", "clock": "wait"}


def draw(canvas: Canvas, shapes: Iterable[tuple[float, float, Shape]]) -> None:
    """Draw everything: panels first, rules and marks, then all type."""
    shown = list(shapes)
    parts = ["q"]
    parts += (_panel(x, y, shape) for x, y, shape in shown if isinstance(shape, Panel))
    parts += (_rule(x, y, shape) for x, y, shape in shown if isinstance(shape, Rule))
    parts += (_mark(x, y, shape) for x, y, shape in shown if isinstance(shape, Mark))
    parts += ("Q", "BT")
    parts += _type(canvas, ((x, y, shape) for x, y, shape in shown if isinstance(shape, Text)))
    parts.append("ET")
    canvas.addLiteral("\n".join(parts))


def _type(canvas: Canvas, texts: Iterable[tuple[float, float, Text]]) -> Iterator[str]:
    """Yield operators for every word: face and size, ink, place, characters."""
    document = canvas._doc  # noqa: SLF001 (reportlab offers no other way to the subsets of a face)
    regular, bold = (getFont(face.name) for face in faces())
    face, ink = "", -1.0
    for x, y, text in texts:
        wanted_ink = SOFT_INK if text.style & GREY else 0.0
        if wanted_ink != ink:
            ink = wanted_ink
            yield f"{ink} g"
        slant = _SLANT if text.style & ITALIC else 0
        yield f"1 0 {slant} 1 {x + text.x:.2f} {PAGE_HEIGHT - y - text.y:.2f} Tm"
        font = bold if text.style & BOLD else regular
        for subset, codes in font.splitString(text.text, document):
            wanted = f"{font.getSubsetInternalName(subset, document)} {text.size:g} Tf"
            if wanted != face:
                face = wanted
                yield wanted
            yield f"<{codes.hex()}> Tj"


def _panel(x: float, y: float, panel: Panel) -> str:
    box = f"{x + panel.x:.2f} {PAGE_HEIGHT - y - panel.y - panel.height:.2f} {panel.width:.2f} {panel.height:.2f} re"
    filled = f"{panel.fill:g} g {box} f" if panel.fill is not None else ""
    framed = f"{panel.frame:g} G 0.5 w {box} S" if panel.frame is not None else ""
    return f"{filled} {framed}"


def _rule(x: float, y: float, rule: Rule) -> str:
    left, height = x + rule.x, PAGE_HEIGHT - y - rule.y
    ends = f"{left:.2f} {height:.2f} m {left + rule.length:.2f} {height:.2f} l"
    return f"{rule.grey:g} G {rule.weight:g} w {ends} S"


def _mark(x: float, y: float, mark: Mark) -> str:
    drawn = _MARKS[_SAME.get(mark.kind, mark.kind)]
    place = (
        f"{mark.size:.2f} 0 0 {mark.size:.2f} {x + mark.x:.2f} {PAGE_HEIGHT - y - mark.y - mark.size:.2f} cm"
    )
    return f"q {place} 0 g 0 G 0.11 w {drawn} Q"
