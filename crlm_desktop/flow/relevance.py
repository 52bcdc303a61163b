"""Which facts matter now: the next question of every waiting line is open, the others stand by name.

A fact that is missing for a waiting line is never hidden: it is asked now, or its name stands on the page and
opens its field. Only what can change nothing is folded away behind a count.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from crlm_desktop.domain.values import Absence
from crlm_desktop.flow.pages import ADVICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.flow.draft import DraftState
    from crlm_desktop.flow.pages import Step

# Without these a page could not be opened up again.
OPENERS = frozenset({"crlm_diagnosed", "care_phase", "age_years"})
# What a first visit comes with on paper: asked at once as long as it can change a line.
FIRST_VISIT = frozenset({
    "ecog_ps", "primary_location", "primary_in_situ", "primary_node_positive", "liver_met_timing",
    "liver_met_count", "liver_met_max_diameter_cm", "cea_ug_l", "extrahepatic_mets_present", "kras_status",
    "nras_status", "braf_status", "msi_status", "mmr_status", "her2_status", "liver_mri_ever_done",
    "treatment_naive", "mdt_ned_class",
})  # fmt: skip


class Interest(Enum):
    """How much a fact matters now."""

    ASKED = "asked"
    NAMED = "named"
    FOLDED = "folded"


def open_facts(decision: Decision) -> frozenset[str]:
    """Return the facts that a waiting line, or a conditional line's open question, still needs."""
    waiting = (fact for line in decision.waiting for fact in line.missing)
    conditional = (fact for line in decision.advice for fact in line.unsettled)
    ranked = (entry.fact for entry in decision.missing)
    return frozenset((*waiting, *conditional, *ranked))


def next_questions(decision: Decision) -> frozenset[str]:
    """Return the best next question of every item that waits, and the open ones of conditional lines."""
    rank = {entry.fact: place for place, entry in enumerate(decision.missing)}
    found = {fact for line in decision.advice for fact in line.unsettled}
    for line in decision.waiting:
        for item in line.items:
            ranked = [fact for fact in decision.items[item].missing if fact in rank]
            if ranked:
                found.add(min(ranked, key=rank.__getitem__))
    return frozenset(found)


def answered(state: DraftState) -> frozenset[str]:
    """Return the facts that hold a value, a typed text or a reason for being unknown."""
    return frozenset((*state.facts, *state.typed, *state.absent))


def still_open(decision: Decision | None, state: DraftState) -> frozenset[str]:
    """Return the facts worth asking: they can change a line, and nobody said that they cannot be had."""
    if decision is None:
        return frozenset()
    out_of_reach = {name for name, reason in state.absent.items() if reason is Absence.NOT_OBTAINABLE}
    return open_facts(decision) - out_of_reach - frozenset(state.facts)


def asked(decision: Decision, state: DraftState) -> frozenset[str]:
    """Return the facts whose fields are open: answered, contradicted, asked next, first-visit."""
    first = FIRST_VISIT & open_facts(decision)
    return OPENERS | answered(state) | next_questions(decision) | first | frozenset(contradicted(decision))


def interests(decision: Decision | None, state: DraftState, facts: Iterable[str]) -> dict[str, Interest]:
    """Return how much each fact matters now; before the first result every fact is asked."""
    names = tuple(facts)
    if decision is None:
        return dict.fromkeys(names, Interest.ASKED)
    now, later = asked(decision, state), open_facts(decision)
    return {name: _interest(name, now, later) for name in names}


def _interest(name: str, now: frozenset[str], later: frozenset[str]) -> Interest:
    if name in now:
        return Interest.ASKED
    return Interest.NAMED if name in later else Interest.FOLDED


def contradicted(decision: Decision) -> Iterator[str]:
    """Yield the facts that a contradiction names."""
    return (fact for warning in decision.warnings for fact in warning.facts)


def progress(
    steps: Iterable[Step], decision: Decision | None, state: DraftState
) -> dict[str, tuple[int, int]]:
    """Return, per step, how many facts are filled and how many still matter; at the advice, lines."""
    filled, matters = answered(state), still_open(decision, state)
    counts = {step.id: (_among(step, filled), _among(step, matters)) for step in steps}
    return counts | {ADVICE: (len(decision.advice), len(decision.waiting)) if decision else (0, 0)}


def _among(step: Step, names: frozenset[str]) -> int:
    return sum(fact.name in names for fact in step.facts)
