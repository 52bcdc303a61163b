"""What a person sees fits: words in their buttons, fields under one another, a choice told from the rest."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog

from crlm_desktop.engine.decision import Decision
from crlm_desktop.flow.projection import projection
from crlm_desktop.paths import resource
from crlm_desktop.report.fonts import faces
from crlm_desktop.ui.clock_sheet import ClockSheet
from crlm_desktop.ui.drawn_page import page_font
from crlm_desktop.ui.fact_page import FactPage
from crlm_desktop.ui.pictures_card import PicturesCard
from crlm_desktop.ui.projector import in_lines
from crlm_desktop.ui.theme import THEMES
from crlm_desktop.ui.visit_head import VisitHead
from crlm_desktop.ui.way_sheet import WaySheet
from crlm_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.hands import rest

CASE = resource("cases", "real_sigmoid_multiple.json")
SIZES = ((1366, 768), (1024, 768))


def decided(window: Window) -> Decision:
    """Return what the window decided."""
    rest()
    assert window.live.decision is not None
    return window.live.decision


def first_page(window: Window) -> tuple[FactPage, VisitHead]:
    """Return the page of the visit and its head."""
    page = window.stack.page(0)
    assert isinstance(page, FactPage)
    assert page.head is not None
    return page, page.head


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
    page, head = first_page(window)
    rest()
    age = page.fields["age_years"].input
    lefts = {
        entry.mapTo(page, entry.rect().topLeft()).x() for entry in (head.code, head.visit, head.note, age)
    }
    assert len(lefts) == 1


def test_the_note_shows_two_lines_of_any_type_size(make_window: MakeWindow) -> None:
    """No line of the note is cut through."""
    window = make_window()
    note = first_page(window)[1].note
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
    card = window.stack.page(2).findChild(PicturesCard)
    assert card is not None
    units = card.liver.units
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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_fact_on_the_wall_is_broken(make_window: MakeWindow, language: str) -> None:
    """From the back row a value is read beside its label: a fact that fits into a line stays in one."""
    window = make_window(language)
    window.desk.open(CASE)
    facts = projection(decided(window), window.live.knowledge, language).facts
    font = QFont(window.font())
    font.setPixelSize(24)
    width = 400
    lines = in_lines(facts, font, width).split("\n")
    assert len(lines) > 2
    assert "".join(lines).replace("\N{IDEOGRAPHIC SPACE}", "") == "".join(facts)
    measure = QFontMetrics(font).horizontalAdvance
    whole = [fact for fact in facts if measure(fact) <= width]
    assert whole
    assert all(any(fact in line for line in lines) for fact in whole)
    assert all(measure(line) <= width for line in lines if line not in facts)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_wall_names_sections_as_sections(make_window: MakeWindow, language: str) -> None:
    """Where a line comes from is told as on its badges: `§4`, not a bare figure."""
    window = make_window(language)
    window.desk.open(CASE)
    lines = projection(decided(window), window.live.knowledge, language).lines
    places = {place for line in lines for place in line.source.split(" · ")}
    assert any(place.startswith("§") for place in places)
    assert not [place for place in places if place[0].isdigit() and not place.endswith("类")]
    assert "guard" not in places


@pytest.mark.parametrize("size", [*SIZES, (1093, 540)])
def test_sheets_stay_within_the_window(make_window: MakeWindow, size: tuple[int, int]) -> None:
    """On a low or enlarged screen no button of the export sheet and the way falls off it."""
    window = make_window("zh", size)
    window.desk.open(CASE)
    window.reports.open_sheet()
    window.sheets.open_way()
    rest()
    for name in ("export", "way"):
        sheet = window.findChild(QDialog, name)
        assert isinstance(sheet, QDialog)
        assert sheet.height() <= window.height() - 30, name
        assert sheet.width() <= window.width(), name


def test_the_way_begins_at_the_picture(window: Window) -> None:
    """The arrows walk at once; the room below opens with the first station."""
    window.desk.open(CASE)
    window.sheets.open_way()
    sheet = window.findChild(WaySheet, "way")
    assert isinstance(sheet, WaySheet)
    rest()
    assert sheet.focusWidget() is sheet.view
    assert sheet.rows.parentWidget().isHidden() or not sheet.rows.parentWidget().isVisible()
    QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    rest()
    assert sheet.rows.count()
    assert sheet.rows.parentWidget().isVisible()


def test_the_calendar_is_read_at_the_type_size_of_the_window(make_window: MakeWindow) -> None:
    """Type given in pixels has no size in points: the picture must not fall back to its smallest."""
    window = make_window()
    window.speech.change_type_size(1)
    window.sheets.open_clocks()
    rest()
    sheet = window.findChild(ClockSheet, "clocks")
    assert isinstance(sheet, ClockSheet)
    assert sheet.calendar.type_of(1.0).pixelSize() == window.settings.type_size == 14


def test_nothing_is_said_twice_where_no_clock_runs(window: Window) -> None:
    """The picture says that no clock runs; the room for their words comes with the first clock."""
    window.sheets.open_clocks()
    rest()
    sheet = window.findChild(ClockSheet, "clocks")
    assert isinstance(sheet, ClockSheet)
    assert not sheet.words.isVisible()
    facts: dict[str, bool | str] = {
        "crlm_diagnosed": True,
        "mdt_ned_class": "potential",
        "care_phase": "conversion",
    }
    for name, value in facts.items():
        window.draft.set_fact(name, value)
    window.live.evaluate()
    rest()
    assert sheet.words.isVisible()
    assert sheet.words.toPlainText()


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("words", ["Test MSI or MMR status: PCR, NGS, VA, To", "首选腹盆腔增强 CT 联合 CTC"])
def test_the_drawn_page_sets_words_as_wide_as_the_pdf(window: Window, words: str, *, bold: bool) -> None:
    """Preview, picture and print take their places from the PDF: narrower words would leave gaps."""
    del window  # there must be an app
    advances = faces()[bold].advances
    drawn = QFontMetricsF(page_font(bold=bold)).horizontalAdvance(words)
    assert drawn == pytest.approx(sum(advances[ord(sign)] for sign in words) / 10, rel=0.001)
