"""A language 40 % longer than English: nothing is cut, on any page or dialog, however small the screen."""

from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from crlm_desktop import texts
from crlm_desktop.knowledge.pages import facts
from crlm_desktop.ui.wrapped_box import WrappedBox
from tests.ui.conftest import MakeWindow
from tests.ui.hands import rest
from tests.ui.openings import CASE, LINE, OPENINGS, opened

QT_MADE = QFileDialog | QPrintDialog | QMessageBox | QDialogButtonBox  # laid out by Qt
_BOX = 22  # what a box to tick takes beside its words


def longer(text: str) -> str:
    """Return a text 40 % longer, its placeholders whole."""
    more = max(1, round(len(text) * 0.4) - 1)
    return f"{text} {'xxxxxxx ' * (more // 8)}{'x' * (more % 8)}".rstrip() if text else text


@pytest.fixture
def long_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every word of the app and every label of a fact longer."""
    stretched = {key: longer(text) for key, text in texts.words("en").items()}
    monkeypatch.setattr(texts, "words", lambda _language: stretched)
    for label in _labels():
        monkeypatch.setitem(label, "en", longer(label["en"]))


def _labels() -> Iterator[MutableMapping[str, str]]:
    seen: set[int] = set()
    for page in facts().pages:
        choices = [choice for fact in page.facts for choice in fact.choices]
        helped = [fact.help for fact in page.facts if fact.help]
        named = (page, *page.groups, *page.facts, *choices)
        for label in (*(thing.label for thing in named), *helped):  # type: ignore[attr-defined]
            if id(label) not in seen:
                seen.add(id(label))
                yield label


def cut(made: QWidget) -> str | None:
    """Return the words of a widget that shows less than all of them."""
    if isinstance(made, QLabel) and made.text():
        return made.text() if _is_cut(made, made.contentsRect(), wraps=made.wordWrap()) else None
    if isinstance(made, WrappedBox):
        return made.text() if _is_cut(made, made.rect().adjusted(_BOX, 0, 0, 0), wraps=True) else None
    if isinstance(made, QScrollArea):
        return _hidden_aside(made)
    if isinstance(made, QPushButton | QCheckBox | QToolButton):
        lines = made.text().replace("&", "").split("\n")
        room = made.width() - (_BOX if isinstance(made, QCheckBox) else 16 if _has_arrow(made) else 0)
        if any(made.fontMetrics().horizontalAdvance(line) > room for line in lines):
            return made.text()
    return None


def _has_arrow(made: QWidget) -> bool:
    return isinstance(made, QToolButton) and made.menu() is not None


def _hidden_aside(area: QScrollArea) -> str | None:
    """Tell of what is wider than its view, where no bar would bring the rest of it into view."""
    has_bar = area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    wide, room = area.widget().width(), area.viewport().width()
    return None if has_bar or wide <= room else f"{wide} wide in a view of {room}"


def _is_cut(made: QLabel | WrappedBox, room: QRect, *, wraps: bool) -> bool:
    flags = int(Qt.TextFlag.TextWordWrap) if wraps else 0
    needs = made.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), flags, made.text())
    return needs.width() > room.width() + 1 or needs.height() > room.height() + 1


def all_cut(top: QWidget) -> list[str]:
    """Return what is cut on a window."""
    return [
        f"{made.objectName() or type(made).__name__}: {words}"
        for made in top.findChildren(QWidget)
        if made.isVisible() and not isinstance(made.parentWidget(), QT_MADE) and (words := cut(made))
    ]


@pytest.mark.usefixtures("long_words")
@pytest.mark.parametrize("size", [(1366, 697), (1024, 697), (1093, 535)])
def test_pages(make_window: MakeWindow, size: tuple[int, int]) -> None:
    """Rail, pages with every field open, panel and foot."""
    window = make_window("en", size)
    window.desk.open(CASE)
    for place in range(len(window.steps)):
        window.go(place)
        window.stack.open_all_fields()
        rest()
        assert all_cut(window) == [], place
    window.seek_advice(LINE)
    rest()
    assert all_cut(window) == []
    window.footer.tell("a name of a file " * 20)
    rest()
    assert (window.width(), window.height()) == size


@pytest.mark.usefixtures("long_words")
def test_dialogs(make_window: MakeWindow, tmp_path: Path) -> None:
    """Everything that can be opened."""
    window = make_window("en", (1024, 697))
    for name in OPENINGS:
        with opened(window, name, tmp_path) as came:
            found = {words for made in came if not isinstance(made, QT_MADE) for words in all_cut(made)}
            assert found == set(), name
            outside = [made for made in came if isinstance(made, QDialog) and made.width() > 1024]
            assert outside == [], name


def test_what_is_cut_is_found(qtbot: Any) -> None:  # noqa: ANN401
    """A label, a wrapped one, a button and the boxes are each found where they are too small."""
    boxes = QCheckBox("words"), WrappedBox("words")
    for made in (QLabel("words"), QLabel("more words than fit"), QPushButton("words"), *boxes):
        qtbot.addWidget(made)
        if isinstance(made, QLabel):
            made.setWordWrap("more" in made.text())
        made.resize(made.sizeHint())
        assert cut(made) is None
        made.resize(20, 10)
        assert cut(made) == made.text()


def test_what_hides_beside_its_view_is_found(qtbot: Any) -> None:  # noqa: ANN401
    """Wider by a point than its view, and no bar across."""
    area, inside = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.resize(200, 100)
    area.show()
    inside.resize(area.viewport().width(), 10)
    assert cut(area) is None
    inside.resize(area.viewport().width() + 1, 10)
    assert cut(area) is not None
