"""Why an item is as it is: the smallest set of this patient's facts that settles it."""

from collections.abc import Sequence
from functools import lru_cache

from crlm_desktop.domain.kleene import UNKNOWN
from crlm_desktop.engine.compiled_items import ITEMS
from crlm_desktop.knowledge.base import Knowledge

Masks = Sequence[int]


def settling_facts(item: int, masks: Masks, knowledge: Knowledge) -> tuple[str, ...]:
    """Return facts that make the item's condition true (or false) whatever the others are; none if open.

    The set is minimal: forget any one of them and the condition is open again.
    """
    return tuple(knowledge.regions[place].name for place in settling_places(item, masks, knowledge))


def settling_places(item: int, masks: Masks, knowledge: Knowledge) -> tuple[int, ...]:
    """Return the places of the facts that settle an item's condition."""
    reads = ITEMS[item][0][1]
    unknown = tuple(knowledge.regions[place].everything for place in reads)
    return _settling_places(item, tuple(masks[place] for place in reads), unknown)


@lru_cache(maxsize=16_384)
def _settling_places(item: int, seen: tuple[int, ...], unknown: tuple[int, ...]) -> tuple[int, ...]:
    truth, reads, asked, _ = ITEMS[item][0]
    masks = [1] * (1 + max(reads, default=0))
    for place, mask in zip(reads, seen, strict=True):
        masks[place] = mask
    settled = truth(masks)
    if settled == UNKNOWN:
        return ()
    in_reading_order = [place for place, _ in asked] + [place for place in reads if place not in dict(asked)]
    everything = dict(zip(reads, unknown, strict=True))
    kept = [place for place in in_reading_order if masks[place] != everything[place]]
    for place in reversed(kept):
        before = masks[place]
        masks[place] = everything[place]
        if truth(masks) != settled:
            masks[place] = before
    return tuple(place for place in kept if masks[place] != everything[place])
