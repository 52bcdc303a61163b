"""The case as it may be shown elsewhere: another code, all dates moved by one offset, no free text."""

import secrets
from dataclasses import replace
from datetime import date, timedelta

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.completion import date_facts
from crlm_desktop.domain.values import FactValue
from crlm_desktop.domain.variants import protein_change

NEUTRAL_CODE = "DEIDENTIFIED"
VARIANT = "kras_variant"
_LEAST_DAYS, _MOST_DAYS = 31, 365


def random_offset() -> int:
    """Return days to move every date back: one to twelve months, never to be told."""
    return -(_LEAST_DAYS + secrets.randbelow(_MOST_DAYS - _LEAST_DAYS))


def _facts(case: Case, offset: timedelta) -> dict[str, FactValue]:
    """Return the facts with their dates moved; what follows from dates is kept as it was on the true ones.

    Of a variant as it was typed stays what the rules read of it: where that is nothing, it goes.
    """
    facts = {**date_facts(case.facts, case.visit_date), **case.facts}
    moved = {name: value + offset if isinstance(value, date) else value for name, value in facts.items()}
    change = protein_change(str(moved.pop(VARIANT, "")))
    return moved if change is None else {**moved, VARIANT: change}


def _without_notes(decisions: object) -> object:
    """Return what the team said of lines, without what it typed."""
    if not isinstance(decisions, list | tuple):
        return decisions
    return [
        {key: value for key, value in entry.items() if key != "note"}
        for entry in decisions
        if isinstance(entry, dict)
    ]


def deidentified(case: Case, offset_days: int | None = None) -> Case:
    """Return the case without what could name its patient; intervals, and so the advice, stay as they are.

    `offset_days` is for tests; without it the offset is random and forgotten.
    """
    offset = timedelta(days=random_offset() if offset_days is None else offset_days)
    extras = {key: value for key, value in case.extras.items() if key in {"decisions", "team"}}
    if "decisions" in extras:
        extras["decisions"] = _without_notes(extras["decisions"])
    return replace(
        case,
        case_code=NEUTRAL_CODE,
        visit_date=case.visit_date + offset,
        facts=_facts(case, offset),
        note=None,
        extras=extras,
    )
