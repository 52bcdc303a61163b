"""What lesions and dates add to a case, and what they never overwrite."""

from datetime import date
from typing import Any

import pytest

from crlm_desktop.domain.case import Case, Lesion
from crlm_desktop.domain.completion import completed, disagreements
from crlm_desktop.domain.values import Bound

VISIT = date(2024, 6, 30)
COUNT, LARGEST = "liver_met_count", "liver_met_max_diameter_cm"


def case(facts: dict[str, Any] | None = None, *lesions: Lesion) -> Case:
    """Return a case with these facts and lesions."""
    return Case("T", VISIT, facts or {}, lesions=lesions or None)


def test_lesions_are_counted_and_measured() -> None:
    found = completed(case({}, Lesion("S5", 2.8), Lesion("S4a", 5.1), Lesion("S8", 1.0)))
    assert (found[COUNT], found[LARGEST]) == (3, 5.1)


def test_an_unmeasured_lesion_leaves_a_lower_limit() -> None:
    found = completed(case({}, Lesion("S5", 2.8), Lesion("S8")))
    assert (found[COUNT], found[LARGEST]) == (2, Bound(at_least=2.8))


def test_lesions_without_a_size_say_only_how_many() -> None:
    found = completed(case({}, Lesion("S5"), Lesion("S5")))
    assert found == {COUNT: 2}


def test_what_was_typed_wins() -> None:
    found = completed(case({COUNT: 5, LARGEST: 1.5}, Lesion("S5", 2.8)))
    assert (found[COUNT], found[LARGEST]) == (5, 1.5)


@pytest.mark.parametrize(
    ("typed", "disagrees"),
    [
        ({COUNT: 2}, False),
        ({COUNT: 3}, True),
        ({COUNT: Bound(at_least=2)}, False),
        ({COUNT: Bound(at_least=3)}, True),
        ({LARGEST: 2.8}, False),
        ({LARGEST: 2.7}, True),
        ({LARGEST: Bound(at_most=2.8)}, False),
        ({LARGEST: Bound(at_most=2.7)}, True),
    ],
)
def test_a_typed_value_that_disagrees_is_told(typed: dict[str, Any], disagrees: bool) -> None:  # noqa: FBT001
    found = list(disagreements(case(typed, Lesion("S5", 2.8), Lesion("S6", 1.0))))
    assert bool(found) is disagrees
    assert all(entry.fact in typed and entry.source == "lesions" for entry in found)


def test_without_lesions_nothing_disagrees() -> None:
    assert not list(disagreements(case({COUNT: 3})))


@pytest.mark.parametrize(
    ("source", "target"),
    [("ned_surgery_date", "months_since_surgery"), ("primary_surgery_date", "months_since_primary_surgery")],
)
def test_months_follow_from_a_date(source: str, target: str) -> None:
    assert completed(case({source: date(2022, 6, 30)}))[target] == 24
    assert completed(case({source: date(2022, 6, 30), target: 3.0}))[target] == 3.0
    assert target not in completed(case({source: date(2024, 7, 1)}))


def test_weeks_run_to_the_planned_operation_else_to_the_visit() -> None:
    weeks = "weeks_since_last_bevacizumab"
    last = {"last_bevacizumab_date": date(2024, 6, 9)}
    assert completed(case(last))[weeks] == 3
    assert completed(case({**last, "planned_surgery_date": date(2024, 7, 21)}))[weeks] == 6
    assert completed(case({**last, "planned_surgery_date": date(2024, 7, 21), weeks: 8.0}))[weeks] == 8.0
    assert weeks not in completed(case({**last, "planned_surgery_date": date(2024, 6, 8)}))
