"""Where everything of the calendar picture stands: months across, one row a clock."""

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from crlm_desktop.domain.calendar import add_months
from crlm_desktop.engine.clocks import Clock, Entry
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.calendar_labels import Label, over_spans, under_marks

if TYPE_CHECKING:
    from crlm_desktop.knowledge.base import Knowledge

HEAD, ROW, LABELS = 46, 58, 210
_AIR = 4.0  # between a label and an edge
_NARROWEST_MONTH, _LARGEST = 34.0, 14  # of a month; of the type, so that a label fits its row


class CalendarPlaces(QAbstractScrollArea):
    """Knows the clocks and where their marks and labels stand; the rows' names stay while months scroll."""

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
        return max(_NARROWEST_MONTH, (self.viewport().width() - LABELS - 8) / self._months)

    def _measure(self) -> None:
        wide = LABELS + self._month_width() * self._months + 8
        self.horizontalScrollBar().setRange(0, max(0, round(wide - self.viewport().width())))
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        high = HEAD + ROW * len(self._clocks) + 24
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

    def x_of(self, when: date) -> float:
        """Return where a date stands, before scrolling."""
        month = (when.year - self._first.year) * 12 + when.month - self._first.month
        days = (add_months(when.replace(day=1), 1) - when.replace(day=1)).days
        return LABELS + (month + (when.day - 1) / days) * self._month_width()

    def mark_of(self, row: int, place: int) -> QRectF:
        """Return where an entry's mark stands in the viewport."""
        entry = self._clocks[row].entries[place]
        shift = self.horizontalScrollBar().value()
        top = HEAD + row * ROW - self.verticalScrollBar().value()
        left, right = self.x_of(entry.first) - shift, self.x_of(entry.last) - shift
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

    def month_x(self, index: int) -> float:
        """Return where a month begins in the viewport."""
        return LABELS + index * self._month_width() - self.horizontalScrollBar().value()

    def month_labels(self) -> list[Label]:
        """Return the names of the months in sight."""
        names, metrics = say(self._language, "pictures.clock.months").split("|"), self._metrics(0.85)
        labels = [
            self._span(names[add_months(self._first, index).month - 1], index, index + 1, metrics)
            for index in range(self._months)
        ]
        return [label for label in over_spans(labels, LABELS, self._edge() - _AIR) if label.begin >= LABELS]

    def year_labels(self) -> list[Label]:
        """Return the years in sight."""
        ends = [index for index in range(1, self._months) if add_months(self._first, index).month == 1]
        metrics = self._metrics(bold=True)
        labels = [
            self._span(str(add_months(self._first, index).year), index, end, metrics)
            for index, end in pairwise([0, *ends, self._months + 12])  # behind the last month there is room
        ]
        return over_spans(labels, LABELS, self._edge() - _AIR)

    def _span(self, words: str, index: int, end: int, metrics: QFontMetricsF) -> Label:
        left = self.month_x(index)
        return Label(words, left + 4, metrics.horizontalAdvance(words), left, self.month_x(end))

    def _edge(self) -> float:
        return float(self.viewport().width())

    def _metrics(self, scale: float = 1.0, *, bold: bool = False) -> QFontMetricsF:
        return QFontMetricsF(self.type_of(scale, bold=bold))

    def flag(self) -> QRectF:
        """Return where the word for the visit stands, at the foot of its line; nowhere out of sight."""
        words = say(self._language, "pictures.clock.visit")
        wide = self._metrics(0.85, bold=True).horizontalAdvance(words) + 12
        x, right = self.x_of(self._visit) - self.horizontalScrollBar().value(), self._edge()
        if not LABELS <= x <= right:
            return QRectF()
        return QRectF(min(x, right - wide), self.viewport().height() - 22, wide, 20)

    def date_labels(self, row: int) -> list[Label]:
        """Return the dates that are written under the marks of a row."""
        metrics, labels = self._metrics(0.82), []
        for place, entry in enumerate(self._clocks[row].entries):
            mark, words = self.mark_of(row, place), dates_of(entry)
            wide = metrics.horizontalAdvance(words)
            labels.append(Label(words, mark.center().x() - wide / 2, wide, mark.left(), mark.right()))
        drawn = under_marks(labels, LABELS + _AIR, self._edge() - _AIR)
        rooms = [(label, self.room_of(row, label)) for label in drawn]
        return [label for label, room in rooms if room.top() >= HEAD and not room.intersects(self.flag())]

    def room_of(self, row: int, label: Label) -> QRectF:
        """Return where a date of a row is written."""
        top = HEAD + row * ROW - self.verticalScrollBar().value()
        return QRectF(label.start - 2, top + 32, label.wide + 4, 18)

    def label_of(self, clock: Clock) -> str:
        """Return a clock's name; an estimated one says so."""
        words = say(self._language, f"pictures.clock.{clock.key}")
        return say(self._language, "pictures.clock.about", clock=words) if clock.estimated else words

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
