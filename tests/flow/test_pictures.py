"""The pictures' own reasoning, without a window: shapes, liver map, pathway, calendar file."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crlm_desktop.domain.case import SEGMENTS, Lesion
from crlm_desktop.engine.clocks import clocks
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.flow.calendar_file import calendar_file
from crlm_desktop.flow.draft import UNNAMED
from crlm_desktop.flow.liver_map import DRAWN_SEGMENTS, parts_of, segment_at, spots_of, summary_of
from crlm_desktop.flow.shapes import contains, drawing, steps_of
from crlm_desktop.pathway.standings import Standing, standings
from crlm_desktop.pathway.stations import pathway
from crlm_desktop.texts import say
from tests.support import base, case_of, cases

if TYPE_CHECKING:
    from crlm_desktop.engine.decision import Decision

WORKUP = {"crlm_diagnosed": True, "care_phase": "workup"}
CONVERSION = {"crlm_diagnosed": True, "care_phase": "conversion", "mdt_ned_class": "potential"}


def standing_of(facts: dict[str, object]) -> dict[str, Standing]:
    return standings(evaluate(case_of(facts), base()), base())


def test_every_site_of_the_bowel_is_drawn_and_labelled() -> None:
    codes = {choice.code for choice in base().facts.vocabulary["primary_location"].choices}
    drawn = codes - {"right_colon", "left_colon", "colon_unspecified"}
    bowel = drawing("bowel")
    assert drawn <= set(bowel.shapes)
    assert drawn == set(bowel.anchors)
    for site in drawn:
        assert contains(bowel.shapes[site].polygon(), bowel.anchors[site].target)


def test_every_segment_of_the_liver_is_drawn_and_labelled() -> None:
    assert set(DRAWN_SEGMENTS) == set(SEGMENTS) - {"S4"}
    liver = drawing("liver")
    for segment in DRAWN_SEGMENTS:
        assert segment_at(liver.anchors[segment].label) == segment


def test_segments_lie_where_a_surgeon_expects_them() -> None:
    place = {segment: drawing("liver").anchors[segment].label for segment in DRAWN_SEGMENTS}
    for upper, lower in (("S7", "S6"), ("S8", "S5"), ("S4a", "S4b"), ("S2", "S3")):
        assert place[upper][1] < place[lower][1]
    for right, left in (
        ("S7", "S8"),
        ("S6", "S5"),
        ("S8", "S4a"),
        ("S5", "S4b"),
        ("S4b", "S3"),
        ("S4a", "S2"),
    ):
        assert place[right][0] < place[left][0]  # the patient's right is on the viewer's left


def test_only_plain_paths_are_read() -> None:
    for odd in ("m1 2", "M1 2A3 4", "M1", "M1 2Z3", "M1 2C3 4 5 6"):
        with pytest.raises(ValueError, match=r".+"):
            steps_of(odd)


@pytest.mark.parametrize(
    ("segments", "side"),
    [
        ("S5 S6", "right"),
        ("S7 S8 S1", "right"),
        ("S2", "left"),
        ("S4", "left"),
        ("S4a S4b S3", "left"),
        ("S5 S4b", "both"),
        ("S1", "caudate"),
        ("", "none"),
    ],
)
def test_hemiliver(segments: str, side: str) -> None:
    assert summary_of(tuple(Lesion(segment) for segment in segments.split())).side == side


def test_liver_figures() -> None:
    found = summary_of((Lesion("S5", 2.8), Lesion("S6", 1.2), Lesion("S8")))
    assert (found.count, found.largest_cm, found.unmeasured) == (3, 2.8, 1)
    assert summary_of(()).largest_cm is None


LESIONS = st.lists(
    st.builds(Lesion, st.sampled_from(SEGMENTS), st.none() | st.floats(0.1, 40, allow_nan=False)), max_size=36
).map(tuple)


@settings(max_examples=25, deadline=None)
@given(LESIONS)
def test_every_metastasis_is_drawn_in_its_segment(lesions: tuple[Lesion, ...]) -> None:
    for lesion, spot in zip(lesions, spots_of(lesions), strict=True):
        assert segment_at((spot.x, spot.y)) in parts_of(lesion.segment)


def test_every_item_has_its_station() -> None:
    placed = [item for node in pathway().nodes for item in node.items]
    assert sorted(placed) == sorted(item.id for item in base().items)


def test_ways_lead_from_station_to_station() -> None:
    names = {node.id for node in pathway().nodes}
    assert {end for edge in pathway().edges for end in (edge.first, edge.second)} <= names
    classes = {choice.code for choice in base().facts.vocabulary["mdt_ned_class"].choices}
    assert {edge.ned_class for edge in pathway().edges if edge.ned_class} == classes
    for node in pathway().nodes:
        for language in ("zh", "en"):
            assert say(language, f"pictures.pathway.node.{node.id}")


def test_the_class_is_the_junction_until_the_team_has_set_it() -> None:
    found = standing_of(WORKUP)
    assert found["imaging"].state == "lit"
    assert (found["class"].state, found["class"].questions) == ("waiting", ("mdt_ned_class",))
    assert found["conversion"].questions == ()  # no question behind a question


def test_a_class_closes_the_other_ways() -> None:
    found = standing_of(CONVERSION)
    assert found["class"].state == found["conversion"].state == found["reassessment"].state == "lit"
    assert found["class"].answered
    assert found["neoadjuvant"].state == found["goal"].state == found["liver_radiotherapy"].state == "dim"


def test_a_regimen_is_not_lit_while_ras_or_braf_is_open() -> None:
    left = CONVERSION | {
        "primary_location": "sigmoid_colon",
        "kras_status": "wild_type",
        "nras_status": "wild_type",
    }
    waiting = standing_of(left)["conversion_left_wild_type"]
    assert waiting.state == "waiting"
    assert "braf_status" in waiting.questions
    assert standing_of(left | {"braf_status": "wild_type"})["conversion_left_wild_type"].state == "lit"
    assert standing_of(left | {"braf_status": "V600E"})["conversion_left_wild_type"].state == "dim"


def test_pelvic_radiotherapy_is_no_station_of_a_colon_cancer() -> None:
    achievable = WORKUP | {"mdt_ned_class": "achievable"}
    assert (
        standing_of(achievable | {"primary_location": "sigmoid_colon"})["rectal_radiotherapy"].state == "dim"
    )
    assert standing_of(achievable | {"primary_location": "rectum"})["rectal_radiotherapy"].state == "waiting"


def test_a_score_that_straddles_the_limit_waits() -> None:
    parts = {"liver_met_timing": "synchronous", "liver_met_count": 1, "liver_met_max_diameter_cm": 6.0}
    open_score = standing_of(WORKUP | parts | {"primary_node_positive": False})["crs"]
    assert (open_score.state, open_score.figures) == ("waiting", (2, 3))
    assert "cea_ug_l" in open_score.questions
    assert standing_of(WORKUP | parts | {"cea_ug_l": 300})["crs"].state == "lit"


@settings(max_examples=60, deadline=None)
@given(cases())
def test_a_lit_station_has_a_line_that_applies(case: object) -> None:
    decision: Decision = evaluate(case, base())  # type: ignore[arg-type]
    for standing in standings(decision, base()).values():
        if standing.state == "lit":
            assert standing.applying or standing.passed or standing.answered
        assert standing.state in {"lit", "conditional", "waiting", "dim"}


FOLLOW_UP: dict[str, object] = {
    "crlm_diagnosed": True,
    "ned_after_treatment": True,
    "care_phase": "follow_up",
    "ned_surgery_date": "2025-08-31",
}


def follow_up_file(
    language: str = "zh",
    *,
    with_code: bool = False,
    code: str = "WANG-007",
    facts: dict[str, object] = FOLLOW_UP,
    **more: object,
) -> bytes:
    decision = evaluate(case_of(facts, case_code=code, **more), base())
    return calendar_file(clocks(decision), decision, base(), language, with_code=with_code)


def test_calendar_file_reads_back() -> None:
    from icalendar import Calendar

    data = follow_up_file()
    events = list(Calendar.from_ical(data).walk("VEVENT"))
    assert len(events) == len({str(event["UID"]) for event in events})
    first = min(events, key=lambda event: event.decoded("DTSTART"))
    assert first.decoded("DTSTART") == date(2026, 2, 28)  # November's visit is past
    assert first.decoded("DTEND") == date(2026, 3, 1)
    assert "共识 29" in str(first["DESCRIPTION"]) or "共识 30" in str(first["DESCRIPTION"])


def test_calendar_file_keeps_to_the_standard() -> None:
    data = follow_up_file("en")
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"VERSION:2.0" in lines
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"DTSTART;VALUE=DATE:") == data.count(b"BEGIN:VEVENT")


def test_calendar_file_names_nobody_unless_asked() -> None:
    assert b"WANG" not in follow_up_file()
    assert b"WANG-007" in follow_up_file(with_code=True)
    assert follow_up_file() == follow_up_file()


def uids(data: bytes) -> set[bytes]:
    return {line for line in data.split(b"\r\n") if line.startswith(b"UID:")}


def test_a_later_file_moves_events_instead_of_doubling_them() -> None:
    assert uids(follow_up_file(visit_date="2026-04-01")) < uids(follow_up_file(visit_date="2025-10-01"))


def test_cases_without_a_code_share_no_event() -> None:
    """Each of them keeps its own: one patient's file never moves the events of another."""
    other = FOLLOW_UP | {"ned_surgery_date": "2025-06-15"}
    files = [
        follow_up_file(code=UNNAMED),
        follow_up_file(code=UNNAMED, note="bed 4"),
        follow_up_file(code=UNNAMED, visit_date="2026-04-01"),
        follow_up_file(code=UNNAMED, facts=other),
        follow_up_file(),
    ]
    assert len(set().union(*map(uids, files))) == sum(len(uids(data)) for data in files)


def test_a_case_without_a_code_opened_again_has_the_same_events() -> None:
    turned = dict(reversed(FOLLOW_UP.items()))
    assert uids(follow_up_file(code=UNNAMED)) == uids(follow_up_file("en", code=UNNAMED, facts=turned))
