"""Reports of many cases out of the window: the order, progress, stop, faults, what is in the way."""

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from crlm_desktop.report.batch import Batch
from crlm_desktop.report.carrier import read_case
from crlm_desktop.texts import say
from crlm_desktop.ui.batch_sheet import BatchSheet
from crlm_desktop.ui.window import Window
from tests.report.test_batch import case_data, names, write_case
from tests.ui.conftest import MakeWindow
from tests.ui.hands import find, press, rest
from tests.ui.test_reopening import drop

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return an empty folder for the reports."""
    folder = tmp_path / "out 报告"
    folder.mkdir()
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a folder with five cases and a broken one."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        write_case(folder, f"{number}.json", f"N-{number}")
    lines = [json.dumps(case_data("L-1")), json.dumps(case_data("L-2"))]
    (folder / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    write_case(folder, "broken.json", "X", facts={"age_years": 300, "kras": "mutant"})
    return folder


def sheet_of(window: Window) -> BatchSheet:
    """Return the sheet that is open."""
    rest()
    [sheet] = [found for found in window.findChildren(BatchSheet) if found.isVisible()]
    return sheet


def ordered(window: Window, source: Path, target: Path) -> BatchSheet:
    """Open the sheet with its order complete."""
    window.menus.actions["batch"].trigger()
    sheet = sheet_of(window)
    sheet.form.add([source])
    sheet.form.put_into(target)
    return sheet


def finish(sheet: BatchSheet, qtbot: QtBot) -> None:
    """Press the button and wait for the end."""
    QTest.mouseClick(sheet.start, LEFT)
    qtbot.waitUntil(lambda: sheet.run is None, timeout=30_000)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_cases_become_pages_and_the_broken_one_is_named(
    make_window: MakeWindow, source: Path, target: Path, qtbot: QtBot, language: str
) -> None:
    window = make_window(language)
    sheet = ordered(window, source, target)
    finish(sheet, qtbot)
    assert names(target) == ["L-1.pdf", "L-2.pdf", "N-0.pdf", "N-1.pdf", "N-2.pdf"]
    assert all(read_case(path.read_bytes()).intact for path in target.iterdir())
    words = say(language, "batch.written", written=5, pages=5) + say(language, "batch.unread", count=1)
    assert sheet.news.text() == words
    colon = say(language, "ui.colon")
    age = {"zh": "年龄（facts.age_years）", "en": "Age (facts.age_years)"}[language]
    assert sheet.faults.isVisible()
    assert sheet.faults.toPlainText().splitlines() == [
        "broken.json",
        f"  {age}{colon}{say(language, 'problem.out_of_range', low=18, high=110)}",
        f"  facts.kras{colon}{say(language, 'problem.unknown_fact', key='kras')}",
    ]
    assert sheet.leave.text() == say(language, "ui.close")
    QTest.mouseClick(sheet.leave, LEFT)
    rest()
    assert not [found for found in window.findChildren(BatchSheet) if found.isVisible()]


def test_the_order_must_be_whole(window: Window, source: Path, target: Path) -> None:
    """Cases, a folder and a language are needed; the button waits for them."""
    window.menus.actions["batch"].trigger()
    sheet = sheet_of(window)
    assert not sheet.start.isEnabled()
    sheet.form.add([source])
    assert not sheet.start.isEnabled()
    sheet.form.put_into(target)
    assert sheet.start.isEnabled()
    QTest.mouseClick(sheet.form.languages["zh"], LEFT, pos=sheet.form.languages["zh"].rect().center())
    assert not sheet.start.isEnabled()
    QTest.mouseClick(sheet.form.languages["en"], LEFT, pos=sheet.form.languages["en"].rect().center())
    assert sheet.start.isEnabled()
    press(window, "batch.clear")
    assert not sheet.start.isEnabled()
    sheet.close()


def test_both_languages_without_names(window: Window, source: Path, target: Path, qtbot: QtBot) -> None:
    sheet = ordered(window, source, target)
    sheet.form.languages["en"].click()
    sheet.form.deidentified.click()
    finish(sheet, qtbot)
    assert len(names(target)) == 10
    assert all(name.startswith("crlm-report") for name in names(target))
    sheet.close()


def test_the_window_lives_on_and_progress_moves(
    window: Window, source: Path, target: Path, qtbot: QtBot
) -> None:
    """Between any two pages the events of the window have their turn."""
    sheet = ordered(window, source, target)
    turns: list[int] = []
    other = QTimer(window)
    other.setInterval(0)
    other.timeout.connect(lambda: turns.append(len(names(target))))
    other.start()
    finish(sheet, qtbot)
    other.stop()
    assert set(turns) >= {0, 1, 2, 3, 4}
    assert sheet.bar.value() == sheet.bar.maximum() == 5
    sheet.close()


def test_stopped_it_leaves_only_whole_pages(window: Window, source: Path, target: Path, qtbot: QtBot) -> None:
    """Stop is pressed with the mouse while pages are being written."""
    sheet = ordered(window, source, target)
    QTest.mouseClick(sheet.start, LEFT)
    qtbot.waitUntil(lambda: len(names(target)) >= 2, timeout=30_000)
    assert sheet.leave.text() == say("zh", "ui.batch.stop")
    QTest.mouseClick(sheet.leave, LEFT)
    rest()
    written = names(target)
    assert 2 <= len(written) < 5
    assert all(read_case((target / name).read_bytes()).intact for name in written)
    assert sheet.isVisible()
    assert say("zh", "ui.batch.stopped") in sheet.news.text()
    loop = QEventLoop()
    QTimer.singleShot(300, loop.quit)
    loop.exec()
    assert names(target) == written
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    rest()
    assert not [found for found in window.findChildren(BatchSheet) if found.isVisible()]


def _question(sheet: BatchSheet, qtbot: QtBot) -> QMessageBox:
    QTest.mouseClick(sheet.start, LEFT)
    qtbot.waitUntil(lambda: bool(sheet.findChildren(QMessageBox)), timeout=30_000)
    [box] = sheet.findChildren(QMessageBox)
    assert str(sheet.form.folder) in box.text()
    return box


@pytest.mark.parametrize("answer", ["both", "replace", "cancel", "closed"])
def test_what_is_there_is_asked_about(
    window: Window, source: Path, target: Path, qtbot: QtBot, answer: str
) -> None:
    """Nothing is written before the answer; a question that is closed is answered by Cancel."""
    (target / "N-1.pdf").write_bytes(b"as it was")
    sheet = ordered(window, source, target)
    box = _question(sheet, qtbot)
    assert names(target) == ["N-1.pdf"]
    if answer == "closed":
        box.close()
    else:
        key = "ui.cancel" if answer == "cancel" else f"ui.batch.exists.{answer}"
        [pressed] = [made for made in box.buttons() if made.text() == say("zh", key)]
        QTest.mouseClick(pressed, LEFT)
    qtbot.waitUntil(lambda: sheet.run is None, timeout=30_000)
    old = (target / "N-1.pdf").read_bytes() == b"as it was"
    expected = {"both": (6, True), "replace": (5, False), "cancel": (1, True), "closed": (1, True)}
    assert (len(names(target)), old) == expected[answer]
    sheet.close()


def test_a_full_disk_is_said_once(
    window: Window, source: Path, target: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    sheet = ordered(window, source, target)
    monkeypatch.setattr(os, "fsync", fail)
    finish(sheet, qtbot)
    assert names(target) == []
    told = [line for line in sheet.faults.toPlainText().splitlines() if line.startswith("  ")]
    assert told[2:] == [f"  {say('zh', 'report.error.disk_full', name='N-0.pdf')}"]
    assert say("zh", "batch.written", written=0, pages=5) in sheet.news.text()
    sheet.close()


def test_a_fault_in_the_program_ends_the_work(
    window: Window, source: Path, target: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told like any other, and the sheet can be left."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    sheet = ordered(window, source, target)
    monkeypatch.setattr(Batch, "_decided", fail)
    with qtbot.capture_exceptions() as caught:
        finish(sheet, qtbot)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    assert names(target) == []
    assert sheet.start.isVisible()
    sheet.close()


def test_several_files_dropped_on_the_window_are_a_batch(window: Window, source: Path) -> None:
    """A folder, several files, or a file of many cases; one case alone opens as ever."""
    for dropped, count in (
        ([source], 5),
        ([source / "0.json", source / "1.json"], 2),
        ([source / "many.jsonl"], 1),
    ):
        assert drop(window, *dropped)
        sheet = sheet_of(window)
        assert len(sheet.form.files) == count
        sheet.close()
        rest()
    assert drop(window, source / "2.json")
    assert window.draft.state.case_code == "N-2"
    assert not [found for found in window.findChildren(BatchSheet) if found.isVisible()]


def test_more_can_be_dropped_on_the_sheet(window: Window, source: Path, target: Path) -> None:
    sheet = ordered(window, source / "0.json", target)
    assert drop(sheet.form.list.viewport(), source / "1.json", source / "0.json")
    assert [path.name for path in sheet.form.files] == ["0.json", "1.json"]
    assert sheet.form.list.count() == 2
    sheet.close()


def test_files_and_folders_are_chosen_in_dialogs(window: Window, source: Path, target: Path) -> None:
    """The three buttons ask; several files may be taken at once; their folder is remembered."""
    window.menus.actions["batch"].trigger()
    sheet = sheet_of(window)
    press(window, "batch.files")
    [dialog] = [found for found in window.findChildren(QFileDialog) if found.isVisible()]
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(source / "0.json"), str(source / "1.json")])
    dialog.reject()
    assert [path.name for path in sheet.form.files] == ["0.json", "1.json"]
    assert window.settings.folder == str(source)
    for name, chosen in (("batch.folder", source), ("batch.choose_target", target)):
        press(window, name)
        [dialog] = [found for found in window.findChildren(QFileDialog) if found.isVisible()]
        assert dialog.fileMode() is QFileDialog.FileMode.Directory
        dialog.fileSelected.emit(str(chosen))
        dialog.reject()
        rest()
    assert len(sheet.form.files) == 5
    assert sheet.form.folder == target
    sheet.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_fits_and_names_its_parts(
    make_window: MakeWindow, target: Path, source: Path, language: str
) -> None:
    """A long path does not widen it; every part has a name for those who do not see it."""
    window = make_window(language, (1024, 768))
    sheet = ordered(window, source, target / ("long " * 60))
    assert sheet.width() <= 700
    assert sheet.sizeHint().width() <= 760
    for widget in (sheet.form.list, sheet.bar, sheet.faults):
        assert widget.accessibleName()
    for button in sheet.findChildren(QPushButton):
        assert button.text()
    assert find(window, "batch").windowTitle() == say(language, "ui.batch.title")
    sheet.close()
