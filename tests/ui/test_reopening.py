"""A report opened again: dropped, named at the start, locked, foreign, altered, of other knowledge."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import TextStringObject
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMessageBox, QPlainTextEdit, QWidget

from crlm_desktop.engine.decision import Decision
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.paths import resource
from crlm_desktop.report.export import write_report
from crlm_desktop.report.seal import digest
from crlm_desktop.texts import say
from crlm_desktop.ui.app import _FirstPaint, files_of
from crlm_desktop.ui.dialogs import ProblemSheet
from crlm_desktop.ui.reporting import Wish
from crlm_desktop.ui.settings import recovery_file
from crlm_desktop.ui.window import Window
from tests.report.pages import OPTIONS
from tests.support import base
from tests.ui.conftest import MakeWindow
from tests.ui.hands import answer, find, rest

ROOT = Path(__file__).resolve().parents[2]
CASE = resource("cases", "real_sigmoid_multiple.json")
OTHER = resource("cases", "real_rectum_wildtype.json")
OLD = base()._replace(version="0.9.0", sha256="f" * 64)


def _boxes(window: Window) -> list[QMessageBox]:
    rest()
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def _told(window: Window) -> str:
    """Return the words of the one message that is shown, and close it."""
    [box] = _boxes(window)
    words = box.text()
    box.close()
    rest()
    return words


def _decision(window: Window) -> Decision:
    window.desk.open(CASE)
    rest()
    assert window.live.decision is not None
    return window.live.decision


def _page(window: Window, path: Path, knowledge: Knowledge | None = None, **changed: object) -> Path:
    """Write the report of the sigmoid case, then open another case."""
    decision = _decision(window)._replace(**changed)  # type: ignore[arg-type]
    write_report(decision, knowledge or base(), "zh", path, OPTIONS)
    window.desk.open(OTHER)
    rest()
    return path


def drop(target: QWidget, *paths: Path, shift: bool = False) -> bool:
    """Drop files where a widget is, as the system does: what refuses them passes them to what is behind.

    Copy and move are offered; with `shift` a move is proposed.
    """
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    offered = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    place, left = QPointF(target.rect().center()), Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(place.toPoint(), offered, mime, left, keys)
    dropping = QDropEvent(place, offered, mime, left, keys)
    for event in (entering, dropping):
        QApplication.sendEvent(target, event)
        assert not event.isAccepted() or event.dropAction() is Qt.DropAction.CopyAction
    rest()
    return entering.isAccepted()


@pytest.mark.parametrize("where", ["case_code", "visit_date", "note", "age_years", "page"])
def test_a_report_dropped_anywhere_opens_its_case(window: Window, tmp_path: Path, where: str) -> None:
    """Also over a text field: its address never becomes an answer."""
    path = _page(window, tmp_path / "页 一.pdf")
    target: QWidget = window.stack.page(0).viewport() if where == "page" else find(window, where)
    if isinstance(target, QPlainTextEdit):
        target = target.viewport()
    assert drop(target, path)
    state = window.draft.state
    assert (state.case_code, state.note) == ("REAL-01", "")
    assert not state.typed
    assert not window.draft.modified
    assert not _boxes(window)


def test_no_text_field_takes_a_file(window: Window) -> None:
    """Not one field of all pages, nor those of an opened line of advice."""
    _decision(window)
    window.go(len(window.steps) - 1)
    window.seek_advice("petct-not-first-line")
    rest()
    assert isinstance(find(window, "petct-not-first-line.note"), QLineEdit)
    entries = [*window.stack.findChildren(QLineEdit), *window.stack.findChildren(QPlainTextEdit)]
    assert len(entries) > 20
    assert not [entry.objectName() for entry in entries if entry.acceptDrops()]


def test_a_dropped_file_is_never_moved(window: Window, tmp_path: Path) -> None:
    """Shift asks to move; the window takes a copy, or the file manager would remove the file."""
    path = _page(window, tmp_path / "x.pdf")
    assert drop(window, path, shift=True)
    assert window.draft.state.case_code == "REAL-01"


def test_what_is_no_file_is_not_taken(window: Window) -> None:
    """An address of the web, or words, are refused."""
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/report.pdf")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(400, 300).toPoint(), copy, mime, left, none)
    QApplication.sendEvent(window, entering)
    assert not entering.isAccepted()


@pytest.mark.parametrize("wish", [Wish("zh", with_code=False), Wish("zh", deidentified=True)])
def test_a_page_without_its_code_opens_without_alarm(window: Window, tmp_path: Path, wish: Wish) -> None:
    """What was withheld is empty, not a sign in its place; nothing was altered."""
    _decision(window)
    assert window.reports.export(tmp_path / "x.pdf", wish)
    window.desk.open(OTHER)
    assert drop(window, tmp_path / "x.pdf")
    assert window.draft.state.case_code == ""
    assert window.windowTitle().startswith(say("zh", "ui.app"))
    assert not _boxes(window)


def test_a_drop_asks_before_anything_is_lost(window: Window, tmp_path: Path) -> None:
    """Unsaved answers are asked about first; Cancel keeps them."""
    path = _page(window, tmp_path / "x.pdf")
    answer(window, "age_years", 64)
    before = window.draft.state
    drop(window, path)
    [box] = _boxes(window)
    QTest.mouseClick(box.buttons()[-1], Qt.MouseButton.LeftButton)
    rest()
    assert window.draft.state == before


_AT_START = """
import sys
from PySide6.QtWidgets import QApplication
from crlm_desktop.__main__ import main
from crlm_desktop.ui.desk import Desk
opening = Desk.open

def opened(desk, path, **more):
    done = opening(desk, path, **more)
    print(desk._draft.state.case_code, done, desk._draft.modified, flush=True)
    QApplication.exit(0)
    return done

Desk.open = opened
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("name", ["报告 一.pdf", "without-ending"])
def test_a_report_named_at_the_start_opens(window: Window, tmp_path: Path, name: str) -> None:
    """`crlm-desktop report.pdf`, as a process of its own."""
    path = _page(window, tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-c", _AT_START, "-platform", "offscreen", str(path)],
        cwd=ROOT, env=dict(os.environ), capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.split()) == (0, ["REAL-01", "True", "False"]), done.stderr


def test_files_are_told_from_options() -> None:
    assert files_of(["-platform", "offscreen", "a.pdf", "--time-startup", "b.json"]) == ["a.pdf", "b.json"]


@pytest.mark.parametrize("take", [True, False])
def test_a_report_named_at_the_start_costs_no_draft(
    window: Window, make_window: MakeWindow, tmp_path: Path, *, take: bool
) -> None:
    """What was not saved last time is offered before a file that was named; dropped, the file opens."""
    path = _page(window, tmp_path / "x.pdf")
    answer(window, "age_years", 77)
    window.desk.keep()
    kept = recovery_file().read_bytes()
    other = make_window()
    _FirstPaint(other, [str(path)], None)
    other.stack.page(0).widget().repaint()
    rest()
    assert recovery_file().read_bytes() == kept
    [box] = _boxes(other)
    QTest.mouseClick(box.buttons()[0 if take else 1], Qt.MouseButton.LeftButton)
    rest()
    assert other.draft.state.case_code == (window.draft.state.case_code if take else "REAL-01")
    assert other.draft.modified == take


def test_a_wrong_password_is_asked_for_again(window: Window, tmp_path: Path) -> None:
    """Wrong, it asks again and says so; right, the case opens; the buttons speak the person's language."""
    _decision(window)
    assert window.reports.export(tmp_path / "locked.pdf", Wish("zh", password="geheim"))  # noqa: S106
    window.desk.open(OTHER)
    before = window.draft.state
    assert not window.desk.open(tmp_path / "locked.pdf")
    for word, key in (("falsch", "needs_password"), ("geheim", "wrong_password")):
        rest()
        [dialog] = [box for box in window.findChildren(QInputDialog) if box.isVisible()]
        assert window.draft.state == before
        assert dialog.labelText() == say("zh", f"report.carrier.{key}")
        assert (dialog.okButtonText(), dialog.cancelButtonText()) == ("打开", "取消")
        dialog.setTextValue(word)
        dialog.accept()
    rest()
    assert window.draft.state.case_code == "REAL-01"
    assert not _boxes(window)


def test_without_the_password_nothing_changes(window: Window, tmp_path: Path) -> None:
    _decision(window)
    assert window.reports.export(tmp_path / "locked.pdf", Wish("zh", password="geheim"))  # noqa: S106
    window.desk.open(OTHER)
    before = window.draft.state
    window.desk.open(tmp_path / "locked.pdf")
    [dialog] = window.findChildren(QInputDialog)
    dialog.reject()
    rest()
    assert window.draft.state == before
    assert not [box for box in window.findChildren(QInputDialog) if box.isVisible()]


def _foreign(*, attached: bool) -> bytes:
    document = pymupdf.open()
    document.new_page()
    if attached:
        document.embfile_add("letter.json", b"{}")
    return bytes(document.tobytes())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_foreign(attached=False), "no_case"),
        (_foreign(attached=True), "no_case"),
        (b"%PDF-1.7\n", "not_a_report"),
        (b"", "not_a_report"),
        (b"%PDF-1.4\nxref\n0 0\ntrailer\n<< /Root 9 0 R >>\nstartxref\n9\n%%EOF", "not_a_report"),
    ],
)
def test_a_foreign_pdf_is_refused_in_words(window: Window, tmp_path: Path, data: bytes, code: str) -> None:
    window.desk.open(CASE)
    rest()
    before, decision = window.draft.state, window.live.decision
    (tmp_path / "x.pdf").write_bytes(data)
    drop(window, tmp_path / "x.pdf")
    assert _told(window) == say("zh", f"report.carrier.{code}")
    assert window.draft.state == before
    assert window.live.decision is decision


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_half_a_report_is_refused_in_words(window: Window, tmp_path: Path, share: float) -> None:
    """A copy that broke off opens nothing."""
    data = _page(window, tmp_path / "x.pdf").read_bytes()
    (tmp_path / "x.pdf").write_bytes(data[: int(len(data) * share)])
    before = window.draft.state
    assert not window.desk.open(tmp_path / "x.pdf")
    assert _told(window) in {say("zh", f"report.carrier.{code}") for code in ("not_a_report", "no_case")}
    assert window.draft.state == before


def _altered(path: Path, old: bytes, new: bytes, *, with_hash: bool) -> None:
    """Change the case that a report carries, and its hash too if asked."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(path.read_bytes())))
    for file in writer.attachment_list:
        if file.name == "case.json":
            data = file.content.replace(old, new)
            assert data != file.content
            file.content = data
            if with_hash:
                file.description = TextStringObject(f"sha256:{digest(data)}")
    writer.write(str(path))


@pytest.mark.parametrize("with_hash", [False, True])
@pytest.mark.parametrize("change", [(b'"ecog_ps": 1', b'"ecog_ps": 3'), (b'"REAL-01"', b'"REAL-02"')])
def test_an_altered_case_is_told(
    window: Window, tmp_path: Path, change: tuple[bytes, bytes], *, with_hash: bool
) -> None:
    """Also where its hash was made to fit: the result beside it is then another one."""
    path = _page(window, tmp_path / "x.pdf")
    _altered(path, *change, with_hash=with_hash)
    assert window.desk.open(path)
    [box] = _boxes(window)
    assert box.icon() is QMessageBox.Icon.Critical
    assert _told(window) == say("zh", "ui.open.altered", name="x.pdf")


def test_an_altered_case_that_is_none_changes_nothing(window: Window, tmp_path: Path) -> None:
    path = _page(window, tmp_path / "x.pdf", OLD)
    _altered(path, b'"crlm-case/1"', b'"crlm-case/9"', with_hash=False)
    before = window.draft.state
    assert not window.desk.open(path)
    rest()
    sheet = window.findChild(ProblemSheet)
    assert isinstance(sheet, ProblemSheet)
    assert sheet.lines.toPlainText().startswith("format")
    assert window.draft.state == before
    sheet.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_other_knowledge_is_named(make_window: MakeWindow, tmp_path: Path, language: str) -> None:
    """Edition and hash of both, and that the advice is the same."""
    window = make_window(language)
    assert window.desk.open(_page(window, tmp_path / "x.pdf", OLD))
    words = _told(window)
    for part in ("0.9.0", "f" * 12, base().version, base().sha256[:12], say(language, "ui.reopened.same")):
        assert part in words
    assert window.draft.state.case_code == "REAL-01"


def test_advice_that_changed_with_the_knowledge_is_listed(window: Window, tmp_path: Path) -> None:
    """What stood on the page and no longer does, and what has come."""
    standing = [line for line in _decision(window).advice if line.state == "applies"]
    stranger = standing[0]._replace(key="stranger", headline={"zh": "从前的一条建议", "en": "A former line"})
    path = _page(window, tmp_path / "x.pdf", OLD, advice=(stranger, *standing[1:]))
    assert window.desk.open(path)
    lines = _told(window).splitlines()
    assert lines[1:] == [
        say("zh", "ui.reopened.gone"), "• 从前的一条建议",
        say("zh", "ui.reopened.come"), f"• {standing[0].headline['zh']}",
    ]  # fmt: skip


def test_other_knowledge_and_an_altered_case_are_both_told(window: Window, tmp_path: Path) -> None:
    path = _page(window, tmp_path / "x.pdf", OLD)
    _altered(path, b'"REAL-01"', b'"REAL-02"', with_hash=False)
    assert window.desk.open(path)
    words = _told(window)
    assert say("zh", "ui.open.altered", name="x.pdf") in words
    assert "0.9.0" in words
    assert say("zh", "ui.reopened.same") not in words
