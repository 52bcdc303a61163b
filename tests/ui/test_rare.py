"""Rare characters in the window: drawn as soon as one is typed or opened, and told of before the export."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from crlm_desktop.paths import REGULAR_FACE, resource
from crlm_desktop.ui.drawn_page import page_image
from crlm_desktop.ui.export_sheet import ExportSheet
from crlm_desktop.ui.faces import family_of, is_rare
from crlm_desktop.ui.window import Window
from tests.report.pages import with_case
from tests.ui.hands import rest

CASE = resource("cases", "real_sigmoid_multiple.json")
RARE = "Rare Han"
AT_FIRST = """
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from crlm_desktop.paths import resource
from crlm_desktop.ui.app import make_app
from crlm_desktop.ui.dressing import dress
from crlm_desktop.ui.settings import Settings
from crlm_desktop.ui.window import Window
app = make_app([])
settings = Settings(language="zh", theme="light")
dress(settings)
window = Window(settings)
window.show()
window.start()
def loaded():
    for _ in range(5):
        app.processEvents()
    return "Rare Han" in QFontDatabase.families()
window.desk.open(resource("cases", "real_sigmoid_multiple.json"))
first = loaded()
window.draft.set_note("请王主任复核，K-RAS 野生型（2024 年）")
second = loaded()
window.draft.set_note("请𠮷主任复核")
print(first, second, loaded())
window.draft.mark_saved()
window.close()
"""


@pytest.fixture(autouse=True)
def usual_font() -> Iterator[None]:
    """Begin and end with the usual face alone."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication):
        font = QFont(app.font())
        font.setFamilies([family_of(REGULAR_FACE) or ""])
        app.setFont(font)


def _picture(field: QWidget) -> QImage:
    rest()
    field.clearFocus()
    rest()
    return field.grab().toImage()


def test_the_face_waits_for_the_first_rare_character() -> None:
    """Neither the start, nor a case, nor usual Chinese loads it."""
    words = [sys.executable, "-c", AT_FIRST]
    found = subprocess.run(words, capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "False", "True"]


def test_a_rare_character_in_the_code_is_drawn(window: Window) -> None:
    """What is typed takes the face at once, in fields and labels; two characters look different."""
    field = next(line for line in window.findChildren(QLineEdit) if line.isVisible() and line.isEnabled())
    window.draft.set_case_code("𪚥")
    rest()
    assert RARE in QApplication.font().families()
    assert RARE in field.font().families()
    pictures = []
    for sign in ("𪚥", "𡥈"):
        field.setText(sign)
        pictures.append(_picture(field))
    assert pictures[0] != pictures[1]


def test_an_opened_case_shows_its_rare_characters(window: Window) -> None:
    """A name of the team, deep in the case, counts as well."""
    window.desk.open(CASE)
    window.draft.set_extra("team", ["surgery", "朱𪚥"])
    rest()
    assert RARE in QApplication.font().families()
    for field in window.findChildren(QPlainTextEdit):
        assert RARE in field.font().families()


def test_picture_and_print_draw_rare_characters(window: Window) -> None:
    """The page that Qt draws gives each its own shape, in the bold code as well."""
    window.desk.open(CASE)
    rest()
    decision = window.live.decision
    assert decision is not None
    pictures = [
        page_image(with_case(decision, case_code=sign), window.live.knowledge, "zh") for sign in ("𪚥", "𡥈")
    ]
    code = QRect(60, 110, 200, 60)
    assert pictures[0].copy(code) != pictures[1].copy(code)


def test_usual_words_are_not_rare() -> None:
    """Marks, spaces and line ends of Chinese notes ask for nothing."""
    assert not is_rare("王主任：KRAS 野生型，≥ 3 个\n（2024-01）\u00a0“可切除”")
    assert is_rare("𠮷")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_tells_what_the_page_cannot_draw(window: Window, language: str) -> None:
    """Before the export, by number; and only what this export would print."""
    if language == "en":
        window.speech.switch_language()
    window.desk.open(CASE)
    window.draft.set_case_code("𠮷-01")
    window.draft.set_note("缺😀")
    rest()
    window.reports.open_sheet()
    sheet = window.findChild(ExportSheet)
    assert isinstance(sheet, ExportSheet)
    assert sheet.substituted.isHidden()
    sheet.choices["with_note"].click()
    assert "😀\u00a0[U+1F600]" in sheet.substituted.text()
    assert "20BB7" not in sheet.substituted.text()
    assert not sheet.substituted.isHidden()
    sheet.choices["deidentified"].click()
    assert sheet.substituted.isHidden()
    sheet.close()
