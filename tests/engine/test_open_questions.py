"""`missing` is exact: compared with brute force over every combination of answers to the open facts."""

from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.kleene import CONDITIONAL, NEEDS_DATA
from crlm_desktop.engine import compiled_states
from crlm_desktop.engine.compiled_items import ITEMS
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.engine.open_questions import missing_facts
from crlm_desktop.engine.possible import possible
from tests.support import VISIT, base, case_of, facts

OPEN = {NEEDS_DATA, CONDITIONAL}
MOST_COMBINATIONS = 3_000


def asked_answers(item: int, masks: tuple[int, ...]) -> dict[int, list[int]]:
    """Return, for each open fact that the item asks for, its distinguishable answers and 'still open'."""
    answers: dict[int, list[int]] = {}
    for question in ITEMS[item]:
        for place, told in question[2] if question else ():
            answers.setdefault(place, []).extend(told)
    found = {}
    for place, groups in answers.items():
        left = sorted({group & masks[place] for group in groups} - {0})
        if len(left) > 1:
            found[place] = [masks[place], *left]
    return found


def by_brute_force(item: int, masks: tuple[int, ...]) -> set[int] | None:
    """Return every fact that settles the item for some answers to the others; None where that is too much."""
    answers = asked_answers(item, masks)
    size = 1
    for options in answers.values():
        size *= len(options)
    if size > MOST_COMBINATIONS:
        return None
    states = {}
    for combination in product(*answers.values()):
        trial = list(masks)
        for place, mask in zip(answers, combination, strict=True):
            trial[place] = mask
        states[combination] = compiled_states.states(trial)[item]
    settling = set()
    for position, place in enumerate(answers):
        for combination, state in states.items():
            if combination[position] == masks[place] and state in OPEN:
                for answer in answers[place][1:]:
                    changed = (*combination[:position], answer, *combination[position + 1 :])
                    if states[changed] not in {state, NEEDS_DATA}:
                        settling.add(place)
    return settling


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts(most=120), st.data())
def test_missing_is_what_brute_force_finds(known: dict[str, Any], data: st.DataObject) -> None:
    masks = possible(Case("T", VISIT, known), base()).masks
    states = compiled_states.states(masks)
    waiting = [place for place, item in enumerate(base().items) if states[place] in OPEN and item.asks]
    for item in data.draw(st.lists(st.sampled_from(waiting), max_size=12, unique=True)) if waiting else ():
        expected = by_brute_force(item, masks)
        if expected is not None:
            assert set(missing_facts(item, masks)) == expected, base().items[item].id


@pytest.mark.parametrize("written", ["C20a", "C15a", "C14", "N-5.1.3-e"])
def test_an_item_that_does_not_apply_asks_nothing(written: str) -> None:
    decision = evaluate(case_of({"crlm_diagnosed": True, "mdt_ned_class": "not_achievable"}), base())
    if decision.items[written].state == "does_not_apply":
        assert decision.items[written].missing == ()


def test_the_contracts_example_asks_only_for_nras() -> None:
    known = {
        "crlm_diagnosed": True, "mdt_ned_class": "potential", "care_phase": "treatment_planning",
        "primary_location": "sigmoid_colon", "kras_status": "wild_type", "braf_status": "wild_type",
    }  # fmt: skip
    state = evaluate(case_of(known), base()).items["C20a"]
    assert (state.state, state.missing) == ("needs_data", ("nras_status",))


def test_t4_alone_suffices_so_nodes_are_not_asked() -> None:
    known = {
        "primary_location": "rectum", "primary_in_situ": True, "mdt_ned_class": "achievable",
        "clinical_t_stage": {"one_of": ["T3", "T4"]},
    }  # fmt: skip
    state = evaluate(case_of(known), base()).items["C19"]
    assert (state.state, state.missing) == ("applies", ())


def test_a_known_class_is_asked_no_more_when_the_gate_is_shut() -> None:
    state = evaluate(case_of({"mdt_ned_class": "potential", "primary_location": "rectum"}), base()).items[
        "C24a"
    ]
    assert (state.state, state.missing) == ("does_not_apply", ())


def test_a_struck_item_ranks_no_fact() -> None:
    known = {"mdt_ned_class": "potential", "care_phase": "conversion", "unfit_for_chemo": True}
    decision = evaluate(case_of(known), base())
    assert decision.items["C20a"].state == "needs_data"
    assert all("C20a" not in entry.settles for entry in decision.missing)
    assert all("C20a" not in waiting.items for waiting in decision.waiting)


def test_what_cannot_be_obtained_is_not_asked_again() -> None:
    known = {"mdt_ned_class": "potential", "care_phase": "conversion"}
    asked = {entry.fact for entry in evaluate(case_of(known), base()).missing}
    spared = evaluate(case_of(known, absent={"nras_status": "not_obtainable"}), base())
    assert "nras_status" in asked
    assert "nras_status" not in {entry.fact for entry in spared.missing}
    assert "nras_status" in spared.items["C20a"].missing


def test_guards_never_ask() -> None:
    decision = evaluate(case_of({}), base())
    for item in base().items:
        if not item.asks:
            assert decision.items[item.id].missing == ()
            assert all(item.id not in entry.settles for entry in decision.missing)
