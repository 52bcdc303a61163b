"""Tab goes down every page of facts as one reads, and visits what was made later in its place."""

from collections.abc import Iterator
from itertools import groupby, pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crlm_desktop.flow.relevance import Interest
from crlm_desktop.paths import resource
from crlm_desktop.ui import page_stack
from crlm_desktop.ui.fact_page import FactPage
from crlm_desktop.ui.group_card import GroupCard
from crlm_desktop.ui.pictures.bowel import BowelPicture
from crlm_desktop.ui.pictures.liver import LiverPicture
from crlm_desktop.ui.window import Window
from tests.ui.hands import field, find, press, rest, type_into

CASE = resource("cases", "real_sigmoid_multiple.json")
PAGES = ("visit", "imaging", "staging", "molecular", "condition", "judgement")


def tab() -> QWidget:
    handle = QApplication.focusWindow()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def round_trip(page: FactPage) -> list[QWidget]:
    """Press Tab until the cursor is back; return the stops on the page, from the first one on."""
    start = QApplication.focusWidget()
    assert start is not None
    stops = [start]
    while (stop := tab()) is not start:
        stops.append(stop)
        assert len(stops) < 400
    inside = [page.body.isAncestorOf(stop) for stop in stops]
    runs = [(on_page, len(list(run))) for on_page, run in groupby(inside)]
    assert len(runs) <= 3, "the page is left and entered again"
    first = inside.index(False) if False in inside else 0  # from there on: what is outside, then the page
    return [stop for stop in stops[first:] + stops[:first] if page.body.isAncestorOf(stop)]


def columns(stop: QWidget, body: QWidget) -> Iterator[QWidget]:
    """Yield what a stop belongs to that is read as one column, from the inside out."""
    above: QWidget | None = stop
    while above is not None and above is not body:
        if isinstance(above, GroupCard | BowelPicture | LiverPicture) or above.parentWidget() is body:
            yield above
        above = above.parentWidget()


def place_in(body: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(body, QPoint(0, 0)), widget.size())


def out_of_order(body: QWidget, stops: list[QWidget]) -> list[tuple[str, str]]:
    """Return neighbours in one column of which the second stands above the first, or left of it."""
    found = []
    for before, after in pairwise(stops):
        if next(columns(before, body)) is not next(columns(after, body)):
            continue
        first, second = place_in(body, before), place_in(body, after)
        beside = first.top() < second.center().y() < first.bottom()
        if second.bottom() < first.top() or (beside and second.left() < first.right()):
            found.append((before.objectName(), after.objectName()))
    return found


def misread(page: FactPage) -> list[object]:
    """Return what Tab does not visit as one reads."""
    stops = round_trip(page)
    cards = [list(columns(stop, page.body))[-1] for stop in stops]
    visited = [card for card, _ in groupby(cards)]
    tops = [place_in(page.body, card).top() for card in visited]
    missed = [
        chip.objectName()
        for card in page.cards.values()
        for chip in card.chips.values()
        if chip.isVisible() and chip not in stops
    ]
    wrong: list[object] = [*out_of_order(page.body, stops), *missed]
    return wrong if tops == sorted(tops) else [*wrong, tops]


def page_in_view(window: Window) -> FactPage:
    page = window.stack.currentWidget()
    assert isinstance(page, FactPage)
    rest()
    return page


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("place", range(len(PAGES)))
def test_tab_goes_as_one_reads(window: Window, place: int, *, filled: bool) -> None:
    """On every page, with its chips, its pictures and what is folded; then with every field open."""
    if filled:
        window.desk.open(CASE)
    window.go(place)
    page = page_in_view(window)
    assert page.step.id == PAGES[place]
    chips = [chip for card in page.cards.values() for chip in card.chips.values() if chip.isVisible()]
    assert chips or place == 0
    assert misread(page) == []
    window.stack.open_all_fields()
    assert misread(page_in_view(window)) == []


@pytest.mark.parametrize("by_fold", [False, True])
def test_a_chip_that_comes_later_stands_in_its_place(
    window: Window, monkeypatch: pytest.MonkeyPatch, *, by_fold: bool
) -> None:
    """A fact that was asked and is now only named: on coming back, or where the group is folded by hand."""
    window.go(2)
    page = page_in_view(window)
    card = page.cards["primary"]
    assert "primary_in_situ" not in card.chips
    monkeypatch.setattr(
        page_stack, "interests", lambda _decision, _state, fields: dict.fromkeys(fields, Interest.NAMED)
    )
    if by_fold:
        window.live.evaluate()
        for _ in range(2):
            press(window, "fold.primary")
    else:
        window.go(1)
        window.go(2)
    assert card.chips["primary_in_situ"].isVisible()
    find(window, "next").setFocus()
    assert misread(page_in_view(window)) == []


def test_the_answers_to_a_surprise_come_next(window: Window) -> None:
    """What asks to be confirmed is one Tab beyond the input, at the field and on the map."""
    entry = field(window, "cea_ug_l").input
    type_into(entry, "41700")
    order = [tab().objectName() for _ in range(3)]
    assert order[:2] == ["cea_ug_l.unit", "cea_ug_l.confirm"]
    find(window, "lesions_at_least").setFocus()
    liver = window.findChild(LiverPicture)
    assert isinstance(liver, LiverPicture)
    liver.add("S5")
    type_into(liver.size_edit, "28")
    order = [tab().objectName() for _ in range(6)]
    assert order.index("lesion_size.confirm") + 1 == order.index("lesion_size.other_unit")
    assert misread(page_in_view(window)) == []
