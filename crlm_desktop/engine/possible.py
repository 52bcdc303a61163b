"""A case as the rules see it: for every fact the set of what is still possible, and what it leads to."""

from collections.abc import Mapping
from typing import NamedTuple

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.completion import completed
from crlm_desktop.domain.kleene import TRUE, UNKNOWN, truth
from crlm_desktop.domain.values import FactValue
from crlm_desktop.engine import compiled_states
from crlm_desktop.engine.decision import DerivedValue
from crlm_desktop.knowledge.base import Knowledge

CRS_PARTS = (
    "primary_node_positive",
    "within_12_months",
    "liver_met_count",
    "liver_met_max_diameter_cm",
    "cea_ug_l",
)


class Possible(NamedTuple):
    """What is still possible.

    `typed`: of what was entered; `masks`: after everything that answers settle; `clashes`: the settlings,
    by their place, that an entered value contradicts.
    """

    facts: Mapping[str, FactValue]
    typed: tuple[int, ...]
    masks: tuple[int, ...]
    entered: bytes
    clashes: tuple[int, ...] = ()

    @property
    def states(self) -> tuple[int, ...]:
        """Return the state of every item, in the knowledge base's order."""
        return compiled_states.states(self.masks)


def typed_masks(facts: Mapping[str, FactValue], knowledge: Knowledge) -> tuple[list[int], bytearray]:
    """Return the masks of the facts as entered, and which were entered."""
    masks = [cut.everything for cut in knowledge.regions]
    entered = bytearray(len(masks))
    for name, value in facts.items():
        place = knowledge.region_index.get(name)
        if place is not None:
            masks[place] = knowledge.regions[place].mask(value)
            entered[place] = 1
    return masks, entered


def possible(case: Case, knowledge: Knowledge) -> Possible:
    """Return what a case leaves possible, lesions, dates and settling answers included."""
    facts = completed(case)
    masks, entered = typed_masks(facts, knowledge)
    typed = tuple(masks)
    clashes = compiled_states.settle(masks, entered)
    return Possible(facts, typed, tuple(masks), bytes(entered), tuple(clashes))


def settled_facts(view: Possible, knowledge: Knowledge) -> dict[str, str]:
    """Return the facts that were not entered but follow from an answer, as `true`, `false` or a code."""
    found = {}
    for place, cut in enumerate(knowledge.regions):
        if (
            view.entered[place]
            or view.masks[place] == view.typed[place]
            or cut.name not in knowledge.facts.vocabulary
        ):
            continue
        mask = view.masks[place]
        if mask.bit_count() == 1:
            region = mask.bit_length() - 1
            found[cut.name] = next(code for code, place in cut.codes.items() if place == region)
    return found


def score_parts(masks: tuple[int, ...]) -> tuple[bool | None, ...]:
    """Return whether each component of the clinical risk score is met, in `CRS_PARTS` order; None is open."""
    return tuple(truth(part) for part in compiled_states.derive(masks)[1])


def derived_facts(masks: tuple[int, ...], knowledge: Knowledge) -> dict[str, DerivedValue]:
    """Return every derived fact; None is unknown."""
    truths, parts = compiled_states.derive(masks)
    found: dict[str, DerivedValue] = {}
    stream = iter(truths)
    for fact in knowledge.derived:
        if fact.codes:
            values = dict(zip(fact.codes, stream, strict=False))
            found[fact.name] = next((code for code, value in values.items() if value == TRUE), None)
        else:
            found[fact.name] = truth(next(stream))
    lowest = sum(part == TRUE for part in parts)
    highest = lowest + sum(part == UNKNOWN for part in parts)
    found["crs_min"], found["crs_max"] = lowest, highest
    found["crs_score"] = lowest if lowest == highest else None
    return found
