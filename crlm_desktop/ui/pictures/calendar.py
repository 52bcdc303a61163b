"""A calendar picture: every clock that runs for the patient, month by month."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
)

from crlm_desktop.engine.clocks import Clock
from crlm_desktop.flow.calendar_file import description, entry_words
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.calendar_places import HEAD, LABELS, ROW, dates_of
from crlm_desktop.ui.pictures.calendar_sheet import CalendarSheet


class ClockCalendar(CalendarSheet):
    """One row a clock, one mark an entry; emits `(clock key, item ids)` when a mark is opened."""

    clock_opened = Signal(object)

    def show_clocks(
        self, clocks: tuple[Clock, ...], visit: date, knowledge: Knowledge, language: str
    ) -> None:
        """Show the clocks that run at a visit."""
        self._clocks, self._visit, self._language = clocks, visit, language
        self._knowledge = knowledge
        self._chosen = next(((row, 0) for row, clock in enumerate(clocks) if clock.entries), (0, 0))
        dates = [
            visit,
            *(when for clock in clocks for entry in clock.entries for when in (entry.first, entry.last)),
        ]
        self._first = min(dates).replace(day=1)
        last = max(dates)
        self._months = (last.year - self._first.year) * 12 + last.month - self._first.month + 1
        self._measure()
        self._tell()
        self.horizontalScrollBar().setValue(max(0, round(self.x_of(visit)) - LABELS - 60))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return room for every clock."""
        return QSize(900, HEAD + ROW * max(len(self._clocks), 1) + 44)

    def minimumSizeHint(self) -> QSize:
        """Return room for the labels and some months."""
        return QSize(420, HEAD + ROW + 24)

    def words_of(self, row: int, place: int) -> str:
        """Return one entry in words."""
        clock = self._clocks[row]
        entry = clock.entries[place]
        state = say(self._language, f"pictures.clock.status.{entry.status(self._visit)}")
        title = entry_words(clock, entry, self._language)
        return say(self._language, "pictures.clock.entry", title=title, dates=dates_of(entry), state=state)

    def text(self) -> str:
        """Return the whole calendar in words: the picture's text twin."""
        lines = []
        for row, clock in enumerate(self._clocks):
            lines += [self.words_of(row, place) for place in range(len(clock.entries))]
            if clock.missing:
                lines.append(f"{self.label_of(clock)}: {self.needs_of(clock)}")
        return "\n".join(lines) or say(self._language, "pictures.clock.none")

    def _tell(self) -> None:
        row, place = self._chosen
        here = ""
        if row < len(self._clocks) and self._clocks[row].entries:
            here = self.words_of(row, place)
            entry = self._clocks[row].entries[place]
            if self._knowledge is not None:
                self.setToolTip(
                    f"{here}\n{description(self._clocks[row], entry, self._knowledge, self._language)}"
                )
        self.setAccessibleName(say(self._language, "pictures.clock.name", here=here))
        self.setAccessibleDescription(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along a clock, up and down between clocks, Enter opens."""
        key = event.key()
        row, place = self._chosen
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._clocks:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._choose(row, min(max(place + step, 0), len(self._clocks[row].entries) - 1))
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self._clocks:
            self._choose_row(row, 1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._clocks:
            self._open(row)
        else:
            super().keyPressEvent(event)

    def _choose_row(self, row: int, step: int) -> None:
        row += step
        while 0 <= row < len(self._clocks) and not self._clocks[row].entries:
            row += step
        if 0 <= row < len(self._clocks):
            self._choose(row, 0)

    def _choose(self, row: int, place: int) -> None:
        if place < 0:
            return
        self._chosen = (row, place)
        mark, bar = self.mark_of(row, place), self.horizontalScrollBar()
        if mark.right() > self.viewport().width() - 12:
            bar.setValue(bar.value() + round(mark.right() - self.viewport().width() + 60))
        elif mark.left() < LABELS + 6:
            bar.setValue(bar.value() - round(LABELS + 60 - mark.left()))
        self._tell()
        self.viewport().update()

    def _open(self, row: int) -> None:
        clock = self._clocks[row]
        self.clock_opened.emit((clock.key, clock.items))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the release that belongs to a press."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose and open the mark under the mouse."""
        for row, clock in enumerate(self._clocks):
            for place in range(len(clock.entries)):
                if self.mark_of(row, place).adjusted(-3, -3, 3, 3).contains(event.position()):
                    self._choose(row, place)
                    self._open(row)
                    return
