"""The ways between the stations of the pathway picture, and its legend."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from crlm_desktop.pathway.standings import Standing, edge_state
from crlm_desktop.pathway.stations import NODE_HEIGHT, NODE_WIDTH, Node, pathway
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.pathway_style import (
    FILLS,
    LINES,
    MARKS,
    SMALL_PX,
    STYLES,
    TEXT_PX,
    WORDS,
    sized,
)
from crlm_desktop.ui.pictures.plate import INK


class EdgeItem(QGraphicsItem):
    """The way from one station to the next."""

    def __init__(self, first: str, second: str, found: Mapping[str, Standing]) -> None:
        super().__init__()
        places = {node.id: node for node in pathway().nodes}
        self._state = edge_state(found[first], found[second])
        self._path = _way(places[first], places[second])
        self.setZValue({"dim": -4, "waiting": -3, "conditional": -2, "lit": -1}[self._state])

    def boundingRect(self) -> QRectF:
        """Return the room the way takes."""
        return self._path.boundingRect().adjusted(-8, -8, 8, 8)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the line and its arrow head."""
        del option, widget
        thickness, style = STYLES[self._state]
        color = QColor(LINES[self._state])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, thickness * 1.2, style))
        painter.drawPath(self._path)
        end = self._path.currentPosition()
        back = self._path.pointAtPercent(0.96) - end
        length = max((back.x() ** 2 + back.y() ** 2) ** 0.5, 0.01)
        along = QPointF(back.x() / length * 9, back.y() / length * 9)
        across = QPointF(-along.y() * 0.5, along.x() * 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([end, end + along + across, end + along - across]))


def _way(first: Node, second: Node) -> QPainterPath:
    if abs(first.x - second.x) < 1:
        sign = 1 if second.y > first.y else -1
        start = QPointF(first.x, first.y + sign * NODE_HEIGHT / 2)
        end = QPointF(second.x, second.y - sign * NODE_HEIGHT / 2)
        path = QPainterPath(start)
        path.lineTo(end)
        return path
    start = QPointF(first.x + NODE_WIDTH / 2, first.y)
    end = QPointF(second.x - NODE_WIDTH / 2, second.y)
    path = QPainterPath(start)
    bend = min(max((end.x() - start.x()) / 2, 18), 26)
    path.cubicTo(QPointF(start.x() + bend, start.y()), QPointF(start.x() + bend - 6, end.y()), end)
    return path


class _LegendItem(QGraphicsItem):
    def __init__(self, state: str, words: str, font: QFont) -> None:
        super().__init__()
        self._state, self._words, self._font = state, words, sized(font, TEXT_PX)
        self.width = 34 + QFontMetricsF(self._font).horizontalAdvance(words)

    def boundingRect(self) -> QRectF:
        return QRectF(-2, -2, self.width + 4, 22)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        thickness, style = STYLES[self._state]
        painter.setPen(QPen(QColor(LINES[self._state]), thickness, style))
        painter.setBrush(QColor(FILLS[self._state]))
        painter.drawRoundedRect(QRectF(0, 1, 26, 16), 4, 4)
        painter.setFont(sized(self._font, SMALL_PX, bold=True))
        painter.setPen(QColor(WORDS[self._state]))
        painter.drawText(QRectF(0, 1, 26, 16), int(Qt.AlignmentFlag.AlignCenter), MARKS[self._state])
        painter.setPen(INK)
        painter.setFont(self._font)
        painter.drawText(QPointF(32, 14), self._words)


def legend_items(top: float, language: str, font: QFont) -> Iterator[QGraphicsItem]:
    """Yield the legend, from left to right."""
    left = 12.0
    for state in ("lit", "conditional", "waiting", "dim"):
        item = _LegendItem(state, say(language, f"pictures.pathway.state.{state}"), font)
        item.setPos(left, top)
        left += item.width + 26
        yield item
