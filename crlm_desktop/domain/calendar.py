"""Calendar arithmetic of the consensus clocks: months clamp to the month's end, weeks are days / 7."""

import calendar
from datetime import date

DAYS_PER_WEEK = 7
MONTHS_PER_YEAR = 12
_ISO_DAY = "2024-01-31"


def iso_day(written: str) -> date | None:
    """Return the day that `YYYY-MM-DD` writes; None for any other spelling, ISO week dates included."""
    if len(written) != len(_ISO_DAY) or written[4::3] != _ISO_DAY[4::3]:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def add_months(start: date, months: int) -> date:
    """Return the date `months` calendar months after `start`; the day clamps to the month's end."""
    index = start.year * MONTHS_PER_YEAR + start.month - 1 + months
    year, month = divmod(index, MONTHS_PER_YEAR)
    month += 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def months_between(start: date, end: date) -> float:
    """Return calendar months from `start` to `end`: whole months, plus the running month's elapsed part.

    A whole month ends on the same day number, clamped to the month's end; 0 where `end` is earlier.
    """
    if end <= start:
        return 0.0
    whole = (end.year - start.year) * MONTHS_PER_YEAR + end.month - start.month
    while add_months(start, whole) > end:
        whole -= 1
    reached = add_months(start, whole)
    if reached == end:
        return float(whole)
    following = add_months(start, whole + 1)
    return whole + (end - reached).days / (following - reached).days


def weeks_between(start: date, end: date) -> float:
    """Return weeks from `start` to `end` (days / 7); negative where `end` is earlier."""
    return (end - start).days / DAYS_PER_WEEK
