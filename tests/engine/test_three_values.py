"""Invariants over every valid case (Hypothesis)."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.values import Bound, OneOf
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.engine.interpreter import plain_states
from crlm_desktop.engine.possible import possible
from crlm_desktop.engine.result import as_text, result
from tests.support import VISIT, base, cases, facts, values

thorough = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
OPEN = {"needs_data", "conditional"}
# These settle other facts, or count only once they are stated: what they change is not asked for.
STATED_ONLY = {
    fact for item in base().items for fact in item.stated_only or ()
} | {"molecular_specimen", "ras_assay_covers_required_codons", "ras_status", "mmr_ihc_atypical_staining",
     "mmr_ihc_four_antibodies_complete"}  # fmt: skip


@thorough
@given(cases())
def test_evaluation_never_fails_and_agrees_with_plain_interpretation(case: Case) -> None:
    decision = evaluate(case, base())
    assert plain_states(case, base()) == {name: item.state for name, item in decision.items.items()}


@thorough
@given(cases())
def test_the_same_case_gives_the_same_bytes(case: Case) -> None:
    first, second = (as_text(result(evaluate(case, base()), base())) for _ in range(2))
    assert first == second
    assert json.loads(first)["format"] == "crlm-result/1"


@thorough
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(case: Case, shuffler: Any) -> None:  # noqa: ANN401
    pairs = list(case.facts.items())
    shuffler.shuffle(pairs)
    again = Case(case.case_code, case.visit_date, dict(pairs))
    assert possible(case, base()).masks == possible(again, base()).masks


@thorough
@given(facts(), st.data())
def test_learning_a_fact_changes_only_items_that_listed_it(
    known: dict[str, Any], data: st.DataObject
) -> None:
    vocabulary = base().facts.vocabulary
    unknown = [name for name in vocabulary if name not in known and vocabulary[name].type != "date"]
    name = data.draw(st.sampled_from(unknown))
    before = evaluate(Case("T", VISIT, known), base())
    learned = {**known, name: data.draw(values(vocabulary[name]))}
    after = evaluate(Case("T", VISIT, learned), base())
    moved = _moved_facts(Case("T", VISIT, known), Case("T", VISIT, learned))
    if moved & STATED_ONLY or _contradictory(after):
        return
    for item in base().items:
        was, now = before.items[item.id], after.items[item.id]
        if item.asks and was.state in OPEN and now.state != was.state:
            assert moved & set(was.missing), (item.id, name)


def _moved_facts(before: Case, after: Case) -> set[str]:
    first, second = possible(before, base()), possible(after, base())
    return {
        cut.name
        for place, cut in enumerate(base().regions)
        if first.masks[place] != second.masks[place] or first.entered[place] != second.entered[place]
    }


def _contradictory(decision: Any) -> bool:  # noqa: ANN401
    return any(warning.code != "exactly_on_cutoff" for warning in decision.warnings)


@thorough
@given(facts(), st.data())
def test_what_is_listed_as_missing_can_settle_the_item(known: dict[str, Any], data: st.DataObject) -> None:
    decision = evaluate(Case("T", VISIT, known), base())
    waiting = [item for item in base().items if decision.items[item.id].missing]
    if not waiting:
        return
    item = data.draw(st.sampled_from(waiting))
    for fact in decision.items[item.id].missing:
        place = base().region_index[fact]
        assert possible(Case("T", VISIT, known), base()).masks[place].bit_count() > 1
        assert fact in base().facts.vocabulary


@thorough
@given(facts(), st.data())
def test_a_bound_is_the_set_of_values_it_stands_for(known: dict[str, Any], data: st.DataObject) -> None:
    numbers = [cut for cut in base().regions if cut.kind == "number"]
    cut = data.draw(st.sampled_from(numbers))
    low, high = sorted(data.draw(st.tuples(*[st.integers(int(cut.lowest), int(cut.highest))] * 2)))
    bound = Bound(low, high)
    inside = [bit for bit, number in cut.examples() if low <= float(str(number)) <= high]
    united = 0
    for bit in inside:
        united |= bit
    assert united & ~cut.mask(bound) == 0
    assert cut.mask(low) & cut.mask(bound)
    assert cut.mask(high) & cut.mask(bound)


@thorough
@given(st.data())
def test_a_set_of_choices_is_the_union_of_its_values(data: st.DataObject) -> None:
    choices = [cut for cut in base().regions if cut.kind == "choice"]
    cut = data.draw(st.sampled_from(choices))
    codes = data.draw(st.lists(st.sampled_from(sorted(cut.codes)), min_size=2, max_size=4, unique=True))
    united = 0
    for code in codes:
        united |= cut.mask(code)
    assert cut.mask(OneOf(tuple(codes))) == united
