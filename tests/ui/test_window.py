"""The window as a whole: languages, undo, files, faults, small screens."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from crlm_desktop.flow.draft import DraftState
from crlm_desktop.flow.overview import overview
from crlm_desktop.paths import resource
from crlm_desktop.texts import LANGUAGES, say
from crlm_desktop.ui.dialogs import ProblemSheet
from crlm_desktop.ui.fact_page import FactPage
from crlm_desktop.ui.faults import FaultWatch
from crlm_desktop.ui.inputs.checks import Checks
from crlm_desktop.ui.settings import load, recovery_file, settings_file
from crlm_desktop.ui.widgets import later
from crlm_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.hands import answer, enter_case, field, find, go_to, press, rest, type_into

CASE = resource("cases", "real_sigmoid_multiple.json")
_CONTROL = Qt.KeyboardModifier.ControlModifier


def _box(window: Window) -> QMessageBox:
    rest()
    found = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert len(found) == 1
    return found[0]


def test_language_switch_keeps_keystrokes_and_cursor(window: Window) -> None:
    """Half-typed words, cursor, selection and focus outlive the switch."""
    made = field(window, "cea_ug_l")
    type_into(made.input, "41.")
    made.input.setCursorPosition(1)  # type: ignore[union-attr]
    QTest.keyClick(window, Qt.Key.Key_L, _CONTROL)
    assert window.settings.language == "en"
    assert made.label.text() == "CEA"
    assert made.input.text() == "41."  # type: ignore[union-attr]
    assert made.input.cursorPosition() == 1  # type: ignore[union-attr]
    assert QApplication.focusWidget() is made.input
    QTest.keyClicks(made.input, "2")
    assert made.input.text() == "421."  # type: ignore[union-attr]


def test_undo_to_the_beginning_and_redo(window: Window) -> None:
    """Every change of a whole case is undone one by one by Ctrl+Z, then done again."""
    enter_case(window, json.loads(CASE.read_text(encoding="utf-8")), keyboard=True)
    reached = window.draft.state
    while window.draft.can_undo:
        QTest.keyClick(window, Qt.Key.Key_Z, _CONTROL)
        rest()
    assert window.draft.state == DraftState()
    assert _shown(window) == {}
    while window.draft.can_redo:
        window.draft.redo()
    assert window.draft.state == reached
    assert set(_shown(window)) == set(reached.facts)


def _shown(window: Window) -> dict[str, object]:
    """Return what the inputs of all pages show."""
    pages = [window.stack.page(place) for place in range(len(window.steps))]
    fields = [made for page in pages if isinstance(page, FactPage) for made in page.fields.items()]
    shown = {name: _entry(made.input) for name, made in fields}
    return {name: entry for name, entry in shown.items() if entry not in (None, "", [])}


def _entry(entry: QWidget) -> object:
    if isinstance(entry, Checks):
        return [code for code, box in entry.boxes.items() if box.isChecked()]
    return entry.text() if isinstance(entry, QLineEdit) else entry.accepted()  # type: ignore[attr-defined]


def test_theme_and_type_size_keep_what_is_typed(window: Window) -> None:
    """A theme or a larger type touches no keystroke."""
    made = field(window, "age_years")
    type_into(made.input, "6")
    window.speech.choose_theme("dark")
    window.speech.change_type_size(3)
    QTest.keyClicks(made.input, "4")
    assert window.draft.state.facts["age_years"] == 64


def test_broken_file_lists_every_problem_and_changes_nothing(window: Window, tmp_path: Path) -> None:
    """All faults are listed in words, with their places."""
    window.desk.open(CASE)
    before = window.draft.state
    path = tmp_path / "broken.json"
    path.write_text(
        json.dumps({
            "format": "crlm-case/1", "case_code": "X", "visit_date": "2999-01-01",
            "facts": {"age_years": 300, "colour": "red", "kras_status": "maybe", "cea_ug_l": True},
        }),
        encoding="utf-8",
    )  # fmt: skip
    assert not window.desk.open(path)
    sheet = window.findChild(ProblemSheet)
    assert isinstance(sheet, ProblemSheet)
    lines = sheet.lines.toPlainText().splitlines()
    assert len(lines) == 5
    for place in ("visit_date", "age_years", "colour", "kras_status", "cea_ug_l"):
        assert any(place in line for line in lines), place
    assert window.draft.state == before
    sheet.close()


def test_slot_exception_clears_result_and_blocks_export(
    window: Window, qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault in a slot is told, the result goes, export waits for a sound one; no data is logged."""
    window.desk.open(CASE)
    rest()
    faults = FaultWatch()
    faults.struck.connect(window.sheets.take_fault)

    def fail() -> None:
        raise ValueError("patient data 417")

    with qtbot.capture_exceptions() as caught:
        later(window, 0, fail)
        qtbot.waitUntil(lambda: bool(caught))
    faults.take(*caught[0])
    assert window.live.decision is None
    _box(window).close()
    assert not window.reports.export(tmp_path / "page.pdf")
    assert not (tmp_path / "page.pdf").exists()
    _box(window).close()
    assert "417" not in caplog.text
    assert "ValueError" in caplog.text
    answer(window, "age_years", 65)
    assert window.reports.export(tmp_path / "page.pdf")


def test_failing_evaluation_leaves_no_result(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """An evaluation that fails leaves no old result on the screen."""
    import crlm_desktop.engine.evaluate as engine

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    window.desk.open(CASE)
    rest()
    monkeypatch.setattr(engine, "evaluate", fail)
    with pytest.raises(ZeroDivisionError):
        window.live.evaluate()
    assert window.live.decision is None
    assert not window.panel.rows


def test_unsaved_changes_are_asked_about(window: Window) -> None:
    """Closing, opening and starting anew ask first; Cancel keeps everything."""
    answer(window, "age_years", 64)
    for leave in (window.close, window.desk.new, window.desk.open_example):
        leave()
        box = _box(window)
        QTest.mouseClick(box.buttons()[-1], Qt.MouseButton.LeftButton)
        rest()
        assert window.draft.state.facts == {"age_years": 64}
        assert window.isVisible()


def test_draft_is_kept_and_offered(window: Window, make_window: Any) -> None:  # noqa: ANN401
    """A draft that was not saved, with half-typed words, is offered at the next start."""
    answer(window, "age_years", 64)
    answer(window, "cea_ug_l", "41.7 mg")
    window.desk.keep()
    assert recovery_file().exists()
    other: Window = make_window()
    other.desk.offer_recovery()
    box = _box(other)
    QTest.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)
    rest()
    assert other.draft.state == window.draft.state
    assert other.draft.modified


@pytest.mark.parametrize("rubbish", [b"", b"{", b"\xff\xfe", b"[]", b'{"case": {}}', b"[" * 100_000])
def test_broken_recovery_never_blocks(window: Window, rubbish: bytes) -> None:
    """A recovery file that cannot be read is as good as none."""
    recovery_file().parent.mkdir(parents=True, exist_ok=True)
    recovery_file().write_bytes(rubbish)
    window.desk.offer_recovery()
    rest()
    assert not [box for box in window.findChildren(QMessageBox) if box.isVisible()]


@pytest.mark.parametrize("rubbish", [b"", b"[]", b'{"language": "xx", "type_size": true}', b"\xff"])
def test_broken_settings_are_left_at_their_defaults(rubbish: bytes) -> None:
    """Settings that make no sense are not taken."""
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_bytes(rubbish)
    assert load().language in {"zh", "en"}
    assert load().type_size == 13


def test_title_tells_what_is_not_saved(window: Window, tmp_path: Path) -> None:
    """The mark of a change comes with a change, and goes when the case is saved, opened or begun anew."""
    window.desk.open(CASE)
    assert not window.isWindowModified()
    answer(window, "age_years", 66)
    assert window.isWindowModified()
    window.desk.write(tmp_path / "case.json")
    assert not window.isWindowModified()
    window.desk.new()
    assert not window.isWindowModified()
    window.draft.set_case_code("X")
    assert window.isWindowModified()


def test_save_that_fails_leaves_the_old_file(window: Window, tmp_path: Path) -> None:
    """Where nothing can be written it is said, and nothing counts as saved."""
    answer(window, "age_years", 64)
    assert not window.desk.write(tmp_path / "no such folder" / "x.json")
    _box(window).close()
    assert window.draft.modified


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 689), (1093, 535)])
def test_fits_small_screens(make_window: Any, language: str, size: tuple[int, int]) -> None:  # noqa: ANN401
    """The window takes the size it is given, and no page needs to scroll sideways."""
    window: Window = make_window(language, size)
    window.desk.open(CASE)
    for place in range(len(window.steps)):
        window.go(place)
        rest()
        page = window.stack.page(place)
        assert (window.width(), window.height()) == size
        assert page.widget().minimumSizeHint().width() <= page.viewport().width(), place


def test_question_in_the_panel_leads_to_its_field(window: Window) -> None:
    """A click on a question brings the cursor to its field, on whatever page it is."""
    window.desk.open(CASE)
    rest()
    row = window.panel.rows["questions", "mdt_ned_class"]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    rest()
    assert window.steps[window.place].id == "judgement"
    assert QApplication.focusWidget() is find(window, "mdt_ned_class")


def test_panel_shows_every_line_it_has(window: Window) -> None:
    """However the decision changes, each line of the panel is in view exactly once, in order."""
    window.desk.open(CASE)
    for value in ("achievable", "potential", "not_achievable", "achievable"):
        answer(window, "mdt_ned_class", value)
        assert window.live.decision is not None
        expected = [
            (entry.section, entry.key) for entry in overview(window.live.decision, window.live.knowledge)
        ]
        rows = window.panel.rows
        assert set(rows) == set(expected)
        assert not any(row.isHidden() for row in rows.values())
        places = [rows[place].mapTo(window.panel, rows[place].rect().topLeft()).y() for place in expected]
        assert places == sorted(places)


def test_change_flashes_what_it_changed(window: Window, qtbot: QtBot) -> None:
    """A new line lights up, then goes out."""
    window.desk.open(CASE)
    rest()
    answer(window, "mdt_ned_class", "achievable")
    lit = [row for row in window.panel.rows.values() if row.property("flash") == "true"]
    assert lit
    assert len(lit) < len(window.panel.rows)
    qtbot.waitUntil(lambda: not any(row.property("flash") == "true" for row in window.panel.rows.values()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_that_cannot_be_saved_says_why(make_window: MakeWindow, tmp_path: Path, language: str) -> None:
    """In the language of the window, whatever the system speaks; the case stays unsaved."""
    window = make_window(language)
    answer(window, "age_years", 64)
    assert not window.desk.write(tmp_path / "none" / "case.json")
    why = say(language, "file.no_folder")
    assert _box(window).text() == say(language, "ui.save.failed", name="case.json", reason=why)
    assert window.draft.modified


class _Paints(QObject):
    """Tells whenever what it watches is painted."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """See it painted."""
        if event.type() == QEvent.Type.Paint:
            self._tell()
        return False


def test_the_panel_is_painted_before_the_page_moves(window: Window) -> None:
    """An answer is seen in the panel first: the page, which opens fields, takes longer."""
    window.desk.open(CASE)
    go_to(window, "judgement")
    seen: list[str] = []

    paints = _Paints(lambda: seen.append("panel"))
    find(window, "panelBody").installEventFilter(paints)
    window.live.decided.connect(lambda _decision: seen.append("decision"))
    window.live.settled.connect(lambda: seen.append("page"))
    answer(window, "mdt_ned_class", "achievable")
    assert seen.index("decision") < seen.index("panel", seen.index("decision")) < seen.index("page")


def test_keys_move_between_pages(window: Window) -> None:
    """Alt and Ctrl keys, Next and Back walk the pages."""
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.place == 1
    QTest.keyClick(window, Qt.Key.Key_PageDown, _CONTROL)
    assert window.place == 2
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(window, "back")
    assert window.place == 0
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert window.steps[window.place].id == "advice"


def test_verdict_team_and_done_travel_with_the_case(window: Window, tmp_path: Path) -> None:
    """A line put aside with a reason, the team and a tick are saved and undone like everything else."""
    window.desk.open(CASE)
    go_to(window, "advice")
    key = "petct-not-first-line"
    window.seek_advice(key)
    rest()
    press(window, f"{key}.put_aside")
    reason = find(window, f"{key}.reason")
    reason.setFocus()
    QTest.keyClick(reason, Qt.Key.Key_Down)
    type_into(find(window, f"{key}.note"), "local protocol")
    press(window, "team.pathology")
    kept = window.draft.state.extras
    assert kept["decisions"] == [
        {"key": key, "verdict": "put_aside", "reason": "team_choice", "note": "local protocol"}
    ]
    assert kept["team"] == ["pathology"]
    assert window.desk.write(tmp_path / "kept.json")
    assert window.desk.open(tmp_path / "kept.json")
    assert dict(window.draft.state.extras) == kept


def test_projector_reveals_line_by_line_and_names_nobody(window: Window) -> None:
    """Nothing of the advice is said before the first key; the case code never."""
    window.desk.open(CASE)
    window.sheets.open_projector()
    rest()
    shown = window.findChild(QWidget, "projector")
    assert isinstance(shown, QWidget)
    first = shown.content.lines[0].text  # type: ignore[attr-defined]
    assert first not in shown.accessibleName()
    assert "REAL-01" not in shown.accessibleName()
    QTest.keyClick(shown, Qt.Key.Key_Right)
    assert first in shown.accessibleName()
    QTest.keyClick(shown, Qt.Key.Key_Left)
    assert first not in shown.accessibleName()
    QTest.keyClick(shown, Qt.Key.Key_Escape)


class _Arrivals(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Note a window."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


def test_no_widget_ever_shows_as_a_window_of_its_own(window: Window) -> None:
    """Nothing flickers up outside the window while pages, panel and advice are rebuilt."""
    arrivals = _Arrivals()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(arrivals)
    window.desk.open(CASE)
    for place in range(len(window.steps)):
        window.go(place)
        window.stack.open_all_fields()
        rest()
    answer(window, "mdt_ned_class", "achievable")
    window.seek_advice("petct-not-first-line")
    rest()
    application.removeEventFilter(arrivals)
    assert arrivals.seen == []


def test_criteria_are_told_and_the_class_is_not_set(window: Window) -> None:
    """Whether the criteria are met is said as it follows; the class stays the team's."""
    window.desk.open(CASE)
    go_to(window, "judgement")
    page = window.stack.page(window.place)
    assert isinstance(page, FactPage)
    assert page.proposal is not None
    assert page.proposal.words.text().startswith("?")
    answer(window, "liver_mets_r0_resectable", False)  # noqa: FBT003 (the fact's value)
    assert page.proposal.words.text().startswith("×")
    assert "mdt_ned_class" not in window.draft.state.facts
