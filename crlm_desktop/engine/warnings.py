"""Contradictions and exact cut-offs in what was entered, each with the facts concerned."""

from collections.abc import Iterator
from datetime import date

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.completion import disagreements
from crlm_desktop.domain.kleene import APPLIES
from crlm_desktop.engine.decision import Warning as Finding
from crlm_desktop.engine.possible import Possible
from crlm_desktop.engine.reasons import settling_facts
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import LANGUAGES, Bilingual, both, say

_GUARDS = {
    "G1": "msi_mmr_discordant",
    "G2": "primary_site_side_contradiction",
    "G9": "primary_state_contradiction",
    "G20": "staging_contradiction",
    "G3": "exactly_on_cutoff",
    "G5": "class_against_criteria",
    "G6": "criteria_against_class",
}
CONTRADICTIONS = ("G1", "G2", "G9", "G20")
_STAGING = {
    "interval": {"liver_met_timing", "interval_primary_to_liver_met_months"},
    "extrahepatic": {"extrahepatic_mets_present", "unresectable_extrahepatic_mets"},
}
_FACTS = {
    "G2": ("primary_location", "primary_side_recorded"),
    "G9": ("primary_in_situ", "primary_resected"),
}


def warnings(view: Possible, states: tuple[int, ...], case: Case, knowledge: Knowledge) -> Iterator[Finding]:
    """Yield every warning of a case, contradictions first."""
    for place, item in enumerate(knowledge.items):
        if item.id in _GUARDS and states[place] == APPLIES:
            facts = _FACTS.get(item.id) or settling_facts(place, view.masks, knowledge)
            yield Finding(_GUARDS[item.id], facts, _guard_text(facts) or item.text)
    yield from _clashes(view, knowledge)
    for found in disagreements(case):
        yield Finding("lesions_disagree", (found.fact,), both("warning.lesions_disagree"))
    yield from _dates(view, case.visit_date)


def _guard_text(facts: tuple[str, ...]) -> Bilingual | None:
    """Return the half of the guard on staging that was broken; its item names both."""
    found = [half for half, names in _STAGING.items() if names.issubset(facts)]
    return both(f"warning.staging_{found[0]}") if len(found) == 1 else None


def _clashes(view: Possible, knowledge: Knowledge) -> Iterator[Finding]:
    if not view.clashes:
        return
    from crlm_desktop.knowledge.nodes import names_in
    from crlm_desktop.knowledge.parsing import parse

    told: set[frozenset[str]] = set()
    for clash in view.clashes:
        settling = knowledge.settlings[clash]
        source = settling.condition if settling.condition is not None else str(settling.to)
        facts = (
            *dict.fromkeys(name for name in names_in(parse(source)) if name in view.facts),
            settling.fact,
        )
        if frozenset(facts) not in told:
            told.add(frozenset(facts))
            yield Finding("answers_disagree", facts, _named("warning.answers_disagree", facts, knowledge))


def _named(key: str, facts: tuple[str, ...], knowledge: Knowledge) -> dict[str, str]:
    vocabulary = knowledge.facts.vocabulary
    return {
        language: say(language, key, facts=" / ".join(vocabulary[fact].label[language] for fact in facts))
        for language in LANGUAGES
    }


_ENDS_AT_VISIT = ("ned_surgery_date", "primary_surgery_date", "last_bevacizumab_date")
_ORDER = (
    ("last_bevacizumab_date", "planned_surgery_date"),
    ("primary_surgery_date", "ned_surgery_date"),
)


def _dates(view: Possible, visit: date) -> Iterator[Finding]:
    planned = isinstance(view.facts.get("planned_surgery_date"), date)
    for name in _ENDS_AT_VISIT:
        to_surgery = planned and name == "last_bevacizumab_date"
        when = view.facts.get(name)
        if isinstance(when, date) and when > visit and not to_surgery:
            yield Finding("date_after_visit", (name,), both("warning.date_after_visit"))
    for first, second in _ORDER:
        early, late = view.facts.get(first), view.facts.get(second)
        if early is not None and late is not None and str(early) > str(late):
            yield Finding("dates_out_of_order", (first, second), both(f"warning.dates_{first}"))
