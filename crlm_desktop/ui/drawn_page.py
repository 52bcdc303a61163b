"""The report's page drawn by Qt: the same shapes as in the PDF, for the printer and for a picture."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QApplication

from crlm_desktop.engine.decision import Decision
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.report.blocks import SLANT, SOFT_INK, Mark, Panel, Rule, Shape, Text
from crlm_desktop.report.marks import STROKE, strokes
from crlm_desktop.report.signs import BOLD, GREY, ITALIC

_PIXELS = 100


def _grey(level: float) -> QColor:
    return QColor.fromRgbF(level, level, level)


def _family() -> str:
    bundled = [name for name in QFontDatabase.families() if name.startswith("Noto Sans SC")]
    return bundled[0] if bundled else QApplication.font().family()


def _font(*, bold: bool) -> QFont:
    font = QFont(_family())
    font.setBold(bold)
    font.setPixelSize(_PIXELS)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _panel(painter: QPainter, panel: Panel) -> None:
    painter.setPen(QPen(_grey(panel.frame), 0.5) if panel.frame is not None else Qt.PenStyle.NoPen)
    painter.setBrush(_grey(panel.fill) if panel.fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(panel.x, panel.y, panel.width, panel.height))


def _rule(painter: QPainter, rule: Rule) -> None:
    painter.setPen(QPen(_grey(rule.grey), rule.weight))
    painter.drawLine(QPointF(rule.x, rule.y), QPointF(rule.x + rule.length, rule.y))


def _text(painter: QPainter, text: Text) -> None:
    slant = SLANT if text.style & ITALIC else 0.0
    scale = text.size / _PIXELS
    painter.setTransform(QTransform(1.0, 0.0, -slant, 1.0, text.x, text.y), combine=True)
    painter.scale(scale, scale)
    painter.setFont(_font(bold=bool(text.style & BOLD)))
    painter.setPen(_grey(SOFT_INK if text.style & GREY else 0.0))
    painter.drawText(QPointF(), text.text)


def _mark(painter: QPainter, mark: Mark) -> None:
    """Draw a mark by its operators; they count upwards in a box of one by one."""
    painter.translate(mark.x, mark.y + mark.size)
    painter.scale(mark.size, -mark.size)
    path, fill, width = QPainterPath(), QColor("black"), STROKE
    for name, numbers in strokes(mark.kind):
        match name:
            case "g":
                fill = _grey(numbers[0])
            case "w":
                width = numbers[0]
            case "f" | "S" | "B":
                painter.setBrush(fill if name != "S" else Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor("black"), width) if name != "f" else Qt.PenStyle.NoPen)
                painter.drawPath(path)
                path = QPainterPath()
            case _:
                _outline(path, name, numbers)


def _outline(path: QPainterPath, name: str, numbers: tuple[float, ...]) -> None:
    points = [QPointF(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    match name:
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


def _draw(painter: QPainter, x: float, y: float, shape: Shape) -> None:
    painter.save()
    painter.translate(x, y)
    match shape:
        case Panel():
            _panel(painter, shape)
        case Rule():
            _rule(painter, shape)
        case Mark():
            _mark(painter, shape)
        case Text():
            _text(painter, shape)
    painter.restore()


def draw_page(
    painter: QPainter, width: float, decision: Decision, knowledge: Knowledge, language: str
) -> None:
    """Draw the page so wide."""
    from crlm_desktop.report.layout import PAGE_WIDTH
    from crlm_desktop.report.shapes import page_shapes

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(width / PAGE_WIDTH, width / PAGE_WIDTH)
    for x, y, shape in page_shapes(decision, knowledge, language).shapes:
        _draw(painter, x, y, shape)
    painter.restore()


def page_image(decision: Decision, knowledge: Knowledge, language: str, width: int = 1240) -> QImage:
    """Return the page as a picture."""
    image = QImage(width, round(width * 297 / 210), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_page(painter, width, decision, knowledge, language)
    painter.end()
    return image
