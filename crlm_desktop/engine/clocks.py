"""The clocks that run for a patient: windows and dates that follow from the lines that apply."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from crlm_desktop.domain.calendar import add_months
from crlm_desktop.engine.decision import Decision

LAST_PLANNED_MONTH = 120
CYCLE_DAYS = {"FOLFOX": 14, "FOLFIRI": 14, "XELOX": 21}
BEVACIZUMAB_DAYS = (42, 56)
REASSESSMENT_DAYS = (45, 61)
SCAN_CYCLES = (2, 3)
CHEMO_AFTER_SHORT_COURSE_DAYS = (7, 14)
ASSESSMENT_AFTER_RADIOTHERAPY_DAYS = 56
CLINIC_MONTHS = (*range(3, 25, 3), *range(30, 61, 6), *range(72, LAST_PLANNED_MONTH + 1, 12))
SCAN_MONTHS = (
    *((month, month) for month in range(3, 25, 3)),
    (30, 36),
    (36, 48),
    (42, 60),
    *((month, month) for month in range(72, LAST_PLANNED_MONTH + 1, 12)),
)
_SECOND_YEAR, _FIFTH_YEAR = 24, 60


class Entry(NamedTuple):
    """One date or window, both ends inclusive; `months` after the start where the clock counts in months."""

    first: date
    last: date
    items: tuple[str, ...]
    months: tuple[int, int] | None = None

    def status(self, day: date) -> str:
        """Return whether the window is ahead, open or past on a day."""
        if day < self.first:
            return "ahead"
        return "open" if day <= self.last else "past"


class Clock(NamedTuple):
    """One clock: the items it comes from, its entries in order.

    `start`: what it counts from. `estimated`: counted from this visit, for want of a better date.
    `missing`: the facts without which it has no dates.
    """

    key: str
    items: tuple[str, ...]
    entries: tuple[Entry, ...]
    start: date | None = None
    estimated: bool = False
    missing: tuple[str, ...] = ()


def clocks(decision: Decision) -> tuple[Clock, ...]:
    """Return every clock whose items apply, in the order of care."""
    return tuple(clock for make in _MAKERS for clock in [make(decision)] if clock is not None)


def _applying(decision: Decision, *items: str) -> tuple[str, ...]:
    states = decision.items
    return tuple(item for item in items if item in states and states[item].state == "applies")


def _date(decision: Decision, fact: str) -> date | None:
    value = decision.facts.get(fact)
    return value if isinstance(value, date) else None


def _from_days(
    key: str, items: tuple[str, ...], decision: Decision, fact: str, days: tuple[int, int]
) -> Clock | None:
    if not items:
        return None
    start = _date(decision, fact)
    if start is None:
        return Clock(key, items, (), missing=(fact,))
    first, last = (start + timedelta(days=count) for count in days)
    return Clock(key, items, (Entry(first, last, items),), start)


def _bevacizumab(decision: Decision) -> Clock | None:
    """Elective surgery: last dose + 6 to 8 weeks, both ends inside (C23c)."""
    items = _applying(decision, "C23c")
    return _from_days("bevacizumab_surgery", items, decision, "last_bevacizumab_date", BEVACIZUMAB_DAYS)


def _reassessment(decision: Decision) -> Clock | None:
    """Surgical re-assessment during conversion, every 1.5 to 2 months, counted from this visit (C23a)."""
    items = _applying(decision, "C23a", "N-5.2.1-e")
    if not items or "C23a" not in items:
        return None
    start = decision.case.visit_date
    first, last = REASSESSMENT_DAYS
    entries = tuple(
        Entry(start + timedelta(days=first * turn), start + timedelta(days=last * turn), items)
        for turn in (1, 2, 3)
    )
    return Clock("conversion_reassessment", items, entries, start, estimated=True)


def _response_scan(decision: Decision) -> Clock | None:
    """Response imaging after cycle 2 or 3 of neoadjuvant chemotherapy, which fits both printed intervals.

    Cycles last 14 days (FOLFOX, FOLFIRI) or 21 (XELOX); the last finished one is taken to end at this visit.
    """
    items = _applying(decision, "C16b", "N-5.1.2-m1")
    if not items:
        return None
    length = CYCLE_DAYS.get(str(decision.facts.get("neoadjuvant_regimen")))
    done = decision.facts.get("neoadjuvant_cycles_completed")
    cycles = done if isinstance(done, int) and not isinstance(done, bool) else None
    if decision.facts.get("neoadjuvant_chemo") == "planned":
        cycles = 0 if cycles is None else cycles
    wanted = (("neoadjuvant_regimen", length), ("neoadjuvant_cycles_completed", cycles))
    missing = tuple(fact for fact, value in wanted if value is None)
    if length is None or cycles is None:
        return Clock("response_scan", items, (), missing=missing)
    return _scan_entries(items, decision.case.visit_date, cycles, length)


def _scan_entries(items: tuple[str, ...], visit: date, cycles: int, length: int) -> Clock:
    """Return the scan window that is still ahead or open; after cycle 3 the count begins anew."""
    since_scan = cycles % SCAN_CYCLES[1] if cycles > SCAN_CYCLES[1] else cycles
    first, last = (max(target - since_scan, 0) * length for target in SCAN_CYCLES)
    entry = Entry(visit + timedelta(days=first), visit + timedelta(days=last), items)
    return Clock("response_scan", items, (entry,), visit, estimated=True)


def _short_course(decision: Decision) -> Clock | None:
    """Chemotherapy 7 to 14 days after the last fraction of short-course radiotherapy (5.1.5)."""
    items = _applying(decision, "N-5.1.5-f")
    return _from_days(
        "short_course_chemo", items, decision, "rectal_rt_end_date", CHEMO_AFTER_SHORT_COURSE_DAYS
    )


def _primary_assessment(decision: Decision) -> Clock | None:
    """Surgical assessment of the rectal primary 8 weeks after the last fraction (5.1.5)."""
    items = _applying(decision, "N-5.1.5-g")
    days = (ASSESSMENT_AFTER_RADIOTHERAPY_DAYS, ASSESSMENT_AFTER_RADIOTHERAPY_DAYS)
    return _from_days("rectal_assessment", items, decision, "rectal_rt_end_date", days)


def _colonoscopy(decision: Decision) -> Clock | None:
    """First complete colonoscopy 3 to 6 months after resection of the primary, if none was complete (7.1)."""
    items = _applying(decision, "N-7.1-b", "N-7.1-b2")
    if not items:
        return None
    start = _date(decision, "primary_surgery_date")
    if start is None:
        return Clock("colonoscopy", items, (), missing=("primary_surgery_date",))
    return Clock("colonoscopy", items, (_months(start, 3, 6, items),), start)


def _months(start: date, first: int, last: int, items: tuple[str, ...]) -> Entry:
    return Entry(add_months(start, first), add_months(start, last), items, (first, last))


def _band(month: int) -> str:
    """Return the band of a month: 24 and 60 belong to the earlier one."""
    return "a" if month <= _SECOND_YEAR else "b" if month <= _FIFTH_YEAR else "c"


def _follow_up(
    decision: Decision, key: str, statement: str, months: Iterator[tuple[int, int]]
) -> Clock | None:
    items = _applying(decision, *(f"{statement}{band}" for band in "abc"))
    if not items:
        return None
    start = _date(decision, "ned_surgery_date")
    if start is None:
        return Clock(key, items, (), missing=("ned_surgery_date",))
    entries = tuple(_months(start, first, last, (f"{statement}{_band(last)}",)) for first, last in months)
    return Clock(key, items, entries, start)


def _clinic(decision: Decision) -> Clock | None:
    """History, examination, CEA, CA19-9: every 3 months for 2 years, every 6 to year 5, yearly (C29)."""
    return _follow_up(decision, "follow_up_clinic", "C29", ((month, month) for month in CLINIC_MONTHS))


def _scans(decision: Decision) -> Clock | None:
    """CT and liver MRI: every 3 months for 2 years, every 6 to 12 to year 5, then yearly (C30)."""
    return _follow_up(decision, "follow_up_imaging", "C30", iter(SCAN_MONTHS))


_MAKERS: tuple[Callable[[Decision], Clock | None], ...] = (
    _response_scan,
    _reassessment,
    _bevacizumab,
    _short_course,
    _primary_assessment,
    _clinic,
    _scans,
    _colonoscopy,
)
