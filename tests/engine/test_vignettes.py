"""The vignettes: a clinician's case in, the expected states out."""

from typing import Any

import pytest

from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.engine.interpreter import plain_states
from tests.support import base, case_of, written_cases

ACCEPTED = {
    "applies": {"applies"},
    "overridden": {"overridden"},
    "does_not_apply": {"does_not_apply"},
    "waits": {"needs_data", "conditional"},
}


@pytest.mark.parametrize("written", written_cases("vignettes"), ids=lambda written: written["id"])
def test_every_expected_state(written: dict[str, Any]) -> None:
    decision = evaluate(case_of(written["facts"]), base())
    wrong = {
        item: decision.items[item].state
        for expected, items in written["expect"].items()
        for item in items
        if decision.items[item].state not in ACCEPTED[expected]
    }
    assert wrong == {}


@pytest.mark.parametrize("written", written_cases("vignettes"), ids=lambda written: written["id"])
def test_the_plain_interpreter_agrees(written: dict[str, Any]) -> None:
    case = case_of(written["facts"])
    decision = evaluate(case, base())
    assert plain_states(case, base()) == {item: state.state for item, state in decision.items.items()}
