"""The reader of case files: what is sound is taken as it stands, and reads back as it was written."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crlm_desktop.domain.case import Case, Lesion
from crlm_desktop.domain.problems import CaseFileError, Problem
from crlm_desktop.domain.values import Absence, Bound, OneOf
from tests.command_line.broken import case_data
from tests.support import TODAY, base, case_reader, cases

# Any valid JSON, and more so what looks like a case.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def read(facts: dict[str, Any], **more: Any) -> Case:  # noqa: ANN401 (case file data)
    """Return the case of these facts."""
    return case_reader().read(json.dumps(case_data(facts=facts, **more)), TODAY)


def problems_of(data: Any) -> list[Problem] | None:  # noqa: ANN401 (any JSON)
    """Return what the reader finds wrong; None for a sound case."""
    try:
        case_reader().case(data, TODAY)
    except CaseFileError as refused:
        return refused.problems
    return None


@pytest.mark.parametrize(
    ("fact", "written", "expected"),
    [
        ("crlm_diagnosed", True, True),
        ("liver_met_count", 3, 3),
        ("liver_met_count", {"at_least": 3}, Bound(at_least=3)),
        ("liver_met_count", {"at_least": 3, "at_most": 5}, Bound(3, 5)),
        ("liver_met_count", {"at_least": 3, "at_most": 3}, 3),
        ("liver_met_max_diameter_cm", {"at_most": 2.0}, Bound(at_most=2.0)),
        ("cea_ug_l", 41, 41.0),
        ("clinical_t_stage", "T3", "T3"),
        ("clinical_t_stage", {"one_of": ["T3", "T4"]}, OneOf(("T3", "T4"))),
        ("clinical_t_stage", {"one_of": ["T3", "T3"]}, "T3"),
        ("kras_variant", "p.G12C", "p.G12C"),
        ("extrahepatic_sites", ["lung", "bone", "lung"], ("lung", "bone")),
        ("extrahepatic_sites", [], ()),
        ("ned_surgery_date", "2023-05-31", date(2023, 5, 31)),
        ("planned_surgery_date", "2999-01-01", date(2999, 1, 1)),
    ],
)
def test_a_sound_value_is_taken(fact: str, written: Any, expected: Any) -> None:  # noqa: ANN401
    case = read({fact: written})
    assert case.facts == {fact: expected}
    assert type(case.facts[fact]) is type(expected)


def test_null_is_unknown() -> None:
    assert read(dict.fromkeys(base().facts.vocabulary)).facts == {}


def test_everything_else_is_taken() -> None:
    case = read(
        {},
        absent={"kras_status": "pending", "flr_pct": "not_obtainable"},
        lesions=[
            {"segment": "S4a", "diameter_cm": 2.8},
            {"segment": "S5"},
            {"segment": "S8", "diameter_cm": None},
        ],
        note="a\nb",
        done=["mdt-guidance"],
    )
    assert case.absence("kras_status") is Absence.PENDING
    assert case.absence("flr_pct") is Absence.NOT_OBTAINABLE
    assert case.absence("nras_status") is Absence.NOT_ASKED
    assert case.lesions == (Lesion("S4a", 2.8), Lesion("S5"), Lesion("S8"))
    assert (case.note, case.done) == ("a\nb", ("mdt-guidance",))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_a_case_reads_back_as_it_was(case: Case) -> None:
    again = case_reader().read(json.dumps(case.as_json(), ensure_ascii=False).encode(), TODAY)
    assert again.as_json() == case.as_json()
    assert dict(again.facts) == dict(case.facts)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(JSON)
def test_no_json_at_all_breaks_the_reader(data: Any) -> None:  # noqa: ANN401
    for candidate in (data, case_data(facts=data), case_data(lesions=data), case_data(absent=data)):
        assert problems_of(candidate) != []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(base().facts.vocabulary)), JSON)
def test_no_value_at_all_breaks_the_reader(fact: str, value: Any) -> None:  # noqa: ANN401
    problems = problems_of(case_data(facts={fact: value})) or []
    assert all(problem.place.startswith(f"facts.{fact}") for problem in problems)


@given(st.binary(max_size=60))
def test_no_bytes_at_all_break_the_reader(data: bytes) -> None:
    with pytest.raises(CaseFileError):
        case_reader().read(data, TODAY)
