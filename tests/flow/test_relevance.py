"""What is asked, named or folded: nothing that can change a line is ever hidden."""

from datetime import date

import pytest

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.values import Absence
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.flow.draft import Draft
from crlm_desktop.flow.relevance import Interest, asked, interests, still_open
from tests.support import base, case_of, written_cases

FIRST_VISITS = (
    {"crlm_diagnosed": True, "care_phase": "workup"},
    {"crlm_diagnosed": True, "care_phase": "workup", "age_years": 64, "primary_location": "sigmoid_colon"},
    {"crlm_diagnosed": True, "care_phase": "treatment_planning", "liver_met_timing": "synchronous"},
)
MOST = 40


def _interests(case: Case) -> dict[str, Interest]:
    draft = Draft()
    draft.open(case)
    return interests(evaluate(case, base()), draft.state, base().facts.vocabulary)


@pytest.mark.parametrize("facts", FIRST_VISITS)
def test_first_visit_asks_at_most_forty(facts: dict[str, object]) -> None:
    """A typical first visit opens at most 40 of the 184 fields."""
    found = _interests(case_of(facts))
    assert len(found) == 184
    assert sum(interest is Interest.ASKED for interest in found.values()) <= MOST


def test_nothing_missing_is_folded_in_any_vignette() -> None:
    """In every vignette each fact that a waiting line misses is asked or named, each answered one is open."""
    cases = [vignette for vignette in written_cases("vignettes") if "facts" in vignette]
    assert cases
    for vignette in cases:
        case = case_of(vignette["facts"])
        decision, found = evaluate(case, base()), _interests(case)
        for line in decision.waiting:
            assert all(found[fact] is not Interest.FOLDED for fact in line.missing), vignette
        assert all(found[fact] is Interest.ASKED for fact in case.facts)


def test_every_waiting_line_has_its_next_question_open() -> None:
    """For each line that waits at least one of its questions stands open on a page."""
    case = case_of(dict(FIRST_VISITS[0]))
    draft = Draft()
    draft.open(case)
    decision = evaluate(case, base())
    now = asked(decision, draft.state)
    assert all(now.intersection(line.missing) for line in decision.waiting if line.missing)


def test_what_cannot_be_had_is_not_asked_again() -> None:
    """A fact marked as not obtainable no longer counts as open, but its field stays."""
    case = Case("x", date(2025, 1, 1), {"crlm_diagnosed": True}, {"kras_status": Absence.NOT_OBTAINABLE})
    draft = Draft()
    draft.open(case)
    decision = evaluate(case, base())
    assert "kras_status" not in still_open(decision, draft.state)
    assert "kras_status" in asked(decision, draft.state)
