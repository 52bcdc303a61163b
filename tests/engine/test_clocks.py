"""The clocks against calendars worked by hand (month lengths and leap days counted out)."""

from datetime import date
from typing import Any

import pytest

from crlm_desktop.engine.clocks import Clock, clocks
from crlm_desktop.engine.evaluate import evaluate
from tests.support import base, case_of

CONVERSION = {"crlm_diagnosed": True, "mdt_ned_class": "potential", "care_phase": "conversion"}
NED = {"crlm_diagnosed": True, "ned_after_treatment": True, "care_phase": "follow_up"}
RECTUM = {"crlm_diagnosed": True, "primary_in_situ": True, "primary_location": "rectum"}
NEOADJUVANT = {"crlm_diagnosed": True, "mdt_ned_class": "achievable", "care_phase": "neoadjuvant"}


def clocks_of(facts: dict[str, Any], visit: str = "2026-01-15") -> dict[str, Clock]:
    decision = evaluate(case_of(facts, visit_date=visit), base())
    return {clock.key: clock for clock in clocks(decision)}


def windows(clock: Clock) -> list[tuple[date, date]]:
    return [(entry.first, entry.last) for entry in clock.entries]


def only(clock: Clock) -> tuple[date, date]:
    [window] = windows(clock)
    return window


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("last_dose", "opens", "closes"),
    [
        ("2026-01-01", "2026-02-12", "2026-02-26"),  # 30 days to 31 Jan + 12; + 14
        ("2025-12-01", "2026-01-12", "2026-01-26"),  # 30 to 31 Dec + 12
        ("2025-11-01", "2025-12-13", "2025-12-27"),  # 29 to 30 Nov + 13
        ("2025-02-01", "2025-03-15", "2025-03-29"),  # 27 to 28 Feb + 15
        ("2024-02-01", "2024-03-14", "2024-03-28"),  # leap year: 28 to 29 Feb + 14
        ("2025-12-31", "2026-02-11", "2026-02-25"),  # 31 to 31 Jan + 11
        ("2025-06-15", "2025-07-27", "2025-08-10"),  # 15 to 30 Jun + 27; 14 more: 4 to 31 Jul + 10
        ("2025-08-20", "2025-10-01", "2025-10-15"),  # 11 to 31 Aug + 30 Sep + 1
        ("2025-10-10", "2025-11-21", "2025-12-05"),  # 21 to 31 Oct + 21; 14 more: 9 to 30 Nov + 5
        ("2024-12-30", "2025-02-10", "2025-02-24"),  # 1 + 31 + 10
    ],
)
def test_surgery_after_bevacizumab(last_dose: str, opens: str, closes: str) -> None:
    facts = CONVERSION | {
        "bevacizumab_given": True,
        "last_bevacizumab_date": last_dose,
        "surgeon_reassessed_resectable": True,
    }
    clock = clocks_of(facts)["bevacizumab_surgery"]
    assert only(clock) == (d(opens), d(closes))
    entry = clock.entries[0]
    assert entry.status(d(opens)) == entry.status(d(closes)) == "open"
    assert entry.status(date.fromordinal(d(opens).toordinal() - 1)) == "ahead"
    assert entry.status(date.fromordinal(d(closes).toordinal() + 1)) == "past"


def test_surgery_after_bevacizumab_without_the_date() -> None:
    clock = clocks_of(CONVERSION | {"bevacizumab_given": True, "surgeon_reassessed_resectable": True})
    assert clock["bevacizumab_surgery"].missing == ("last_bevacizumab_date",)
    assert "bevacizumab_surgery" not in clocks_of(CONVERSION | {"bevacizumab_given": False})


@pytest.mark.parametrize(
    ("visit", "first", "second", "third"),
    [
        # + 45 to 61, + 90 to 122, + 135 to 183 days
        (
            "2026-01-15",
            ("2026-03-01", "2026-03-17"),
            ("2026-04-15", "2026-05-17"),
            ("2026-05-30", "2026-07-17"),
        ),
        (
            "2026-03-01",
            ("2026-04-15", "2026-05-01"),
            ("2026-05-30", "2026-07-01"),
            ("2026-07-14", "2026-08-31"),
        ),
        (
            "2026-05-01",
            ("2026-06-15", "2026-07-01"),
            ("2026-07-30", "2026-08-31"),
            ("2026-09-13", "2026-10-31"),
        ),
        (
            "2025-07-01",
            ("2025-08-15", "2025-08-31"),
            ("2025-09-29", "2025-10-31"),
            ("2025-11-13", "2025-12-31"),
        ),
        (
            "2024-01-16",
            ("2024-03-01", "2024-03-17"),
            ("2024-04-15", "2024-05-17"),
            ("2024-05-30", "2024-07-17"),
        ),
        (
            "2025-12-17",
            ("2026-01-31", "2026-02-16"),
            ("2026-03-17", "2026-04-18"),
            ("2026-05-01", "2026-06-18"),
        ),
        (
            "2025-11-01",
            ("2025-12-16", "2026-01-01"),
            ("2026-01-30", "2026-03-03"),
            ("2026-03-16", "2026-05-03"),
        ),
        (
            "2025-09-30",
            ("2025-11-14", "2025-11-30"),
            ("2025-12-29", "2026-01-30"),
            ("2026-02-12", "2026-04-01"),
        ),
        (
            "2025-02-28",
            ("2025-04-14", "2025-04-30"),
            ("2025-05-29", "2025-06-30"),
            ("2025-07-13", "2025-08-30"),
        ),
        (
            "2025-06-01",
            ("2025-07-16", "2025-08-01"),
            ("2025-08-30", "2025-10-01"),
            ("2025-10-14", "2025-12-01"),
        ),
    ],
)
def test_reassessment_during_conversion(
    visit: str, first: tuple[str, str], second: tuple[str, str], third: tuple[str, str]
) -> None:
    clock = clocks_of(CONVERSION, visit)["conversion_reassessment"]
    assert windows(clock) == [(d(opens), d(closes)) for opens, closes in (first, second, third)]
    assert clock.estimated


@pytest.mark.parametrize(
    ("regimen", "state", "cycles", "opens", "closes"),
    [
        ("FOLFOX", "planned", None, "2026-02-12", "2026-02-26"),  # 2 and 3 x 14 = 28 and 42 days
        ("FOLFIRI", "planned", None, "2026-02-12", "2026-02-26"),  # the same
        ("XELOX", "planned", None, "2026-02-26", "2026-03-19"),  # 2 and 3 x 21 = 42 and 63 days
        ("FOLFOX", "ongoing", 0, "2026-02-12", "2026-02-26"),  # none finished: as planned
        ("FOLFOX", "ongoing", 1, "2026-01-29", "2026-02-12"),  # 1 and 2 to go: 14 and 28 days
        ("FOLFOX", "ongoing", 2, "2026-01-15", "2026-01-29"),  # due now, at the latest after one more
        ("FOLFOX", "ongoing", 3, "2026-01-15", "2026-01-15"),  # due now
        ("FOLFOX", "ongoing", 4, "2026-01-29", "2026-02-12"),  # one since the scan after cycle 3
        ("XELOX", "ongoing", 1, "2026-02-05", "2026-02-26"),  # 21 and 42 days
        ("XELOX", "ongoing", 2, "2026-01-15", "2026-02-05"),  # 0 and 21 days
    ],
)
def test_response_scan(regimen: str, state: str, cycles: int | None, opens: str, closes: str) -> None:
    facts: dict[str, Any] = NEOADJUVANT | {"neoadjuvant_chemo": state, "neoadjuvant_regimen": regimen}
    if cycles is not None:
        facts["neoadjuvant_cycles_completed"] = cycles
    clock = clocks_of(facts)["response_scan"]
    assert only(clock) == (d(opens), d(closes))
    assert clock.estimated


def test_response_scan_names_what_it_needs() -> None:
    clock = clocks_of(NEOADJUVANT | {"neoadjuvant_chemo": "ongoing"})["response_scan"]
    assert clock.entries == ()
    assert clock.missing == ("neoadjuvant_regimen", "neoadjuvant_cycles_completed")


@pytest.mark.parametrize(
    ("last_fraction", "chemo_from", "chemo_to", "assessment"),
    [
        ("2026-01-09", "2026-01-16", "2026-01-23", "2026-03-06"),  # 22 to 31 Jan + 28 Feb + 6
        ("2025-12-19", "2025-12-26", "2026-01-02", "2026-02-13"),  # 12 + 31 + 13
        ("2025-01-03", "2025-01-10", "2025-01-17", "2025-02-28"),  # 28 + 28
        ("2024-01-05", "2024-01-12", "2024-01-19", "2024-03-01"),  # 26 + 29 (leap) + 1
        ("2025-06-27", "2025-07-04", "2025-07-11", "2025-08-22"),  # 3 + 31 + 22
        ("2025-10-31", "2025-11-07", "2025-11-14", "2025-12-26"),  # 30 + 26
        ("2025-04-30", "2025-05-07", "2025-05-14", "2025-06-25"),  # 31 + 25
        ("2025-08-29", "2025-09-05", "2025-09-12", "2025-10-24"),  # 2 + 30 + 24
        ("2025-02-28", "2025-03-07", "2025-03-14", "2025-04-25"),  # 31 + 25
        ("2025-12-31", "2026-01-07", "2026-01-14", "2026-02-25"),  # 31 + 25
    ],
)
def test_short_course_radiotherapy(
    last_fraction: str, chemo_from: str, chemo_to: str, assessment: str
) -> None:
    found = clocks_of(RECTUM | {"rectal_rt_modality": "SCRT", "rectal_rt_end_date": last_fraction})
    assert only(found["short_course_chemo"]) == (d(chemo_from), d(chemo_to))
    assert only(found["rectal_assessment"]) == (d(assessment), d(assessment))


def test_long_course_has_no_chemotherapy_window() -> None:
    found = clocks_of(RECTUM | {"rectal_rt_modality": "CRT", "rectal_rt_end_date": "2026-01-09"})
    assert set(found) & {"short_course_chemo", "rectal_assessment"} == {"rectal_assessment"}


@pytest.mark.parametrize(
    ("surgery", "months", "due"),
    [
        ("2025-08-31", 3, "2025-11-30"),  # November has 30 days
        ("2025-08-31", 6, "2026-02-28"),  # February clamps
        ("2025-08-31", 9, "2026-05-31"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2025-11-29", 27 - 24, "2026-02-28"),
        ("2025-08-29", 30, "2028-02-29"),  # leap February
        ("2025-12-31", 60, "2030-12-31"),
        ("2024-02-29", 24, "2026-02-28"),  # the leap day clamps
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-10-15", 72, "2031-10-15"),
    ],
)
def test_follow_up_in_the_clinic(surgery: str, months: int, due: str) -> None:
    clock = clocks_of(NED | {"ned_surgery_date": surgery})["follow_up_clinic"]
    entry = next(entry for entry in clock.entries if entry.months == (months, months))
    assert (entry.first, entry.last) == (d(due), d(due))


def test_follow_up_bands() -> None:
    found = clocks_of(NED | {"ned_surgery_date": "2025-10-15"})
    clinic = [entry.months[0] for entry in found["follow_up_clinic"].entries if entry.months]
    assert clinic == [3, 6, 9, 12, 15, 18, 21, 24, 30, 36, 42, 48, 54, 60, 72, 84, 96, 108, 120]
    scans = [entry.months for entry in found["follow_up_imaging"].entries if entry.months]
    assert scans[7:12] == [(24, 24), (30, 36), (36, 48), (42, 60), (72, 72)]
    items = {entry.months: entry.items for entry in found["follow_up_imaging"].entries}
    assert items[24, 24] == ("C30a",)
    assert items[30, 36] == items[42, 60] == ("C30b",)
    assert items[72, 72] == ("C30c",)


def test_no_follow_up_calendar_without_ned() -> None:
    assert clocks_of({"crlm_diagnosed": True, "care_phase": "follow_up", "ned_after_treatment": False}) == {}
    assert clocks_of({}) == {}
    undated = clocks_of(NED | {"months_since_surgery": 10})
    assert undated["follow_up_clinic"].missing == ("ned_surgery_date",)


@pytest.mark.parametrize(
    ("surgery", "opens", "closes"),
    [
        ("2025-08-31", "2025-11-30", "2026-02-28"),  # both ends clamp
        ("2025-09-30", "2025-12-30", "2026-03-30"),
        ("2025-10-31", "2026-01-31", "2026-04-30"),  # April has 30 days
        ("2025-11-30", "2026-02-28", "2026-05-30"),
        ("2025-12-01", "2026-03-01", "2026-06-01"),
        ("2025-07-20", "2025-10-20", "2026-01-20"),
        ("2023-08-31", "2023-11-30", "2024-02-29"),  # leap year; overdue by the visit
        ("2023-11-29", "2024-02-29", "2024-05-29"),
        ("2025-12-31", "2026-03-31", "2026-06-30"),
        ("2025-03-31", "2025-06-30", "2025-09-30"),
    ],
)
def test_colonoscopy_after_an_incomplete_one(surgery: str, opens: str, closes: str) -> None:
    facts = NED | {
        "preop_colonoscopy_incomplete": True,
        "postop_complete_colonoscopy_done": False,
        "primary_resected": True,
        "primary_surgery_date": surgery,
    }
    assert only(clocks_of(facts)["colonoscopy"]) == (d(opens), d(closes))
