"""Reports out of the window and back: choices, picture, text, printing, the case a page carries."""

import sys
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox

from crlm_desktop.paths import resource
from crlm_desktop.texts import say
from crlm_desktop.ui.export_sheet import ExportSheet
from crlm_desktop.ui.printing import render
from crlm_desktop.ui.reporting import Wish
from crlm_desktop.ui.settings import LARGEST
from crlm_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.hands import answer, rest

CASE = resource("cases", "real_sigmoid_multiple.json")


def _opened(window: Window) -> Window:
    window.desk.open(CASE)
    rest()
    return window


def _boxes(window: Window) -> list[QMessageBox]:
    rest()
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def _text(path: Path) -> str:
    with pymupdf.open(path) as document:
        return str(document[0].get_text())


def test_a_report_opens_its_case_again(window: Window, tmp_path: Path) -> None:
    """A page dropped on the window is the case it was made of, and nothing warns."""
    _opened(window)
    before = window.draft.to_case(window.draft.state.visit_date)  # type: ignore[arg-type]
    assert window.reports.export(tmp_path / "页 一.pdf")
    window.desk.new()
    rest()
    assert window.desk.open(tmp_path / "页 一.pdf")
    after = window.draft.to_case(window.draft.state.visit_date)  # type: ignore[arg-type]
    assert (after.facts, after.absent, after.case_code) == (before.facts, before.absent, before.case_code)
    assert window.desk.path is None
    assert not _boxes(window)


def test_a_locked_report_asks_for_its_password(window: Window, tmp_path: Path) -> None:
    """A page with a password opens with it, and not without."""
    _opened(window)
    assert window.reports.export(tmp_path / "locked.pdf", Wish("zh", password="geheim"))  # noqa: S106
    window.draft.clear()
    assert not window.desk.open(tmp_path / "locked.pdf")
    dialog = window.findChild(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue("geheim")
    dialog.accept()
    rest()
    assert window.draft.state.case_code == "REAL-01"


def test_any_other_pdf_is_refused(window: Window, tmp_path: Path) -> None:
    """A PDF without a case changes nothing and says so."""
    _opened(window)
    before = window.draft.state
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert not window.desk.open(tmp_path / "x.pdf")
    assert window.draft.state == before
    boxes = _boxes(window)
    assert len(boxes) == 1
    boxes[0].close()


def test_deidentified_page_names_nobody(window: Window, tmp_path: Path) -> None:
    """Neither code nor date of the visit stand on a de-identified page; the advice is the same."""
    _opened(window)
    assert window.reports.export(tmp_path / "x.pdf", Wish("en", deidentified=True))
    text = _text(tmp_path / "x.pdf")
    assert "REAL-01" not in text
    assert "2021-06-23" not in text
    assert "KRAS" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_as_picture_text_and_print(window: Window, tmp_path: Path, language: str) -> None:
    """The same page as PNG, as text on the clipboard, and as vectors on a printer."""
    _opened(window)
    wish = Wish(language)
    assert window.reports.export(tmp_path / "page.png", wish)
    assert QImage(str(tmp_path / "page.png")).width() == 2480
    window.reports.copy_text(wish)
    assert "KRAS" in QApplication.clipboard().text()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert window.live.decision is not None
    render(printer, window.live.decision, window.live.knowledge, wish)
    assert "REAL-01" in _text(tmp_path / "printed.pdf")


def test_sheet_shows_the_page_and_passes_the_wish_on(window: Window) -> None:
    """The sheet shows the page, and its choices make the wish."""
    _opened(window)
    window.reports.open_sheet()
    sheet = window.findChild(ExportSheet)
    assert isinstance(sheet, ExportSheet)
    assert not sheet.page.pixmap().isNull()
    sheet.choices["deidentified"].click()
    sheet.language.setCurrentIndex(1)
    QTest.keyClicks(sheet.password, "x")
    assert sheet.wish() == Wish("en", with_code=True, deidentified=True, password="x")  # noqa: S106
    assert not sheet.choices["with_code"].isEnabled()
    sheet.close()


def test_a_click_anywhere_on_wrapped_words_ticks_their_box(make_window: MakeWindow) -> None:
    """In large type the words stand in two lines: the end of either ticks, a place below does not."""
    window = make_window("en", (1024, 697), type_size=LARGEST)
    _opened(window)
    window.reports.open_sheet()
    sheet = window.findChild(ExportSheet)
    assert isinstance(sheet, ExportSheet)
    rest()
    box = sheet.choices["deidentified"]
    assert box.height() >= 2 * box.fontMetrics().height()
    for place, ticked in ((4, True), (box.height() - 4, False)):
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 4, place))
        assert box.isChecked() is ticked
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 4, box.height() + 2))
    assert not box.isChecked()
    sheet.close()


def test_verdicts_and_team_are_printed(window: Window, tmp_path: Path) -> None:
    """A line put aside with its reason, and who was at the table, stand on the page."""
    _opened(window)
    key = "chest-low-dose-ct"
    window.draft.set_extra("decisions", [{"key": key, "verdict": "put_aside", "reason": "patient_choice"}])
    window.draft.set_extra("team", ["pathology"])
    rest()
    assert window.reports.export(tmp_path / "x.pdf", Wish("zh"))
    text = _text(tmp_path / "x.pdf").replace("\n", "")
    assert "患者意愿" in text
    assert "病理科" in text


def test_unwritable_place_is_told(window: Window, tmp_path: Path) -> None:
    """Where a page cannot be written it is said in words."""
    _opened(window)
    answer(window, "age_years", 65)
    assert not window.reports.export(tmp_path / "no folder" / "x.pdf")
    boxes = _boxes(window)
    assert len(boxes) == 1
    assert "no folder" in boxes[0].text()
    boxes[0].close()


def test_without_a_printer_windows_says_so(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own dialog would not open, and nothing would tell why."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(QPrinter, "outputFormat", lambda _: QPrinter.OutputFormat.PdfFormat)
    _opened(window).reports.print_page()
    [box] = _boxes(window)
    assert box.text() == say("zh", "ui.print.none")
    assert not window.findChildren(QPrintDialog)
