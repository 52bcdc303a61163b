"""The report's page drawn by Qt: the same shapes as in the PDF, for the printer and for a picture."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from crlm_desktop.engine.decision import Decision
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.paths import BOLD_FACE, REGULAR_FACE
from crlm_desktop.report.blocks import SLANT, SOFT_INK, THICKER, Mark, Panel, Rule, Shape, Text, Trace
from crlm_desktop.report.content import Options
from crlm_desktop.report.fonts import rare_in_use
from crlm_desktop.report.layout import PAGE_HEIGHT, PAGE_WIDTH
from crlm_desktop.report.marks import STROKE, strokes
from crlm_desktop.report.shapes import page_shapes
from crlm_desktop.report.signs import BOLD, GREY, ITALIC
from crlm_desktop.ui.faces import family_of, is_rare, with_rare

_GRAIN = 100  # type is set this much larger and scaled down, so that no hinting shifts it


def draw_page(  # noqa: PLR0913, PLR0917 (a page, its words, and where it goes)
    painter: QPainter,
    width: float,
    decision: Decision,
    knowledge: Knowledge,
    language: str,
    options: Options | None = None,
) -> None:
    """Draw the page so wide, with its upper left corner at the origin."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(width / PAGE_WIDTH, width / PAGE_WIDTH)
    shapes = page_shapes(decision, knowledge, language, options).shapes
    for kind in (Panel, Trace, Rule, Mark, Text):
        for x, y, shape in shapes:
            if isinstance(shape, kind):
                _draw(painter, x, y, shape)
    painter.restore()


def page_image(
    decision: Decision, knowledge: Knowledge, language: str, options: Options | None = None, width: int = 1240
) -> QImage:
    """Return the page as a picture; 1240 pixels across are 150 dots per inch."""
    image = QImage(width, round(width * PAGE_HEIGHT / PAGE_WIDTH), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        draw_page(painter, width, decision, knowledge, language, options)
    return image


def _draw(painter: QPainter, x: float, y: float, shape: Shape) -> None:
    match shape:
        case Panel():
            painter.setPen(QPen(_grey(shape.frame), 0.5) if shape.frame is not None else Qt.PenStyle.NoPen)
            painter.setBrush(_grey(shape.fill) if shape.fill is not None else Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(x + shape.x, y + shape.y, shape.width, shape.height))
        case Rule():
            painter.setPen(QPen(_grey(shape.grey), shape.weight))
            start = QPointF(x + shape.x, y + shape.y)
            painter.drawLine(start, start + QPointF(shape.length, 0))
        case Trace():
            _trace(painter, x, y, shape)
        case Mark():
            _mark(painter, x, y, shape)
        case Text():
            _text(painter, x, y, shape)


def _grey(level: float | None) -> QColor:
    value = 0.0 if level is None else level
    return QColor.fromRgbF(value, value, value)


def page_font(*, bold: bool) -> QFont:
    """Return the face of the page, set as in the PDF."""
    font = QFont(family_of(BOLD_FACE if bold else REGULAR_FACE) or "")
    if rare_in_use():
        font = with_rare(font)
    font.setPixelSize(_GRAIN)
    font.setKerning(False)  # the PDF sets without: kerned words would leave gaps before what follows them
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _text(painter: QPainter, x: float, y: float, text: Text) -> None:
    font = page_font(bold=bool(text.style & BOLD))
    scale = text.size / _GRAIN
    slant = -SLANT if text.style & ITALIC else 0.0
    painter.save()
    place = QTransform(scale, 0, slant * scale, scale, x + text.x, y + text.y)
    painter.setTransform(place, combine=True)
    painter.setFont(font)
    painter.setPen(_grey(SOFT_INK if text.style & GREY else 0.0))
    painter.drawText(QPointF(), text.text)
    if text.style & BOLD and rare_in_use():
        painter.strokePath(_rare_outlines(font, text.text), QPen(painter.pen().color(), _GRAIN * THICKER))
    painter.restore()


def _rare_outlines(font: QFont, text: str) -> QPainterPath:
    """Return the outlines of the rare characters in a text: their face has no bold one."""
    metrics, outlines = QFontMetricsF(font), QPainterPath()
    for place, sign in enumerate(text):
        if is_rare(sign):
            outlines.addText(QPointF(metrics.horizontalAdvance(text[:place]), 0), font, sign)
    return outlines


def _trace(painter: QPainter, x: float, y: float, trace: Trace) -> None:
    pen = QPen(_grey(trace.grey), trace.weight)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if trace.dash:
        pen.setDashPattern([length / trace.weight for length in trace.dash])
    painter.setPen(pen)
    points = QPolygonF([QPointF(x + trace.x + left, y + trace.y + down) for left, down in trace.points])
    if trace.fill is None:
        painter.drawPolyline(points)
    else:
        painter.setBrush(_grey(trace.fill))
        painter.drawPolygon(points)


def _mark(painter: QPainter, x: float, y: float, mark: Mark) -> None:
    """Draw a mark from its strokes; its own y axis points upwards."""
    painter.save()
    painter.translate(x + mark.x, y + mark.y + mark.size)
    painter.scale(mark.size, -mark.size)
    path, width, fill = QPainterPath(), STROKE, 0.0
    for word, numbers in strokes(mark.kind):
        if word == "w":
            width = numbers[0]
        elif word == "g":
            fill = numbers[0]
        elif word in {"f", "S", "B"}:
            painter.setPen(Qt.PenStyle.NoPen if word == "f" else QPen(_grey(0.0), width))
            painter.setBrush(Qt.BrushStyle.NoBrush if word == "S" else _grey(fill))
            painter.drawPath(path)
            path = QPainterPath()
        else:
            _extend(path, word, numbers)
    painter.restore()


def _extend(path: QPainterPath, word: str, numbers: tuple[float, ...]) -> None:
    points = [QPointF(*numbers[place : place + 2]) for place in range(0, len(numbers), 2)]
    match word:
        case "m":
            path.moveTo(points[0])
        case "l":
            path.lineTo(points[0])
        case "c":
            path.cubicTo(*points)
        case "re":
            path.addRect(QRectF(*numbers))
        case "h":
            path.closeSubpath()
