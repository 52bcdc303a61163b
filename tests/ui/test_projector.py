"""The wall shows the case as it stands: it follows every entry, another case and a fault."""

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crlm_desktop.paths import resource
from crlm_desktop.texts import say
from crlm_desktop.ui.projector import Projector
from crlm_desktop.ui.window import Window
from tests.ui.hands import answer, rest

CASE = resource("cases", "real_sigmoid_multiple.json")


def wall(window: Window, revealed: int = 3) -> Projector:
    """Open the example and reveal some lines to the room."""
    window.desk.open(CASE)
    rest()
    window.sheets.open_projector()
    rest()
    shown = window.findChild(Projector)
    assert isinstance(shown, Projector)
    for _ in range(revealed):
        QTest.keyClick(shown, Qt.Key.Key_Right)
    return shown


def seen(shown: Projector) -> list[str]:
    return [line.key for line in shown.content.lines[: shown.revealed]]


def test_the_wall_follows_what_is_entered(window: Window) -> None:
    """An age or a mutation that comes in while the room looks on stands on the wall."""
    shown = wall(window)
    before, facts = seen(shown), shown.content.facts
    answer(window, "kras_status", "mutant")
    answer(window, "age_years", 71)
    rest()
    assert "KRAS：突变型" in shown.content.facts
    assert "KRAS：突变型" not in facts
    assert "71" in shown.accessibleName()
    standing = {line.key for line in shown.content.lines}
    assert set(seen(shown)) == set(before) & standing
    assert window.live.decision is not None
    assert standing <= {advice.key for advice in window.live.decision.advice}


def test_a_line_that_comes_between_is_hidden_until_its_turn(window: Window) -> None:
    """A line that comes back is shown only if the room has seen it; else the next key shows it."""
    shown = wall(window)
    first, second, third = (line.key for line in shown.content.lines[:3])
    decision = window.live.decision
    assert decision is not None
    without = decision._replace(advice=tuple(line for line in decision.advice if line.key != second))
    shown.show_decision(without)
    assert seen(shown) == [first, third]
    shown.show_decision(decision)
    assert seen(shown) == [first, second, third]
    QTest.keyClick(shown, Qt.Key.Key_Home)
    shown.show_decision(without)
    for _ in range(2):
        QTest.keyClick(shown, Qt.Key.Key_Right)
    after = seen(shown)
    shown.show_decision(decision)
    assert seen(shown) == after
    assert second not in after
    QTest.keyClick(shown, Qt.Key.Key_Right)
    assert seen(shown) == [*after, second]
    QTest.keyClick(shown, Qt.Key.Key_Left)
    assert seen(shown) == after


def test_nothing_of_one_patient_is_shown_with_the_next(window: Window, tmp_path: Path) -> None:
    """New, or another case opened: its own facts, and its advice hidden though the lines are the same."""
    shown = wall(window)
    texts = [line.text for line in shown.content.lines[:3]]
    other = json.loads(CASE.read_text(encoding="utf-8"))
    other["facts"]["age_years"] = 41
    (tmp_path / "other.json").write_text(json.dumps(other), encoding="utf-8")
    assert window.desk.open(tmp_path / "other.json")
    rest()
    assert shown.isVisible()
    assert shown.revealed == 0
    assert "41" in shown.accessibleName()
    assert not [text for text in texts if text in shown.accessibleName()]
    QTest.keyClick(shown, Qt.Key.Key_Right)
    window.desk.new()
    rest()
    assert (shown.revealed, window.live.decision is not None) == (0, True)
    assert "41" not in shown.accessibleName()


def test_a_fault_clears_the_wall(window: Window) -> None:
    """Withdrawn advice is withdrawn there too, in words; the next sound result comes back as it was seen."""
    shown = wall(window)
    before = seen(shown)
    window.sheets.take_fault("ValueError")
    rest()
    sentence = say("zh", "ui.panel.nothing")
    assert shown.accessibleName() == sentence
    assert (shown.content.facts, shown.content.lines, shown.revealed) == ((), (), 0)
    shown.grab()
    window.live.evaluate()
    assert seen(shown) == before
    assert sentence not in shown.accessibleName()
