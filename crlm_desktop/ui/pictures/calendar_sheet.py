"""The sheet of the calendar picture: months across, one row a clock; painting only."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)

from crlm_desktop.domain.calendar import add_months
from crlm_desktop.engine.clocks import Clock, Entry
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.calendar_places import HEAD, LABELS, ROW, CalendarPlaces
from crlm_desktop.ui.pictures.plate import ACCENT, FOCUS, INK, PAPER

_BAND = QColor("#f4efe6")
_GRID = QColor("#d8cfc2")
_COLORS = {"ahead": QColor("#1d4f7c"), "open": QColor("#1f5f4a"), "past": QColor("#6a645d")}


class CalendarSheet(CalendarPlaces):
    """Paints the clocks."""

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
            wide, high = self.viewport().width(), self.viewport().height()
            painter.setClipRect(QRectF(LABELS, 0, wide - LABELS, high))
            self._paint_rows(painter)
            self._paint_months(painter)
            self._paint_visit(painter)
            painter.setClipRect(QRectF(LABELS, HEAD, wide - LABELS, high - HEAD))
            for row, clock in enumerate(self._clocks):
                for place, entry in enumerate(clock.entries):
                    self._paint_mark(painter, row, place, entry)
                self._paint_dates(painter, row)
            painter.setClipRect(QRectF(0, HEAD, wide, high - HEAD))
            self._paint_labels(painter)

    def _paint_rows(self, painter: QPainter) -> None:
        for row in range(0, len(self._clocks), 2):
            top = HEAD + row * ROW - self.verticalScrollBar().value()
            painter.fillRect(QRectF(0, top, self.viewport().width(), ROW), _BAND)

    def _paint_months(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, self.viewport().width(), HEAD), PAPER)
        for index in range(self._months + 1):
            january, left = add_months(self._first, index).month == 1, self.month_x(index)
            painter.setPen(QPen(INK if january else _GRID, 1.2 if january else 0.8))
            painter.drawLine(QPointF(left, 4 if january else 22), QPointF(left, self.viewport().height()))
        painter.setPen(INK)
        for labels, font, base in (
            (self.year_labels(), self.type_of(bold=True), 17),
            (self.month_labels(), self.type_of(0.85), 36),
        ):
            painter.setFont(font)
            for label in labels:
                painter.drawText(QPointF(label.start, base), label.words)

    def _paint_visit(self, painter: QPainter) -> None:
        flag = self.flag()
        if flag.isNull():
            return
        x = self.x_of(self._visit) - self.horizontalScrollBar().value()
        painter.setPen(QPen(ACCENT, 1.6, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, HEAD - 6), QPointF(x, self.viewport().height()))
        painter.setFont(self.type_of(0.85, bold=True))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ACCENT)
        painter.drawRoundedRect(flag, 3, 3)
        painter.setPen(PAPER)
        words = say(self._language, "pictures.clock.visit")
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

    def _paint_dates(self, painter: QPainter, row: int) -> None:
        painter.setFont(self.type_of(0.82))
        painter.setPen(INK)
        for label in self.date_labels(row):
            room = self.room_of(row, label)
            painter.fillRect(room, self._ground(row))  # no line crosses a date
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), label.words)

    def _ground(self, row: int) -> QColor:
        return _BAND if row % 2 == 0 else PAPER

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setPen(QPen(_GRID, 1))
        painter.drawLine(QPointF(LABELS, 0), QPointF(LABELS, self.viewport().height()))
        for row, clock in enumerate(self._clocks):
            top = HEAD + row * ROW - self.verticalScrollBar().value()
            if row % 2 == 0:
                painter.fillRect(QRectF(0, top, LABELS - 1, ROW), _BAND)
            painter.setPen(INK)
            painter.setFont(self.type_of(bold=True))
            room = QRectF(8, top + 2, LABELS - 14, ROW - 4)
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(room, flags, self.label_of(clock))
            if clock.missing:
                self._paint_missing(painter, clock, top)

    def _paint_missing(self, painter: QPainter, clock: Clock, top: float) -> None:
        painter.setFont(self.type_of())
        painter.setPen(QColor("#7a4f00"))
        room = QRectF(LABELS + 10, top + 2, self.viewport().width() - LABELS - 14, ROW - 4)
        row = self._clocks.index(clock)
        wide = painter.fontMetrics().horizontalAdvance(self.needs_of(clock))
        behind = QRectF(room.x() - 4, room.center().y() - 13, min(wide + 8, room.width()), 26)
        painter.fillRect(behind, self._ground(row))
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self.needs_of(clock)
        )
