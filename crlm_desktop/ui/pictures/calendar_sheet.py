"""The sheet of the calendar picture: months across, one row a clock; painting only."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontInfo,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from crlm_desktop.domain.calendar import add_months
from crlm_desktop.engine.clocks import Clock, Entry
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.plate import ACCENT, FOCUS, INK, PAPER

if TYPE_CHECKING:
    from crlm_desktop.knowledge.base import Knowledge

_HEAD, _ROW, _LABELS = 46, 58, 210
_NARROWEST_MONTH, _LARGEST = 34.0, 14  # of a month; of the type, so that a label fits its row
_BAND = QColor("#f4efe6")
_GRID = QColor("#d8cfc2")
_COLORS = {"ahead": QColor("#1d4f7c"), "open": QColor("#1f5f4a"), "past": QColor("#6a645d")}


class CalendarSheet(QAbstractScrollArea):
    """Paints the clocks; the labels stay while the months scroll."""

    def __init__(self, language: str = "zh", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._knowledge: Knowledge | None = None
        self._clocks: tuple[Clock, ...] = ()
        self._visit = date(2000, 1, 1)
        self._first = self._visit
        self._months = 1
        self._chosen = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _month_width(self) -> float:
        return max(_NARROWEST_MONTH, (self.viewport().width() - _LABELS - 8) / self._months)

    def _measure(self) -> None:
        wide = _LABELS + self._month_width() * self._months + 8
        self.horizontalScrollBar().setRange(0, max(0, round(wide - self.viewport().width())))
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        high = _HEAD + _ROW * len(self._clocks) + 24
        self.verticalScrollBar().setRange(0, max(0, high - self.viewport().height()))
        self.verticalScrollBar().setPageStep(self.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the strip anew."""
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew: the labels stay where they are."""
        del dx, dy
        self.viewport().update()

    def _x(self, when: date) -> float:
        """Return where a date stands, before scrolling."""
        month = (when.year - self._first.year) * 12 + when.month - self._first.month
        days = (add_months(when.replace(day=1), 1) - when.replace(day=1)).days
        return _LABELS + (month + (when.day - 1) / days) * self._month_width()

    def mark_of(self, row: int, place: int) -> QRectF:
        """Return where an entry's mark stands in the viewport."""
        entry = self._clocks[row].entries[place]
        shift = self.horizontalScrollBar().value()
        top = _HEAD + row * _ROW - self.verticalScrollBar().value()
        left, right = self._x(entry.first) - shift, self._x(entry.last) - shift
        if entry.first == entry.last:
            return QRectF(left - 7, top + 9, 14, 18)
        before = self._clocks[row].entries[place - 1] if place else entry
        overlaps = bool(place) and before.last >= entry.first and before.first != before.last
        high = 11 if overlaps or self._overlapped(row, place) else 18
        below = 12 if overlaps and place % 2 else 0
        return QRectF(left, top + 7 + below, max(right - left, 8), high)

    def _overlapped(self, row: int, place: int) -> bool:
        entries = self._clocks[row].entries
        return place + 1 < len(entries) and entries[place + 1].first <= entries[place].last

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint months, rows, marks, the visit and the labels."""
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.viewport().rect(), PAPER)
            if not self._clocks:
                painter.setPen(INK)
                words = say(self._language, "pictures.clock.none")
                painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), words)
                return
            painter.setClipRect(
                QRectF(_LABELS, 0, self.viewport().width() - _LABELS, self.viewport().height())
            )
            self._paint_rows(painter)
            self._paint_months(painter)
            self._paint_visit(painter)
            for row, clock in enumerate(self._clocks):
                for place, entry in enumerate(clock.entries):
                    self._paint_mark(painter, row, place, entry)
            painter.setClipping(False)
            self._paint_labels(painter)

    def _paint_rows(self, painter: QPainter) -> None:
        for row in range(0, len(self._clocks), 2):
            top = _HEAD + row * _ROW - self.verticalScrollBar().value()
            painter.fillRect(QRectF(0, top, self.viewport().width(), _ROW), _BAND)

    def _paint_months(self, painter: QPainter) -> None:
        width, shift = self._month_width(), self.horizontalScrollBar().value()
        names = say(self._language, "pictures.clock.months").split("|")
        painter.fillRect(QRectF(0, 0, self.viewport().width(), _HEAD), PAPER)
        for index in range(self._months + 1):
            month = add_months(self._first, index)
            left = _LABELS + index * width - shift
            january = month.month == 1
            painter.setPen(QPen(INK if january else _GRID, 1.2 if january else 0.8))
            painter.drawLine(QPointF(left, 4 if january else 22), QPointF(left, self.viewport().height()))
            painter.setPen(INK)
            if january or index == 0:
                painter.setFont(self.type_of(bold=True))
                painter.drawText(QPointF(left + 4, 17), str(month.year))
            painter.setFont(self.type_of(0.85))
            painter.drawText(
                QRectF(left + 4, 22, width, 20),
                int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
                names[month.month - 1],
            )

    def _paint_visit(self, painter: QPainter) -> None:
        x = self._x(self._visit) - self.horizontalScrollBar().value()
        painter.setPen(QPen(ACCENT, 1.6, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, 22), QPointF(x, self.viewport().height()))
        words, font = say(self._language, "pictures.clock.visit"), self.type_of(0.85, bold=True)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(words) + 12
        flag = QRectF(x, self.viewport().height() - 22, wide, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ACCENT)
        painter.drawRoundedRect(flag, 3, 3)
        painter.setPen(PAPER)
        painter.drawText(flag, int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_mark(self, painter: QPainter, row: int, place: int, entry: Entry) -> None:
        mark = self.mark_of(row, place)
        color = _COLORS[entry.status(self._visit)]
        past = entry.last < self._visit
        painter.setPen(QPen(color, 1.8))
        painter.setBrush(QBrush(color, Qt.BrushStyle.BDiagPattern) if past else QBrush(color))
        if entry.first == entry.last:
            middle = mark.center()
            corners = [QPointF(middle.x(), mark.top()), QPointF(mark.right(), middle.y())]
            corners += [QPointF(middle.x(), mark.bottom()), QPointF(mark.left(), middle.y())]
            painter.drawPolygon(QPolygonF(corners))
        else:
            painter.drawRoundedRect(mark, 4, 4)
        if self.hasFocus() and (row, place) == self._chosen:
            painter.setPen(QPen(FOCUS, 2.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(mark.adjusted(-4, -4, 4, 4), 5, 5)
        self._paint_dates(painter, row, place, mark)

    def _paint_dates(self, painter: QPainter, row: int, place: int, mark: QRectF) -> None:
        """Write an entry's dates under its mark, where they do not run into the one before."""
        entries = self._clocks[row].entries
        words = dates_of(entries[place])
        painter.setFont(self.type_of(0.82))
        wide = painter.fontMetrics().horizontalAdvance(words)
        if place and self.mark_of(row, place - 1).center().x() + wide + 8 > mark.center().x():
            return
        painter.setPen(INK)
        top = _HEAD + row * _ROW - self.verticalScrollBar().value()
        room = QRectF(mark.center().x() - wide / 2 - 2, top + 32, wide + 4, 18)
        room.moveLeft(max(room.left(), _LABELS + 4.0))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setPen(QPen(_GRID, 1))
        painter.drawLine(QPointF(_LABELS, 0), QPointF(_LABELS, self.viewport().height()))
        for row, clock in enumerate(self._clocks):
            top = _HEAD + row * _ROW - self.verticalScrollBar().value()
            if row % 2 == 0:
                painter.fillRect(QRectF(0, top, _LABELS - 1, _ROW), _BAND)
            painter.setPen(INK)
            painter.setFont(self.type_of(bold=True))
            room = QRectF(8, top + 2, _LABELS - 14, _ROW - 4)
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(room, flags, self.label_of(clock))
            if clock.missing:
                self._paint_missing(painter, clock, top)

    def label_of(self, clock: Clock) -> str:
        """Return a clock's name; an estimated one says so."""
        words = say(self._language, f"pictures.clock.{clock.key}")
        return say(self._language, "pictures.clock.about", clock=words) if clock.estimated else words

    def _paint_missing(self, painter: QPainter, clock: Clock, top: float) -> None:
        painter.setFont(self.type_of())
        painter.setPen(QColor("#7a4f00"))
        room = QRectF(_LABELS + 10, top + 2, self.viewport().width() - _LABELS - 14, _ROW - 4)
        row = self._clocks.index(clock)
        wide = painter.fontMetrics().horizontalAdvance(self.needs_of(clock))
        behind = QRectF(room.x() - 4, room.center().y() - 13, min(wide + 8, room.width()), 26)
        painter.fillRect(behind, _BAND if row % 2 == 0 else PAPER)
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self.needs_of(clock)
        )

    def needs_of(self, clock: Clock) -> str:
        """Return what a clock without dates is waiting for."""
        vocabulary = self._knowledge.facts.vocabulary if self._knowledge else {}
        names = [vocabulary[fact].label[self._language] for fact in clock.missing if fact in vocabulary]
        return say(
            self._language, "pictures.clock.needs", facts=say(self._language, "pictures.and").join(names)
        )

    def type_of(self, scale: float = 1.0, *, bold: bool = False) -> QFont:
        """Return the type of the window, so much larger."""
        font = QFont(self.font())
        font.setPixelSize(round(min(QFontInfo(font).pixelSize(), _LARGEST) * scale))
        font.setBold(bold)
        return font


def dates_of(entry: Entry) -> str:
    """Return an entry's date, or both ends of its window."""
    if entry.first == entry.last:
        return entry.first.isoformat()
    return f"{entry.first.isoformat()} – {entry.last.isoformat()}"
