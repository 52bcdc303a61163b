"""Stations and ways of the pathway picture: told by line, mark and words, not by colour alone."""

from typing import NamedTuple

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
    SIZES,
    SMALL_PX,
    STYLES,
    TEXT_PX,
    WORDS,
    sized,
)
from crlm_desktop.ui.pictures.plate import FOCUS, INK, PAPER

_CENTRED = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
_TALLEST = 10_000.0


class Setting(NamedTuple):
    """The words of a station as they are set: the title, and a second line or two below it."""

    title_font: QFont
    title_height: float
    second: str
    second_font: QFont
    second_height: float
    widest: float

    def fits(self, room: QRectF) -> bool:
        """Tell whether all of it can be read in a room."""
        return self.title_height + self.second_height <= room.height() and self.widest <= room.width()


def _extent(text: str, font: QFont, width: float) -> QRectF:
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, _TALLEST), _CENTRED, text)


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
        room, words = self._room(), self.setting()
        title, height = words.title_font, words.title_height
        painter.setFont(title)
        if not words.second:
            painter.drawText(room, _CENTRED, self.title)
            return
        top = room.y() + max(room.height() - height - words.second_height, 0) / 2 * 0.8
        painter.drawText(QRectF(room.x(), top, room.width(), height), _CENTRED, self.title)
        painter.setFont(words.second_font)
        lower = QRectF(room.x(), top + height, room.width(), room.bottom() - top - height)
        painter.drawText(lower, _CENTRED, words.second)

    def _room(self) -> QRectF:
        """Return the room for the words; a question's corners are cut off."""
        inset = 14 if self.node.shape == "question" else 6
        return QRectF(-NODE_WIDTH / 2, -NODE_HEIGHT / 2, NODE_WIDTH, NODE_HEIGHT).adjusted(
            inset, 3, -inset, -3
        )

    def setting(self) -> Setting:
        """Return how the words are set: in the largest type in which they fit, never cut.

        Of two questions the second becomes a number before the type grows smaller.
        """
        all_words = self._second_line()
        tries = [self._set(all_words, sizes) for sizes in SIZES if sizes[1] == SMALL_PX]
        if len(self.questions) > 1:
            tries = tries[:1]
        shorter = (
            f"? {self.questions[0]} +{len(self.questions) - 1}" if len(self.questions) > 1 else all_words
        )
        tries += [self._set(shorter, sizes) for sizes in SIZES]
        return next((words for words in tries if words.fits(self._room())), tries[-1])

    def _set(self, second: str, sizes: tuple[int, int]) -> Setting:
        width, lit = self._room().width(), self.standing.state == "lit"
        title, small = sized(self._font, sizes[0], bold=lit), sized(self._font, sizes[1])
        first, below = _extent(self.title, title, width), _extent(second, small, width)
        widest = max(first.width(), below.width())
        return Setting(title, first.height(), second, small, below.height() if second else 0.0, widest)

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
