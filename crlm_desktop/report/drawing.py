"""Shapes onto the PDF page as its own operators: type, rules, panels and the small marks, in black and greys.

Written as literal operators, because reportlab formats every number of every call in Python.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from crlm_desktop.report.blocks import SLANT, SOFT_INK, THICKER, Mark, Panel, Rule, Shape, Text, Trace
from crlm_desktop.report.fonts import faces, rare_face, rare_in_use
from crlm_desktop.report.layout import PAGE_HEIGHT
from crlm_desktop.report.marks import STROKE, operators
from crlm_desktop.report.signs import BOLD, GREY, ITALIC


def draw(canvas: Canvas, shapes: Iterable[tuple[float, float, Shape]]) -> None:
    """Draw everything: panels first, lines, rules and marks, then all type."""
    shown = list(shapes)
    parts = ["q"]
    parts += (_panel(x, y, shape) for x, y, shape in shown if isinstance(shape, Panel))
    parts += (_trace(x, y, shape) for x, y, shape in shown if isinstance(shape, Trace))
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
        slant = SLANT if text.style & ITALIC else 0
        yield f"1 0 {slant} 1 {x + text.x:.2f} {PAGE_HEIGHT - y - text.y:.2f} Tm"
        for font, part in _parts(bold if text.style & BOLD else regular, text.text):
            thickened = text.style & BOLD and font is not bold
            if thickened:
                yield f"2 Tr {text.size * THICKER:.3f} w {ink} G"
            for subset, codes in font.splitString(part, document):
                wanted = f"{font.getSubsetInternalName(subset, document)} {text.size:g} Tf"
                if wanted != face:
                    face = wanted
                    yield wanted
                yield f"<{codes.hex()}> Tj"
            if thickened:
                yield "0 Tr"


def _parts(font: TTFont, text: str) -> Iterator[tuple[TTFont, str]]:
    """Yield the text by the face that draws it: what the wanted one lacks is set in the rare one."""
    if not rare_in_use():
        yield font, text
        return
    rare, own = getFont(rare_face().name), font.face.charToGlyph
    for known, signs in groupby(text, lambda sign: ord(sign) in own):
        yield font if known else rare, "".join(signs)


def _panel(x: float, y: float, panel: Panel) -> str:
    bottom = PAGE_HEIGHT - y - panel.y - panel.height
    box = f"{x + panel.x:.2f} {bottom:.2f} {panel.width:.2f} {panel.height:.2f} re"
    filled = f"{panel.fill:g} g {box} f" if panel.fill is not None else ""
    framed = f"{panel.frame:g} G 0.5 w {box} S" if panel.frame is not None else ""
    return f"{filled} {framed}"


def _rule(x: float, y: float, rule: Rule) -> str:
    left, height = x + rule.x, PAGE_HEIGHT - y - rule.y
    ends = f"{left:.2f} {height:.2f} m {left + rule.length:.2f} {height:.2f} l"
    return f"{rule.grey:g} G {rule.weight:g} w {ends} S"


def _trace(x: float, y: float, trace: Trace) -> str:
    places = [
        f"{x + trace.x + left:.2f} {PAGE_HEIGHT - y - trace.y - down:.2f}" for left, down in trace.points
    ]
    path = f"{places[0]} m " + " ".join(f"{place} l" for place in places[1:])
    dash = " ".join(f"{length:g}" for length in trace.dash)
    ink = f"[{dash}] 0 d {trace.grey:g} G {trace.weight:g} w"
    return f"{ink} {path} S [] 0 d" if trace.fill is None else f"{trace.fill:g} g {ink} {path} h B [] 0 d"


def _mark(x: float, y: float, mark: Mark) -> str:
    size, bottom = mark.size, PAGE_HEIGHT - y - mark.y - mark.size
    place = f"{size:.2f} 0 0 {size:.2f} {x + mark.x:.2f} {bottom:.2f} cm"
    return f"q {place} 0 g 0 G {STROKE} w {operators(mark.kind)} Q"
