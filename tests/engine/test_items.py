"""Every item in a written case in which it applies and in one in which it does not."""

import pytest

from crlm_desktop.domain.kleene import STATES
from crlm_desktop.engine.interpreter import Interpreter
from crlm_desktop.engine.possible import possible
from tests.engine.written import ACCEPTED, Written, written
from tests.support import base, case_of, written_cases

ITEMS = written("items")
# What says the same of every patient whose risk score is known has no case in which it is false.
NEVER_FALSE = {"N-5.1.2-p"}


@pytest.mark.parametrize("case", ITEMS, ids=lambda case: case.id)
def test_every_item_is_in_the_expected_state(case: Written) -> None:
    codes = possible(case_of(dict(case.facts)), base()).states
    states = {item.id: STATES[code] for item, code in zip(base().items, codes, strict=True)}
    assert not {
        item: (expected, states[item])
        for item, expected in case.states()
        if states[item] not in ACCEPTED[expected]
    }


def test_the_plain_interpreter_says_the_same() -> None:
    for case in ITEMS:
        run = Interpreter(case_of(dict(case.facts)), base())
        states = {item: run.state(base().item_by_id[item]) for item, _ in case.states()}
        assert all(states[item] in ACCEPTED[expected] for item, expected in case.states()), case.id


def test_every_item_applies_in_a_case_and_does_not_in_another() -> None:
    seen = {pair for case in ITEMS for pair in case.states()}
    items = {item.id for item in base().items}
    assert {item for item, state in seen if state == "applies"} == items
    assert {item for item, state in seen if state == "does_not_apply"} == items - NEVER_FALSE


def test_every_defeater_is_seen_to_strike() -> None:
    struck = {item for case in ITEMS for item, state in case.states() if state == "overridden"}
    assert struck == {item.id for item in base().items if item.unless}


def test_every_case_has_its_own_name_and_a_title() -> None:
    cases = written_cases("items") + written_cases("derived")
    assert len({case["id"] for case in cases}) == len(cases)
    assert all(case["title"] for case in cases)
