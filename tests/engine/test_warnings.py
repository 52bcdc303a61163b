"""Contradictions that are told: dates against each other and against the visit, the halves of staging."""

from datetime import date
from typing import Any

import pytest

from crlm_desktop.domain.case import Case
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.texts import both
from tests.support import base

VISIT = date(2026, 9, 10)
BEFORE, AFTER = date(2026, 9, 10), date(2026, 9, 11)


def told(**facts: Any) -> set[tuple[str, tuple[str, ...]]]:  # noqa: ANN401 (facts of a case)
    """Return codes and facts of the warnings of a case."""
    decision = evaluate(Case("X", VISIT, {"crlm_diagnosed": True, **facts}), base())
    return {(warning.code, warning.facts) for warning in decision.warnings}


@pytest.mark.parametrize("fact", ["ned_surgery_date", "primary_surgery_date", "last_bevacizumab_date"])
def test_a_date_after_the_visit_is_told(fact: str) -> None:
    """It counts for no interval; on the day of the visit it counts."""
    finding = ("date_after_visit", (fact,))
    assert finding in told(**{fact: AFTER})
    assert finding not in told(**{fact: BEFORE})


def test_the_last_dose_counts_to_a_planned_operation() -> None:
    assert told(last_bevacizumab_date=AFTER, planned_surgery_date=date(2026, 11, 1)) == set()
    assert told(planned_surgery_date=date(2026, 11, 1)) == set()


@pytest.mark.parametrize(
    ("first", "second"),
    [("last_bevacizumab_date", "planned_surgery_date"), ("primary_surgery_date", "ned_surgery_date")],
)
def test_dates_out_of_order_are_told(first: str, second: str) -> None:
    finding = ("dates_out_of_order", (first, second))
    assert finding in told(**{first: date(2026, 5, 2), second: date(2026, 5, 1)})
    assert finding not in told(**{first: date(2026, 5, 1), second: date(2026, 5, 1)})


@pytest.mark.parametrize(
    ("half", "facts"),
    [
        ("interval", {"liver_met_timing": "synchronous", "interval_primary_to_liver_met_months": 14}),
        ("extrahepatic", {"extrahepatic_mets_present": False, "unresectable_extrahepatic_mets": True}),
    ],
)
def test_staging_tells_the_half_that_was_broken(half: str, facts: dict[str, Any]) -> None:
    """One guard holds both contradictions; the warning names this patient's."""
    decision = evaluate(Case("X", VISIT, {"crlm_diagnosed": True, **facts}), base())
    [found] = [warning for warning in decision.warnings if warning.code == "staging_contradiction"]
    assert set(found.facts) == set(facts)
    assert found.text == both(f"warning.staging_{half}")
