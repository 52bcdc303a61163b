"""What lesions and dates say of facts that were not entered: count, largest diameter, months, weeks."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from crlm_desktop.domain.calendar import months_between, weeks_between
from crlm_desktop.domain.case import Case, Lesion
from crlm_desktop.domain.values import Bound, FactValue

COUNT, DIAMETER = "liver_met_count", "liver_met_max_diameter_cm"


class Disagreement(NamedTuple):
    """An entered value that differs from what another entry says; the entered value wins."""

    fact: str
    entered: FactValue
    implied: FactValue
    source: str


def lesion_facts(lesions: tuple[Lesion, ...]) -> dict[str, FactValue]:
    """Return how many metastases, and the largest diameter in cm (at least, where some are unmeasured)."""
    found: dict[str, FactValue] = {COUNT: len(lesions)}
    measured = [lesion.diameter_cm for lesion in lesions if lesion.diameter_cm is not None]
    if measured:
        largest = max(measured)
        found[DIAMETER] = largest if len(measured) == len(lesions) else Bound(at_least=largest)
    return found


def date_facts(facts: Mapping[str, FactValue], visit_date: date) -> dict[str, FactValue]:
    """Return months and weeks that follow from dates, at the visit (bevacizumab: at the planned surgery)."""
    found: dict[str, FactValue] = {}
    for source, target in (
        ("ned_surgery_date", "months_since_surgery"),
        ("primary_surgery_date", "months_since_primary_surgery"),
    ):
        start = facts.get(source)
        if isinstance(start, date) and start <= visit_date:
            found[target] = months_between(start, visit_date)
    last_dose, planned = facts.get("last_bevacizumab_date"), facts.get("planned_surgery_date")
    if isinstance(last_dose, date):
        weeks = weeks_between(last_dose, planned if isinstance(planned, date) else visit_date)
        if weeks >= 0:
            found["weeks_since_last_bevacizumab"] = weeks
    return found


def _agrees(entered: FactValue, implied: FactValue) -> bool:
    def limits(value: FactValue) -> tuple[float, float]:
        if isinstance(value, Bound):
            low = float("-inf") if value.at_least is None else value.at_least
            return low, float("inf") if value.at_most is None else value.at_most
        number = float(str(value))
        return number, number

    (low, high), (other_low, other_high) = limits(entered), limits(implied)
    return low <= other_high and other_low <= high


def implied_facts(case: Case) -> dict[str, FactValue]:
    """Return what the lesion list and the dates of a case say, whether or not it was also entered."""
    implied = date_facts(case.facts, case.visit_date)
    if case.lesions:
        implied |= lesion_facts(case.lesions)
    return implied


def completed(case: Case) -> dict[str, FactValue]:
    """Return the facts of a case with what lesions and dates add; an entered value always wins."""
    if case.lesions or any(name.endswith("_date") for name in case.facts):
        return {**implied_facts(case), **case.facts}
    return dict(case.facts)


def disagreements(case: Case) -> Iterator[Disagreement]:
    """Yield each entered number of metastases, or diameter, that the lesion list contradicts."""
    if not case.lesions:
        return
    for fact, implied in lesion_facts(case.lesions).items():
        entered = case.facts.get(fact)
        if entered is not None and not _agrees(entered, implied):
            yield Disagreement(fact, entered, implied, "lesions")
