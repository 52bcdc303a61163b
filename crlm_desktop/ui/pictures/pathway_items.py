"""Stations and ways of the pathway picture: told by line, mark and words, not by colour alone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from crlm_desktop.domain.wording import span_words
from crlm_desktop.pathway.standings import Standing
from crlm_desktop.pathway.stations import NODE_HEIGHT, NODE_WIDTH, Node
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
from crlm_desktop.ui.pictures.plate import FOCUS, INK, PAPER


class NodeItem(QGraphicsItem):
    """One station; `words` is its text twin."""

    def __init__(
        self, node: Node, standing: Standing, questions: tuple[str, ...], language: str, font: QFont
    ) -> None:
        super().__init__()
        self.node, self.standing, self.questions, self.language = node, standing, questions, language
        self.ringed = False
        self._current = False
        self._font = font
        self.title = say(language, f"pictures.pathway.node.{node.id}")
        self.words = self._in_words()
        self.setToolTip(self.words)
        self.setPos(node.x, node.y)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _in_words(self) -> str:
        state = "passed" if self.standing.passed else self.standing.state
        said = say(self.language, f"pictures.pathway.state.{state}")
        asked = say(self.language, "pictures.and").join(self.questions)
        if asked:
            said = say(self.language, "pictures.pathway.asks", state=said, questions=asked)
        return say(self.language, "pictures.pathway.station", title=self.title, state=said)

    def set_current(self, *, current: bool) -> None:
        """Say whether the keyboard stands here."""
        self._current = current
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the room the station takes, mark and ring included."""
        return QRectF(-NODE_WIDTH / 2, -NODE_HEIGHT / 2, NODE_WIDTH, NODE_HEIGHT).adjusted(-10, -12, 10, 8)

    def shape(self) -> QPainterPath:
        """Return the outline: a box, or a hexagon for a question to the team."""
        width, height = NODE_WIDTH / 2, NODE_HEIGHT / 2
        path = QPainterPath()
        if self.node.shape == "question":
            corners = ((-width, 0), (16 - width, -height), (width - 16, -height), (width, 0))
            lower = ((width - 16, height), (16 - width, height))
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in (*corners, *lower)]))
            path.closeSubpath()
        else:
            path.addRoundedRect(QRectF(-width, -height, NODE_WIDTH, NODE_HEIGHT), 8, 8)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint box, words and mark."""
        del option, widget
        state = self.standing.state
        thickness, style = STYLES[state]
        if self._current and self.ringed:
            painter.setPen(QPen(FOCUS, 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.boundingRect().adjusted(4, 6, -4, -2), 10, 10)
        painter.setPen(QPen(QColor(LINES[state]), thickness, style))
        painter.setBrush(QColor(FILLS[state]))
        painter.drawPath(self.shape())
        painter.setPen(QColor(WORDS[state]))
        self._paint_words(painter)
        self._paint_mark(painter)

    def _paint_words(self, painter: QPainter) -> None:
        second = self._second_line()
        inset = 14 if self.node.shape == "question" else 6
        room = QRectF(-NODE_WIDTH / 2 + inset, -NODE_HEIGHT / 2 + 4, NODE_WIDTH - 2 * inset, NODE_HEIGHT - 8)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.setFont(sized(self._font, TEXT_PX, bold=self.standing.state == "lit"))
        if not second:
            painter.drawText(room, flags, self.title)
            return
        title = painter.boundingRect(room, flags, self.title).height()
        small = sized(self._font, SMALL_PX)
        lines = 2 if title + 2 * QFontMetricsF(small).height() <= room.height() else 1
        second = self._fitting(second, small, room.width() * (0.98 if lines == 1 else 1.75))
        free = (room.height() - title - lines * QFontMetricsF(small).height()) / 2
        top = room.y() + max(free, 0) * 0.8
        painter.drawText(QRectF(room.x(), top, room.width(), title), flags, self.title)
        painter.setFont(small)
        lower = QRectF(room.x(), top + title, room.width(), room.bottom() - top - title)
        painter.drawText(lower, flags, second)

    def _fitting(self, text: str, font: QFont, width: float) -> str:
        """Return the second line; of questions that do not fit, the first and how many more."""
        if QFontMetricsF(font).horizontalAdvance(text) <= width or not self.questions:
            return text
        more = len(self.questions) - 1
        rest = f" +{more}" if more else ""
        room = width - QFontMetricsF(font).horizontalAdvance(rest)
        return (
            QFontMetricsF(font).elidedText(f"? {self.questions[0]}", Qt.TextElideMode.ElideRight, room) + rest
        )

    def _second_line(self) -> str:
        figures = self.standing.figures
        if self.node.id == "crs" and figures is not None:
            low, high = figures
            return f"CRS {span_words(str(low), str(high), self.language)}"
        joint = say(self.language, "pictures.and")
        return f"? {joint.join(self.questions)}" if self.questions else ""

    def _paint_mark(self, painter: QPainter) -> None:
        state = self.standing.state
        mark = "✓" if self.standing.passed else MARKS[state]
        if state == "waiting" and not self.questions:
            return
        if not mark:
            return
        center = QPointF(NODE_WIDTH / 2 - 8, -NODE_HEIGHT / 2)
        painter.setPen(QPen(QColor(LINES[state]), 1.4))
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(center, 9, 9)
        painter.setPen(QColor(LINES[state]))
        painter.setFont(sized(self._font, TEXT_PX, bold=True))
        painter.drawText(
            QRectF(center.x() - 9, center.y() - 9, 18, 18), int(Qt.AlignmentFlag.AlignCenter), mark
        )


class LaneItem(QGraphicsItem):
    """The heading of one class above its first station."""

    def __init__(self, words: str, place: QPointF, font: QFont) -> None:
        super().__init__()
        self._words, self._font = words, sized(font, TEXT_PX, bold=True)
        self.setPos(place)

    def boundingRect(self) -> QRectF:
        """Return the room the heading takes."""
        return QRectF(-NODE_WIDTH, -16, 2 * NODE_WIDTH, 22)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Write the heading."""
        del option, widget
        painter.setFont(self._font)
        painter.setPen(INK)
        room, centred = self.boundingRect(), int(Qt.AlignmentFlag.AlignCenter)
        painter.fillRect(painter.boundingRect(room, centred, self._words), PAPER)  # no way runs through it
        painter.drawText(room, centred, self._words)
