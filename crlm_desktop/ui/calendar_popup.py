"""A small calendar under a date."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QIcon, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

_EARLIEST, _LATEST = QDate(1900, 1, 1), QDate(2199, 12, 31)  # Qt's own begins in the year -4714


def open_calendar(
    anchor: QWidget, known: date | None, picked: Callable[[date], object], latest: date | None = None
) -> QCalendarWidget:
    """Open a calendar under a widget; a day that is clicked, or chosen by Enter, closes it."""
    popup = QFrame(anchor, Qt.WindowType.Popup)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    _plain(calendar)
    calendar.setDateRange(_EARLIEST, _LATEST if latest is None else _qt(latest))
    if known is not None:
        calendar.setSelectedDate(_qt(known))

    def choose(day: QDate) -> None:
        popup.close()
        picked(date(day.year(), day.month(), day.day()))

    calendar.clicked.connect(choose)
    calendar.activated.connect(choose)
    column = QVBoxLayout(popup)
    column.setContentsMargins(4, 4, 4, 4)
    column.addWidget(calendar)
    popup.move(anchor.mapToGlobal(QPoint(0, anchor.height())))
    popup.show()
    calendar.setFocus()
    return calendar


def _plain(calendar: QCalendarWidget) -> None:
    """Take away what Qt paints in colours of its own: red weekends, bright arrows."""
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    for name, arrow in (("prevmonth", Qt.ArrowType.LeftArrow), ("nextmonth", Qt.ArrowType.RightArrow)):
        turn = calendar.findChild(QToolButton, f"qt_calendar_{name}")
        if isinstance(turn, QToolButton):
            turn.setIcon(QIcon())
            turn.setArrowType(arrow)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
