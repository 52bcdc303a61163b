"""The foot of the window: what was just done is read whole; the edition gives way to it, and comes back."""

from pathlib import Path

import pytest

from crlm_desktop.ui.footer import Footer
from crlm_desktop.ui.settings import LARGEST
from crlm_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.hands import rest
from tests.ui.openings import CASE

NAME = "real_sigmoid_multiple.json"


def saved(window: Window, folder: Path) -> str:
    """Save the example; return what the foot then says."""
    window.desk.open(CASE)
    window.desk.path = folder / NAME
    window.menus.actions["save"].trigger()
    rest()
    return window.footer.news.text()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("type_size", [13, 16, LARGEST])
def test_what_was_saved_is_read_whole(
    make_window: MakeWindow, tmp_path: Path, language: str, type_size: int
) -> None:
    """On a narrow screen, in every type; the edition is whole again once the news is old."""
    window = make_window(language, (1024, 697), type_size=type_size)
    rest()
    edition = window.footer.edition.text()
    assert window.live.knowledge.version in edition
    assert window.live.knowledge.sha256[:8] in window.footer.edition.toolTip()
    told = saved(window, tmp_path)
    news = window.footer.news
    assert told.endswith(NAME)
    assert news.fontMetrics().horizontalAdvance(told) <= news.width()
    window.footer._forget.timeout.emit()
    rest()
    assert (news.text(), window.footer.edition.text()) == ("", edition)


def test_type_made_larger_while_the_news_stands(make_window: MakeWindow, tmp_path: Path) -> None:
    """It is measured anew."""
    window = make_window("en", (1024, 697))
    told = saved(window, tmp_path)
    for _ in range(LARGEST - window.settings.type_size):
        window.menus.actions["larger"].trigger()
    rest()
    assert window.footer.news.text() == told


def test_the_hash_goes_first_then_the_rest(window: Window, tmp_path: Path) -> None:
    """Point by point: the foot as wide as all of it, one point less, and so on."""
    saved(window, tmp_path)
    foot = window.footer
    found = {}
    for width in range(foot.width(), 200, -1):
        foot.resize(width, foot.height())
        found[width] = foot.edition.text()
    whole, short, nothing = dict.fromkeys(found.values())
    assert whole == f"{short} · {window.live.knowledge.sha256[:8]}"
    assert nothing == ""
    for form in (whole, short):
        least = min(width for width in found if found[width] == form)
        assert least == least_for(foot, form)


def least_for(foot: Footer, words: str) -> int:
    """Return how wide the foot must be for its buttons, the news and the edition in these words."""
    row = foot.layout()
    assert row is not None
    parts = sum(made.sizeHint().width() for made in (foot.back_button, foot.news, foot.next_button))
    around = row.contentsMargins().left() + row.contentsMargins().right() + 4 * row.spacing()
    return around + parts + foot.edition.fontMetrics().horizontalAdvance(words) + 2
