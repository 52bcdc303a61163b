"""Screenshots of every page and dialog, in both languages and two sizes, without a person.

Usage: screenshots.py OUT_DIR [CASE.json]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
_HOME = tempfile.TemporaryDirectory()
_SCREEN = Path(_HOME.name) / "screen.json"  # dialogs fit the screen they open on
_SCREEN.write_text(
    '{"screens": [{"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1,'
    ' "logicalDpi": 96, "logicalBaseDpi": 96}]}',
    encoding="utf-8",
)
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_SCREEN}")
os.environ["CRLM_CONFIG_DIR"] = os.environ["CRLM_DATA_DIR"] = _HOME.name

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 (the platform is set first)
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget  # noqa: E402

from crlm_desktop.paths import resource  # noqa: E402
from crlm_desktop.report.export import write_report  # noqa: E402
from crlm_desktop.ui.advice_page import AdvicePage  # noqa: E402
from crlm_desktop.ui.app import make_app  # noqa: E402
from crlm_desktop.ui.batch_sheet import BatchSheet  # noqa: E402
from crlm_desktop.ui.dressing import dress  # noqa: E402
from crlm_desktop.ui.reporting import Wish  # noqa: E402
from crlm_desktop.ui.settings import Settings  # noqa: E402
from crlm_desktop.ui.window import Window  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = ((1366, 768), (1024, 768))
LANGUAGES = ("zh", "en")
_BROKEN = (
    b'{"format": "crlm-case/1", "case_code": "", "visit_date": "2099-01-01", "facts": {"age_years": 300}}'
)


def main(arguments: list[str]) -> int:
    """Write the pictures; return 0, or 2 where the case cannot be opened."""
    if not arguments:
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    case = Path(arguments[1]) if len(arguments) > 1 else resource("cases", "real_sigmoid_multiple.json")
    make_app([])
    written = [
        name
        for language in LANGUAGES
        for width, height in SIZES
        for name in shoot(folder, case, language, (width, height))
    ]
    print(f"{len(written)} pictures in {folder}")
    return 0 if written else 2


def shoot(folder: Path, case: Path, language: str, size: tuple[int, int]) -> list[str]:
    """Write every page and dialog in one language and size."""
    settings = Settings(language=language, theme="light")
    dress(settings)
    window = Window(settings)
    window.resize(*size)
    window.show()
    window.start()
    window.stack.build_all()
    if not window.desk.open(case, is_example=True):
        return []
    stem = f"{language}-{size[0]}x{size[1]}"
    pages = [
        grab(window, folder / f"{stem}-{step.number}-{step.id}.png", lambda place=place: window.go(place))
        for place, step in enumerate(window.steps)
    ]
    rest = [
        take(window, folder, stem)
        for take in (_advice_open, _why_not, _why_not_found, _contradiction, _dark, *_DIALOGS)
    ]
    window.draft.mark_saved()
    window.close()
    window.deleteLater()
    return pages + rest


def settle() -> None:
    """Let the window come to rest."""
    for _ in range(3):
        loop = QEventLoop()
        QTimer.singleShot(40, loop.quit)
        loop.exec()
        QApplication.processEvents()


def grab(widget: QWidget, path: Path, first: object = None) -> str:
    """Write a picture of a widget."""
    if callable(first):
        first()
    settle()
    widget.grab().save(str(path))
    return path.name


def _advice_open(window: Window, folder: Path, stem: str) -> str:
    def unfold() -> None:
        window.go(len(window.steps) - 1)
        window.seek_advice("petct-not-first-line")

    return grab(window, folder / f"{stem}-7-advice-opened.png", unfold)


def _advice_page(window: Window) -> AdvicePage:
    page = window.stack.page(len(window.steps) - 1)
    if not isinstance(page, AdvicePage):
        raise TypeError(page)
    return page


def _why_not(window: Window, folder: Path, stem: str) -> str:
    page = _advice_page(window)

    def ask() -> None:
        window.go(len(window.steps) - 1)
        page.dictation.ask.click()
        page.why_not.open_phase("molecular")

    return grab(window, folder / f"{stem}-7-why-not.png", ask)


def _why_not_found(window: Window, folder: Path, stem: str) -> str:
    search = _advice_page(window).why_not.search
    name = grab(window, folder / f"{stem}-7-why-not-found.png", lambda: search.setText("xfz"))
    search.clear()
    return name


def _contradiction(window: Window, folder: Path, stem: str) -> str:
    def contradict() -> None:
        window.draft.set_fact("msi_status", "MSI-H")
        window.draft.set_fact("mmr_status", "pMMR")
        window.seek("msi_status")

    name = grab(window, folder / f"{stem}-4-contradiction.png", contradict)
    window.draft.undo()
    window.draft.undo()
    return name


def _dark(window: Window, folder: Path, stem: str) -> str:
    def darken() -> None:
        window.speech.choose_theme("dark")
        window.go(2)

    name = grab(window, folder / f"{stem}-3-dark.png", darken)
    window.speech.choose_theme("light")
    return name


def _dialog(name: str, opened: str) -> Callable[[Window, Path, str], str]:
    def take(window: Window, folder: Path, stem: str) -> str:
        getattr(window.sheets, opened)()
        settle()
        dialog = window.findChild(QWidget, name)
        if dialog is None:
            raise LookupError(name)
        path = folder / f"{stem}-dialog-{name}.png"
        dialog.grab().save(str(path))
        dialog.close()
        settle()
        return path.name

    return take


def _export(window: Window, folder: Path, stem: str) -> str:
    window.reports.open_sheet()
    return _grab_modal(folder / f"{stem}-dialog-export.png")


def _batch(window: Window, folder: Path, stem: str) -> str:
    """Show the batch at its end: two pages written, one case broken."""
    with tempfile.TemporaryDirectory() as place:
        source, target = Path(place) / "cases", Path(place) / "reports"
        source.mkdir()
        target.mkdir()
        for name in ("real_rectum_wildtype.json", "real_sigmoid_multiple.json"):
            shutil.copyfile(resource("cases", name), source / name)
        (source / "broken.json").write_bytes(_BROKEN)
        window.menus.actions["batch"].trigger()
        sheet = window.findChildren(BatchSheet)[-1]
        sheet.form.add([source])
        sheet.form.put_into(target)
        sheet.start.click()
        while sheet.run is not None:
            settle()
        name = grab(sheet, folder / f"{stem}-dialog-batch.png")
        sheet.start.click()
        while not sheet.findChildren(QMessageBox):
            settle()
        _grab_modal(folder / f"{stem}-dialog-batch-exists.png")
        sheet.close()
    return name


def _reopened(window: Window, folder: Path, stem: str) -> str:
    """Show what is said of a report made with other knowledge."""
    decision = window.live.decision
    if decision is None:
        raise LookupError(stem)
    old = window.live.knowledge._replace(version="0.9", sha256="0" * 64)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "report.pdf"
        write_report(decision._replace(advice=decision.advice[1:]), old, "zh", path)
        window.desk.open(path)
    return _grab_modal(folder / f"{stem}-dialog-reopened.png")


def _password(window: Window, folder: Path, stem: str) -> str:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "report.pdf"
        window.reports.export(path, Wish("zh", password="password"))  # noqa: S106 (of a picture)
        window.desk.open(path)
    return _grab_modal(folder / f"{stem}-dialog-password.png")


def _broken(window: Window, folder: Path, stem: str) -> str:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "broken.json"
        path.write_bytes(_BROKEN)
        window.desk.open(path)
    settle()
    return _grab_modal(folder / f"{stem}-dialog-problems.png")


def _unsaved(window: Window, folder: Path, stem: str) -> str:
    window.draft.set_case_code("X")
    window.desk.new()
    name = _grab_modal(folder / f"{stem}-dialog-unsaved.png")
    window.draft.undo()
    return name


def _fault(window: Window, folder: Path, stem: str) -> str:
    window.sheets.take_fault("ValueError")
    name = _grab_modal(folder / f"{stem}-dialog-fault.png")
    window.live.evaluate()
    return name


def _grab_modal(path: Path) -> str:
    settle()
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        raise LookupError(path.name)
    dialog.grab().save(str(path))
    dialog.close()
    settle()
    return path.name


_DIALOGS = (
    _export,
    _batch,
    _dialog("keys", "open_keys"),
    _dialog("about", "open_about"),
    _dialog("reader", "open_consensus"),
    _dialog("way", "open_way"),
    _dialog("clocks", "open_clocks"),
    _dialog("projector", "open_projector"),
    _broken,
    _password,
    _reopened,
    _unsaved,
    _fault,
)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
