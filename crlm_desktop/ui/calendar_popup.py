"""A small calendar under a date."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget


def open_calendar(
    anchor: QWidget, known: date | None, picked: Callable[[date], object], latest: date | None = None
) -> QCalendarWidget:
    """Open a calendar under a widget; a day that is clicked, or chosen by Enter, closes it."""
    popup = QFrame(anchor, Qt.WindowType.Popup)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    if latest is not None:
        calendar.setMaximumDate(_qt(latest))
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


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
