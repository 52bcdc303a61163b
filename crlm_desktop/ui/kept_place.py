"""Where a person is on a page, kept while what stands there is built anew: focus, cursor, what is in view."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget


class _Cursor(NamedTuple):
    """What was typed in a line, where the cursor stood, what was selected (from, so many)."""

    text: str
    place: int
    selected: tuple[int, int]


class _Place(NamedTuple):
    """What had the focus, what stays where it is in view and how far down that is, how far it was scrolled.

    The first two by name; nothing is named where there was none. The top of a page stays the top.
    """

    focus: str
    cursor: _Cursor | None
    anchor: str
    depth: int
    scrolled: int


def lay_out_now(area: QScrollArea) -> None:
    """Show what was put in and measure it now; Qt does it some turns of the event loop later."""
    shown, told = Qt.WidgetAttribute.WA_LaidOut, Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    for made in area.widget().findChildren(QWidget):
        if made.isHidden() and made.testAttribute(shown) and not made.testAttribute(told):
            made.show()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


@contextmanager
def place_kept(area: QScrollArea) -> Iterator[None]:
    """Build the inside of an area anew; who types there types on, and sees the same."""
    place = _place_in(area) if area.isVisible() else None
    yield
    if place is not None:
        _bring_back(area, place)


def _place_in(area: QScrollArea) -> _Place:
    typed_in = QApplication.focusWidget()
    inside = typed_in is not None and area.widget().isAncestorOf(typed_in)
    focus = _named(area, typed_in) if inside else None
    scrolled = area.verticalScrollBar().value()
    anchor = focus if focus is not None and _is_in_view(area, focus) else _topmost(area) if scrolled else None
    return _Place(
        focus.objectName() if focus is not None else "",
        _cursor(typed_in) if isinstance(typed_in, QLineEdit) and focus is typed_in else None,
        anchor.objectName() if anchor is not None else "",
        _depth(area, anchor) if anchor is not None else 0,
        scrolled,
    )


def _named(area: QScrollArea, widget: QWidget | None) -> QWidget | None:
    """Return the widget, or the nearest one around it, that can be found again by name and take the focus."""
    while widget is not None and widget is not area.widget():
        if widget.objectName() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return widget
        widget = widget.parentWidget()
    return None


def _cursor(line: QLineEdit) -> _Cursor:
    return _Cursor(line.text(), line.cursorPosition(), (line.selectionStart(), line.selectionLength()))


def _depth(area: QScrollArea, widget: QWidget) -> int:
    return widget.mapTo(area.widget(), QPoint()).y() - area.verticalScrollBar().value()


def _is_in_view(area: QScrollArea, widget: QWidget) -> bool:
    return -widget.height() < _depth(area, widget) < area.viewport().height()


def _topmost(area: QScrollArea) -> QWidget | None:
    """Return what has a name and begins highest in view."""
    named = [made for made in area.widget().findChildren(QWidget) if made.objectName() and made.isVisible()]
    depths = [(depth, place) for place, made in enumerate(named) if (depth := _depth(area, made)) >= 0]
    return named[min(depths)[1]] if depths else None


def _found(area: QScrollArea, name: str) -> QWidget | None:
    """Return the widget of a name; one taken out a moment ago is hidden, but still there."""
    named = area.widget().findChildren(QWidget, name) if name else []
    return next((made for made in named if made.isVisibleTo(area)), None)


def _bring_back(area: QScrollArea, place: _Place) -> None:
    lay_out_now(area)
    anchor, focus = _found(area, place.anchor), _found(area, place.focus)
    if focus is not None:
        focus.setFocus()
        if place.cursor is not None and isinstance(focus, QLineEdit):
            _type_on(focus, place.cursor)
    bar = area.verticalScrollBar()  # last: what takes the focus may scroll into view
    bar.setValue(bar.value() + _depth(area, anchor) - place.depth if anchor is not None else place.scrolled)


def _type_on(line: QLineEdit, cursor: _Cursor) -> None:
    """Put the cursor back; a blank at the end, which the draft does not keep, was typed too."""
    if line.text().strip() == cursor.text.strip():
        line.setText(cursor.text)
    line.setCursorPosition(cursor.place)
    start, length = cursor.selected
    if length and start == cursor.place:
        line.setSelection(start + length, -length)
    elif length:
        line.setSelection(start, length)
