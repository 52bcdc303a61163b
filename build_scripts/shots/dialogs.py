"""Every dialog and window of its own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from crlm_desktop.paths import resource
from crlm_desktop.report.export import write_report
from crlm_desktop.ui.batch_sheet import BatchSheet
from crlm_desktop.ui.reporting import Wish
from shots.camera import grab, grab_modal, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from crlm_desktop.ui.window import Window

_BROKEN = (
    b'{"format": "crlm-case/1", "case_code": "", "visit_date": "2099-01-01", "facts": {"age_years": 300}}'
)


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
    return grab_modal(folder / f"{stem}-dialog-export.png")


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
        grab_modal(folder / f"{stem}-dialog-batch-exists.png")
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
    return grab_modal(folder / f"{stem}-dialog-reopened.png")


def _password(window: Window, folder: Path, stem: str) -> str:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "report.pdf"
        window.reports.export(path, Wish("zh", password="password"))  # noqa: S106 (of a picture)
        window.desk.open(path)
    return grab_modal(folder / f"{stem}-dialog-password.png")


def _broken(window: Window, folder: Path, stem: str) -> str:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "broken.json"
        path.write_bytes(_BROKEN)
        window.desk.open(path)
    settle()
    return grab_modal(folder / f"{stem}-dialog-problems.png")


def _unsaved(window: Window, folder: Path, stem: str) -> str:
    window.draft.set_case_code("X")
    window.desk.new()
    name = grab_modal(folder / f"{stem}-dialog-unsaved.png")
    window.draft.undo()
    return name


def _fault(window: Window, folder: Path, stem: str) -> str:
    window.sheets.take_fault("ValueError")
    name = grab_modal(folder / f"{stem}-dialog-fault.png")
    window.live.evaluate()
    return name


DIALOGS = (
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
