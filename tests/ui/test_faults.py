"""A fault in the program: told, the result withdrawn, and the window lives on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from crlm_desktop.paths import resource
from crlm_desktop.ui import drawn_page
from crlm_desktop.ui.projector import Projector
from crlm_desktop.ui.window import Window
from tests.ui.hands import find, rest

ROOT = Path(__file__).resolve().parents[2]
CASE = resource("cases", "real_sigmoid_multiple.json")


class _Failing:
    """Stands for a drawing that fails; keeps the painter it was given."""

    def __init__(self) -> None:
        self.painters: list[QPainter] = []

    def __call__(self, *given: object) -> None:
        self.painters += [thing for thing in given if isinstance(thing, QPainter)]
        raise ValueError("no drawing")


def test_a_page_that_cannot_be_drawn_leaves_no_painter_behind(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A painter that outlives its picture takes the whole program with it."""
    window.desk.open(CASE)
    rest()
    failing = _Failing()
    monkeypatch.setattr(drawn_page, "draw_page", failing)
    with pytest.raises(ValueError, match="no drawing"):
        window.reports.export(tmp_path / "page.png")
    assert [painter.isActive() for painter in failing.painters] == [False]
    assert not list(tmp_path.glob("*.png"))


def test_a_widget_that_cannot_be_painted_leaves_no_painter_behind(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The projector fails to paint; the fault is caught like any other and the window stays."""
    window.desk.open(CASE)
    rest()
    failing = _Failing()
    monkeypatch.setattr(Projector, "_lines", failing)
    with qtbot.capture_exceptions() as caught:
        window.sheets.open_projector()
        qtbot.waitUntil(lambda: bool(caught))
        find(window, "projector").close()
        rest()
    assert {kind for kind, _, _ in caught} == {ValueError}
    assert failing.painters
    assert not any(painter.isActive() for painter in failing.painters)
    assert window.isVisible()


def test_a_failing_command_of_the_running_app(tmp_path: Path) -> None:
    """Told at once, no result left, nothing leaves, nothing said of the patient; the next answer mends it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.fresh_fault", str(tmp_path / "page.pdf")],
        cwd=ROOT,
        env={**os.environ, "CRLM_CONFIG_DIR": str(tmp_path), "CRLM_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "before": True,
        "told": 1,
        "after": False,
        "rows": 0,
        "offered": False,
        "exported": False,
        "goes on": True,
    }
    assert "ValueError" in done.stderr
    assert "417" not in done.stderr
