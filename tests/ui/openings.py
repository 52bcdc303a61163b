"""Everything the window can open: what opens it, by the name under which a test asks for it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from crlm_desktop.paths import resource
from crlm_desktop.ui.clock_sheet import ClockSheet
from crlm_desktop.ui.export_sheet import ExportSheet
from crlm_desktop.ui.field_menu import open_menu, open_possibles
from crlm_desktop.ui.reporting import Wish
from crlm_desktop.ui.visit_head import VisitHead
from crlm_desktop.ui.way_sheet import WaySheet
from crlm_desktop.ui.window import Window
from tests.ui.hands import answer, field, find, go_to, press, rest

CASE = resource("cases", "real_sigmoid_multiple.json")
LINE = "petct-not-first-line"
Opening = Callable[[Window, Path], object]


def _broken(window: Window, folder: Path) -> None:
    (folder / "broken.json").write_bytes(b'{"format": "crlm-case/1", "facts": {"age_years": 300}}')
    window.desk.open(folder / "broken.json")


def _unsaved(window: Window, _folder: Path) -> None:
    window.draft.set_case_code("X")
    window.desk.new()


def _recovery(window: Window, _folder: Path) -> None:
    answer(window, "age_years", 64)
    window.desk.keep()
    window.desk.offer_recovery()


def _password(window: Window, folder: Path) -> None:
    window.reports.export(folder / "locked.pdf", Wish("zh", password="geheim"))  # noqa: S106
    window.desk.open(folder / "locked.pdf")


def _export_to(kind: str) -> Opening:
    def opening(window: Window, _folder: Path) -> None:
        window.reports.open_sheet()
        sheet = window.findChild(ExportSheet)
        assert isinstance(sheet, ExportSheet)
        sheet.wanted.emit(kind, sheet.wish())

    return opening


def _way_file(window: Window, _folder: Path) -> None:
    window.sheets.open_way()
    sheet = window.findChild(WaySheet)
    assert isinstance(sheet, WaySheet)
    sheet.exports["svg"].click()


def _clock_file(window: Window, _folder: Path) -> None:
    for fact, value in (
        ("care_phase", "conversion"),
        ("mdt_ned_class", "potential"),
        ("bevacizumab_given", True),
        ("last_bevacizumab_date", "2021-06-01"),
    ):
        answer(window, fact, value)
    window.sheets.open_clocks()
    sheet = window.findChild(ClockSheet)
    assert isinstance(sheet, ClockSheet)
    sheet.export_button.click()


def _visit_calendar(window: Window, _folder: Path) -> None:
    go_to(window, "visit")
    head = window.findChild(VisitHead)
    assert isinstance(head, VisitHead)
    head.calendar.click()


def _text_menu(window: Window, _folder: Path) -> None:
    entry = field(window, "age_years").input
    assert isinstance(entry, QLineEdit)
    menu = entry.createStandardContextMenu()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(entry.mapToGlobal(entry.rect().center()))


def _reasons(window: Window, _folder: Path) -> None:
    window.seek_advice(LINE)
    rest()
    press(window, f"{LINE}.put_aside")
    find(window, f"{LINE}.reason").showPopup()  # type: ignore[attr-defined]


def _choices(window: Window, _folder: Path) -> None:
    field(window, "primary_location").input.showPopup()  # type: ignore[union-attr]


OPENINGS: dict[str, Opening] = {
    "keys": lambda window, _: window.sheets.open_keys(),
    "about": lambda window, _: window.sheets.open_about(),
    "reader": lambda window, _: window.sheets.open_consensus(),
    "projector": lambda window, _: window.sheets.open_projector(),
    "way": lambda window, _: window.sheets.open_way(),
    "clocks": lambda window, _: window.sheets.open_clocks(),
    "export": lambda window, _: window.reports.open_sheet(),
    "batch": lambda window, _: window.reports.open_batch([CASE]),
    "print": lambda window, _: window.reports.print_page(),
    "problems": _broken,
    "unsaved": _unsaved,
    "recovery": _recovery,
    "password": _password,
    "fault": lambda window, _: window.sheets.take_fault("ValueError"),
    "open a file": lambda window, _: window.desk.choose_and_open(),
    "save a file": lambda window, _: window.desk.save_as(),
    "export a page": _export_to("pdf"),
    "export a picture": _export_to("png"),
    "export the way": _way_file,
    "export the clocks": _clock_file,
    "calendar of a fact": lambda window, _: press(window, _calendar_of(window)),
    "calendar of the visit": _visit_calendar,
    "menu of a number": lambda window, _: open_menu(
        field(window, "liver_met_count"), window.settings.language
    ),
    "several values": lambda window, _: open_possibles(
        field(window, "kras_status"), window.settings.language
    ),
    "menu of a text": _text_menu,
    "reasons to disagree": _reasons,
    "values of a list": _choices,
}
if sys.platform == "win32":
    del OPENINGS["print"]  # there it is a dialog of the system, which lets nobody on until a person answers


def _calendar_of(window: Window) -> str:
    return f"{field(window, 'last_bevacizumab_date').definition.name}.calendar"


@contextmanager
def opened(window: Window, name: str, folder: Path) -> Iterator[list[QWidget]]:
    """Open one thing on the example case; yield every window that came with it, then close them all."""
    window.draft.mark_saved()
    window.desk.open(CASE)
    rest()
    before = set(_shown())
    OPENINGS[name](window, folder)
    rest()
    came = [made for made in _shown() if made not in before]
    yield came
    for made in reversed(came):
        if isValid(made):
            made.close()
    rest()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [made for made in came if isValid(made) and made.isVisible()]
    assert left == [], name


def _shown() -> list[QWidget]:
    return [made for made in QApplication.topLevelWidgets() if made.isVisible()]
