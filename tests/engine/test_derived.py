"""What follows from the answers: derived facts, and what one answer settles of another."""

from typing import Any

import pytest

from crlm_desktop.engine.evaluate import evaluate
from tests.engine.written import Written, written
from tests.support import base, case_of


def as_written(value: Any) -> str:  # noqa: ANN401 (a value of a YAML case)
    """Return a settled value as the engine names it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("case", written("derived"), ids=lambda case: case.id)
def test_what_follows_is_as_written(case: Written) -> None:
    decision = evaluate(case_of(dict(case.facts)), base())
    derived = case.expect.get("derived", {})
    assert {name: decision.derived[name] for name in derived} == derived
    settled = {name: as_written(value) for name, value in case.expect.get("settled", {}).items()}
    assert {name: decision.settled.get(name) for name in settled} == settled
    assert not [name for name in case.expect.get("unsettled", ()) if name in decision.settled]


def test_every_derived_fact_is_written_about() -> None:
    named = {name for case in written("derived") for name in case.expect.get("derived", {})}
    assert named == {fact.name for fact in base().derived} | {"crs_min", "crs_max", "crs_score"}


def test_everything_that_answers_settle_is_written_about() -> None:
    named = {name for case in written("derived") for name in case.expect.get("settled", {})}
    assert named == {settling.fact for settling in base().settlings}
