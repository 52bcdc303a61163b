"""Random hands: a few hundred steps here, thirty minutes by build_scripts/monkey.py."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from monkey import Sample, growth
from monkey_hands import Hands
from PySide6.QtTest import QTest

from crlm_desktop.flow.draft import DraftState
from crlm_desktop.ui.window import Window

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", [1, 2])
def test_random_hands_break_nothing(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Clicks, keys, words, files, dialogs, looks and languages raise nothing; then all is undone."""
    monkeypatch.chdir(tmp_path)
    hands = Hands(window, random.Random(seed), tmp_path)
    for _ in range(250):
        hands.step()
        QTest.qWait(1)
    hands.tidy_windows()
    assert len(hands.done) > 10
    assert window.live.decision is not None
    window.draft.clear()
    window.draft.set_note("x")
    while window.draft.undo():
        pass
    assert window.draft.state == DraftState()


def test_the_script_plays_and_ends_well() -> None:
    """A few seconds of it, in a process of its own."""
    command = [sys.executable, str(ROOT / "build_scripts" / "monkey.py"), "0.1", "3"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "steps" in done.stdout


@pytest.mark.parametrize(
    ("megabytes", "widgets", "told"),
    [
        ([100, 180, 240, 250, 251, 250, 252, 251], [2600, 2600, 2600, 2600, 2600, 2700, 3200, 2600], []),
        ([100, 180, 240, 250, 260, 270, 280, 290], [2600] * 8, ["megabytes 260.0 -> 280.0"]),
        ([250] * 8, [2600, 2600, 2600, 2600, 2700, 2800, 2900, 3000], ["widgets 2700.0 -> 2900.0"]),
    ],
)
def test_growth_is_told_after_warming_up(megabytes: list[int], widgets: list[int], told: list[str]) -> None:
    """What grows at the start only is no leak; what still grows at the end is one."""
    samples = [Sample(0, 0, size, count, 4000) for size, count in zip(megabytes, widgets, strict=True)]
    assert growth(samples) == told
