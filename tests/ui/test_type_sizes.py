"""Type of any size: no page is wider than its view, no word of it is cut, wherever the size was changed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from crlm_desktop.ui.fact_page import FactPage
from crlm_desktop.ui.settings import LARGEST, SMALLEST
from crlm_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.hands import rest
from tests.ui.openings import CASE, OPENINGS, opened
from tests.ui.test_longer import QT_MADE, all_cut


def ill_fitting(window: Window) -> list[str]:
    """Return the fact pages that are wider than their view, and what is cut on any page."""
    found = []
    for place, step in enumerate(window.steps):
        window.go(place)
        window.stack.open_all_fields()
        rest()
        page = window.stack.page(place)
        if isinstance(page, FactPage) and page.body.width() > page.viewport().width():
            found.append(f"{step.id} is wide")
        found += all_cut(page)
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1366, 697), (1024, 697), (1093, 535)])
def test_pages_fit_at_every_type_size(make_window: MakeWindow, language: str, size: tuple[int, int]) -> None:
    """From the smallest type to the largest, step by step, each page with every field open."""
    window = make_window(language, size, type_size=SMALLEST)
    window.desk.open(CASE)
    rest()
    while True:
        assert ill_fitting(window) == [], window.settings.type_size
        assert (window.width(), window.height()) == size
        if window.settings.type_size == LARGEST:
            break
        window.speech.change_type_size(+3)
        rest()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_fit_where_the_app_starts_with_large_type(make_window: MakeWindow, language: str) -> None:
    """Nothing has to be changed first: the setting is kept from the day before."""
    window = make_window(language, (1024, 697), type_size=LARGEST)
    window.desk.open(CASE)
    rest()
    assert ill_fitting(window) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_dialogs_fit_in_large_type(make_window: MakeWindow, tmp_path: Path, language: str) -> None:
    """Everything that can be opened, on the smallest screen."""
    window = make_window(language, (1024, 697), type_size=LARGEST)
    for name in OPENINGS:
        with opened(window, name, tmp_path) as came:
            own = [made for made in came if not isinstance(made, QT_MADE)]
            assert [words for made in own for words in all_cut(made)] == [], name
            assert [made for made in own if isinstance(made, QDialog) and made.width() > 1024] == [], name


def test_labels_stand_beside_their_inputs_again_when_the_type_shrinks(make_window: MakeWindow) -> None:
    """Large type puts them above where there is no room; the room comes back, also to a page out of view."""
    window = make_window("en", (1024, 697), type_size=LARGEST)
    window.go(4)
    rest()
    above = [_label_is_above(window, name) for name in ("ecog_ps", "bilirubin_umol_l")]
    window.go(0)
    for _ in range(LARGEST - SMALLEST):
        window.speech.change_type_size(-1)
    window.go(4)
    rest()
    assert above == [True, True]
    assert not any(_label_is_above(window, name) for name in ("ecog_ps", "bilirubin_umol_l"))


def _label_is_above(window: Window, fact: str) -> bool:
    page = window.stack.page(window.place)
    assert isinstance(page, FactPage)
    field = page.reveal(fact)
    rest()
    return field.label.geometry().bottom() < field.input.geometry().top()
