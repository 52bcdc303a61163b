"""Months clamp to the month's end, weeks are days / 7, and a day is written in one way only."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crlm_desktop.domain.calendar import add_months, iso_day, months_between, weeks_between

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),  # leap year
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 3, date(2024, 4, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 5, 31), 0, date(2024, 5, 31)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 1, 15), 60, date(2029, 1, 15)),
    ],
)
def test_months_clamp_to_the_end_of_the_month(start: date, months: int, expected: date) -> None:
    assert add_months(start, months) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2024, 1, 31), date(2024, 2, 29), 1),  # the clamped end of a whole month
        (date(2023, 1, 31), date(2023, 2, 28), 1),
        (date(2022, 1, 15), date(2024, 1, 15), 24),
        (date(2024, 2, 29), date(2029, 2, 28), 60),
        (date(2024, 1, 1), date(2024, 1, 1), 0),
        (date(2024, 2, 1), date(2024, 1, 1), 0),  # nothing has passed yet
        (date(2024, 1, 1), date(2024, 1, 11), 10 / 31),
        (date(2024, 2, 1), date(2024, 2, 11), 10 / 29),
    ],
)
def test_whole_months_and_the_share_of_the_running_one(start: date, end: date, expected: float) -> None:
    assert months_between(start, end) == pytest.approx(expected)


def test_the_day_before_and_after_month_24() -> None:
    operated = date(2022, 1, 15)
    assert months_between(operated, date(2024, 1, 14)) < 24
    assert months_between(operated, date(2024, 1, 15)) == 24
    assert months_between(operated, date(2024, 1, 16)) > 24


@given(DAYS, st.integers(1, 240))
def test_months_added_are_months_between(start: date, months: int) -> None:
    assert months_between(start, add_months(start, months)) == months


@given(DAYS, st.integers(0, 4_000))
def test_months_never_go_back(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    assert months_between(start, end) <= months_between(start, end + timedelta(days=1))


@pytest.mark.parametrize(
    ("days", "expected"), [(41, 41 / 7), (42, 6), (43, 43 / 7), (56, 8), (0, 0), (-7, -1)]
)
def test_weeks_are_days_by_seven(days: int, expected: float) -> None:
    assert weeks_between(date(2024, 3, 1), date(2024, 3, 1) + timedelta(days=days)) == pytest.approx(expected)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2024-1-5",
        "20240105",
        "2024-W01-5",
        "2024-02-30",
        "05.01.2024",
        "2024-01-05 ",
        "２０２４-01-05",
        "2024/01/05",
    ],
)
def test_any_other_spelling_is_no_day(written: str) -> None:
    assert iso_day(written) is None


@given(DAYS)
def test_a_day_reads_back(day: date) -> None:
    assert iso_day(day.isoformat()) == day
