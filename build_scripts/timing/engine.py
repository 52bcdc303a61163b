"""How long the evaluation takes."""

import statistics
import time
from datetime import date

from crlm_desktop.domain.case import Case
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.engine.possible import possible
from crlm_desktop.engine.what_if import flips
from crlm_desktop.knowledge.base import Knowledge, knowledge
from timing.by_hand import FLOOR_RULES, floor_states
from timing.rounds import golden, say, seconds


def engine() -> None:
    """Evaluation of all states, of a keystroke, of the full result."""
    base, cases = knowledge(), golden()
    _all_states(base, cases)
    _keystrokes(base, cases)
    full = seconds(lambda: [(evaluate(case, base), flips(case, base)) for case in cases[:8]], 1) / 8
    print(f"{'full result of one case: why, missing, flips':<44} {full * 1e3:.1f} ms (target 20)")


def _all_states(base: Knowledge, cases: list[Case]) -> None:
    by_hand = seconds(lambda: [floor_states(dict(case.facts)) for case in cases], 20)
    ours = seconds(lambda: [possible(case, base).states for case in cases], 20)
    scaled = by_hand / FLOOR_RULES * len(base.items)
    say("all 273 states, masks and settling included", ours / len(cases), scaled / len(cases), "3.0")


def _keystrokes(base: Knowledge, cases: list[Case]) -> None:
    typed = [
        Case("X", case.visit_date, dict(list(case.facts.items())[:known]))
        for case in cases[:12]
        for known in range(0, len(case.facts), 4)
    ]
    evaluate(Case("X", date(2026, 1, 1)), base)
    strokes = []
    for case in typed:
        start = time.perf_counter()
        evaluate(case, base)
        strokes.append((time.perf_counter() - start) * 1e3)
    strokes.sort()
    print(
        f"{'re-evaluation after a keystroke':<44} median {statistics.median(strokes):.1f} ms, "
        f"95 % {strokes[int(len(strokes) * 0.95)]:.1f} ms, worst {strokes[-1]:.1f} ms (target median 8)"
    )
