"""What a person sees fits: words in their buttons, fields under one another, a choice told from the rest."""

import pytest
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QCheckBox

from crlm_desktop.paths import resource
from crlm_desktop.ui.pictures_card import PicturesCard
from crlm_desktop.ui.theme import THEMES
from tests.ui.conftest import MakeWindow
from tests.ui.hands import rest

CASE = resource("cases", "real_sigmoid_multiple.json")
SIZES = ((1366, 768), (1024, 768))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("larger", [0, 4])
def test_the_rail_cuts_no_word(
    make_window: MakeWindow, language: str, size: tuple[int, int], larger: int
) -> None:
    """At any type size every step is read to its end, the step one is at in bold."""
    window = make_window(language, size)
    window.desk.open(CASE)
    window.speech.change_type_size(larger)
    rest()
    font = window.rail.buttons[0].font()
    font.setBold(True)
    for step in window.rail.buttons:
        widest = max(QFontMetrics(font).horizontalAdvance(line) for line in step.text().split("\n"))
        assert widest + 13 <= step.width(), step.text()
    assert window.rail.legend.isVisible()


@pytest.mark.parametrize("size", SIZES)
def test_the_first_fields_stand_above_those_of_the_patient(
    make_window: MakeWindow, size: tuple[int, int]
) -> None:
    """Case code, date and note begin where the fields below begin."""
    window = make_window("zh", size)
    page = window.stack.page(0)
    rest()
    head = page.head
    age = page.fields["age_years"].input
    lefts = {
        entry.mapTo(page, entry.rect().topLeft()).x() for entry in (head.code, head.visit, head.note, age)
    }
    assert len(lefts) == 1


def test_the_note_shows_two_lines_of_any_type_size(make_window: MakeWindow) -> None:
    """No line of the note is cut through."""
    window = make_window()
    note = window.stack.page(0).head.note
    for _ in range(4):
        window.speech.change_type_size(1)
    rest()
    assert note.viewport().height() >= 2 * note.fontMetrics().lineSpacing()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_unit_in_use_is_told_from_the_other(make_window: MakeWindow, theme: str) -> None:
    """Centimetre and millimetre differ by ten: which one is chosen must be seen, in the dark too."""
    window = make_window()
    window.speech.choose_theme(theme)
    window.go(2)
    rest()
    units = window.stack.page(2).findChild(PicturesCard).liver.units
    ground = {name: made.grab().toImage().pixelColor(5, made.height() // 2) for name, made in units.items()}
    assert ground == {"cm": QColor(THEMES[theme].accent), "mm": QColor(THEMES[theme].card)}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_empty_box_is_seen(make_window: MakeWindow, theme: str) -> None:
    """A box that is not ticked has an outline on either ground; ticked it looks different."""
    window = make_window()
    window.speech.choose_theme(theme)
    box = QCheckBox("x", window)
    box.show()
    rest()
    shades = [{box.grab().toImage().pixelColor(x, box.height() // 2).name() for x in range(16)}]
    box.setChecked(True)
    rest()
    shades.append({box.grab().toImage().pixelColor(x, box.height() // 2).name() for x in range(16)})
    assert THEMES[theme].strong_line in shades[0]
    assert shades[0] != shades[1]
