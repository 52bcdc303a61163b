"""Why a line does not apply, and the nearest change that brings it: named, true, and as few as can be."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.kleene import APPLIES, FALSE, TRUE
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.engine.nearest import Change, NearestChange, truth_of
from crlm_desktop.engine.possible import possible
from crlm_desktop.engine.warnings import CONTRADICTIONS
from crlm_desktop.engine.what_if import flips
from crlm_desktop.engine.why_not import STOPPED, STRUCK, Cause, WhyNot
from tests.support import base, case_of, cases, written_cases

ABSENT = {"does_not_apply", "overridden"}


def changed(case: Case, changes: Iterable[Change]) -> Case:
    """Return the case answered otherwise as said."""
    facts = dict(case.facts)
    for change in changes:
        facts.pop(change.fact, None)
        if change.value is not None:
            facts[change.fact] = change.value
    return replace(case, facts=facts)


def _near(case: Case) -> Iterator[tuple[str, tuple[Change, ...]]]:
    view = possible(case, base())
    search = NearestChange(view, base())
    for item, state in zip(base().items, view.states, strict=True):
        if state != APPLIES:
            yield item.id, search.to(item.id)


def _state(case: Case, item: str) -> int:
    return possible(case, base()).states[base().item_index[item]]


@pytest.mark.parametrize("written", written_cases("vignettes"), ids=lambda written: written["id"])
def test_the_nearest_change_brings_every_item(written: dict[str, Any]) -> None:
    """Answered as said, every item of every vignette applies; the few without a near change are told."""
    case = case_of(written["facts"])
    found = dict(_near(case))
    wrong = [item for item, changes in found.items() if _state(changed(case, changes), item) != APPLIES]
    without = [item for item, changes in found.items() if not changes]
    assert wrong == without
    assert len(set(without) - set(CONTRADICTIONS)) <= 4


@pytest.mark.parametrize("written", written_cases("vignettes"), ids=lambda written: written["id"])
def test_what_one_fact_brings_is_brought_by_one_fact(written: dict[str, Any]) -> None:
    """Where one answer brings an item, nothing else known has to change; open facts alone may do it too."""
    case = case_of(written["facts"])
    singles = set()
    for flip in flips(case, base()):
        alone = changed(case, [Change(flip.fact, flip.value, is_answer=False)])
        if flip.after == "applies" and not _contradictions(alone, flip.item) - _contradictions(case, ""):
            singles.add(flip.item)
    found = dict(_near(case))
    assert singles
    assert {item for item in singles if len(found[item]) > 1 and not all(map(_answers, found[item]))} == set()


def _contradictions(case: Case, apart_from: str) -> set[str]:
    """Return what contradicts in a case: answers that settle otherwise, and our checks that say so."""
    view = possible(case, base())
    guards = {guard for guard in CONTRADICTIONS if view.states[base().item_index[guard]] == APPLIES}
    return {*map(str, view.clashes), *guards} - {apart_from}


@pytest.mark.parametrize("written", written_cases("vignettes"), ids=lambda written: written["id"])
def test_no_change_contradicts_what_stays(written: dict[str, Any]) -> None:
    """What is said to bring an item leaves no entry that disagrees with another."""
    case = case_of(written["facts"])
    before = _contradictions(case, "")
    found = {item: _contradictions(changed(case, changes), item) - before for item, changes in _near(case)}
    assert {item for item, contradictions in found.items() if contradictions} == set()


def _answers(change: Change) -> bool:
    return change.is_answer


@given(cases(), st.sampled_from(base().items))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_nearest_change_is_true_of_any_case(case: Case, item: Any) -> None:  # noqa: ANN401 (an item)
    """Whatever was entered, what is said to bring an item brings it."""
    changes = NearestChange(possible(case, base()), base()).to(item.id)
    if changes:
        assert _state(changed(case, changes), item.id) == APPLIES


def _stopped_alone(cause: Cause, item: str, case: Case) -> bool:
    """Tell whether the facts of a cause, and nothing else, keep an item from applying."""
    view = possible(case, base())
    known = {base().region_index[fact] for fact in cause.facts}
    masks = [
        mask if place in known else base().regions[place].everything for place, mask in enumerate(view.masks)
    ]
    if cause.kind == STRUCK:
        assert cause.by is not None
        return truth_of(base().item_index[cause.by], masks) == TRUE
    return truth_of(base().item_index[item], masks) == FALSE


@pytest.mark.parametrize("written", written_cases("vignettes"), ids=lambda written: written["id"])
def test_the_facts_named_stop_the_item_alone(written: dict[str, Any]) -> None:
    """The facts named suffice, whatever all others are."""
    case = case_of(written["facts"])
    decision = evaluate(case, base())
    why = WhyNot(decision, base())
    told = {item: why.causes(item) for item, state in decision.items.items() if state.state in ABSENT}
    assert all(told.values())
    assert all(
        _stopped_alone(cause, item, case)
        for item, causes in told.items()
        for cause in causes
        if cause.kind in {STOPPED, STRUCK} and item != "G9"  # its contradiction is not among the facts
    )


def test_every_stopping_fact_is_named() -> None:
    """Two facts that stop an item, each alone, are both named."""
    case = case_of({"crlm_diagnosed": True, "mdt_ned_class": "achievable", "care_phase": "follow_up"})
    (cause,) = WhyNot(evaluate(case, base()), base()).causes("N-5.2.2-c")
    assert cause == Cause(STOPPED, ("mdt_ned_class", "care_phase"))


def test_what_strikes_an_item_is_named_with_its_facts() -> None:
    """A triplet is struck by neuropathy; without it the triplet stands."""
    facts = {
        "crlm_diagnosed": True,
        "care_phase": "conversion",
        "mdt_ned_class": "potential",
        "primary_location": "cecum",
        "fit_for_intensive_chemo": True,
        "peripheral_neuropathy": True,
    }
    case = case_of(facts)
    why = WhyNot(evaluate(case, base()), base())
    assert why.causes("C20b") == (Cause(STRUCK, ("peripheral_neuropathy",), "G13"),)
    assert why.nearest("C20b") == (Change("peripheral_neuropathy", value=False, is_answer=False),)


def test_a_fact_that_follows_tells_from_what() -> None:
    """What was not entered is told by the entries from which it follows, and those are to be changed."""
    case = case_of({"crlm_diagnosed": True, "treatment_naive": True})
    why = WhyNot(evaluate(case, base()), base())
    assert why.follows_from("bevacizumab_given") == ("treatment_naive",)
    assert why.follows_from("treatment_naive") == ()
    (cause,) = why.causes("G14")
    assert cause == Cause(STOPPED, ("bevacizumab_given",))
    assert next(change.fact for change in why.nearest("G14")) == "treatment_naive"


def test_the_nearest_number_is_the_next_one() -> None:
    """At least three metastases become one, not none; 2.8 cm become 1.9 cm."""
    case = case_of({
        "crlm_diagnosed": True,
        "care_phase": "treatment_planning",
        "mdt_ned_class": "achievable",
        "liver_met_count": {"at_least": 3},
        "liver_met_max_diameter_cm": 2.8,
        "good_prognosis_mdt": True,
    })  # fmt: skip
    changes = WhyNot(evaluate(case, base()), base()).nearest("N-5.1.2-c")
    assert {change.fact: change.value for change in changes} == {
        "liver_met_count": 1,
        "liver_met_max_diameter_cm": 1.9,
    }
