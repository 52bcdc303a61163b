"""How an item stands for a patient and through which facts: what makes it apply, stops it or strikes it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crlm_desktop.domain.kleene import STATES, TRUE, UNKNOWN
from crlm_desktop.engine import compiled_states
from crlm_desktop.engine.compiled_items import ITEMS
from crlm_desktop.engine.decision import Decision
from crlm_desktop.engine.liveness import live_facts
from crlm_desktop.engine.nearest import Change, NearestChange, truth_of
from crlm_desktop.engine.possible import possible
from crlm_desktop.engine.reasons import settling_places
from crlm_desktop.engine.sources import sources
from crlm_desktop.knowledge.base import Knowledge

APPLIES, ASKS, STOPPED, STRUCK, UNASKED = "applies", "asks", "stopped", "struck", "unasked"


class Cause(NamedTuple):
    """One reason for how an item stands: what kind, through which facts, struck by which item.

    `applies`: the facts make it true; `asks`: it waits for them; `stopped`: they make it false; `struck`:
    they bring another item that excludes it; `unasked`: it hangs on them, and nobody asks for its sake.
    """

    kind: str
    facts: tuple[str, ...]
    by: str | None = None


class WhyNot:
    """Explains the items for one patient; made when somebody asks, never while one types."""

    def __init__(self, decision: Decision, knowledge: Knowledge) -> None:
        self._decision, self._knowledge = decision, knowledge
        self._view = possible(decision.case, knowledge)
        self._sources = sources(knowledge)
        self._search = NearestChange(self._view, knowledge)
        self._nearest: dict[str, tuple[Change, ...]] = {}

    def causes(self, item: str) -> tuple[Cause, ...]:
        """Return why an item stands as it does; a struck one is struck once by each item that excludes it."""
        place, state = self._knowledge.item_index[item], self._decision.items[item]
        struck = tuple(self._strikes(item))
        if struck and truth_of(place, self._view.masks) in {TRUE, UNKNOWN}:
            return struck
        if state.state == STATES[0]:
            return (Cause(STOPPED, self._named(self._stopping(place))),)
        if state.state == APPLIES:
            return (Cause(APPLIES, self._named(settling_places(place, self._view.masks, self._knowledge))),)
        if state.missing:
            return (Cause(ASKS, state.missing),)
        live = sorted(live_facts(ITEMS[place][0][3], self._view.masks))
        return (Cause(UNASKED, self._named(fact for fact in live if self._is_open(fact))),)

    def nearest(self, item: str) -> tuple[Change, ...]:
        """Return the nearest change with which an item would apply; none where no such change is near."""
        if item not in self._nearest:
            self._nearest[item] = self._search.to(item)
        return self._nearest[item]

    def follows_from(self, fact: str) -> tuple[str, ...]:
        """Return the entered facts from which a fact follows that was not entered itself; as few as do."""
        place = self._knowledge.region_index[fact]
        if self._view.masks[place] == self._view.typed[place]:
            return ()
        kept = [source for source in sorted(self._sources.get(place, ())) if self._is_entered(source)]
        for source in reversed(kept):
            fewer = [other for other in kept if other != source]
            if self._given(fewer, place) == self._view.masks[place]:
                kept = fewer
        return tuple(self._knowledge.regions[source].name for source in kept)

    def _given(self, entries: Iterable[int], place: int) -> int:
        """Return what some entries alone leave possible of a fact."""
        masks = [cut.everything for cut in self._knowledge.regions]
        entered = bytearray(len(masks))
        for entry in entries:
            masks[entry], entered[entry] = self._view.typed[entry], 1
        compiled_states.settle(masks, entered)
        return masks[place]

    def _strikes(self, item: str) -> Iterator[Cause]:
        for defeater in self._knowledge.item_by_id[item].unless:
            place = self._knowledge.item_index[defeater]
            if truth_of(place, self._view.masks) == TRUE:
                settling = settling_places(place, self._view.masks, self._knowledge)
                yield Cause(STRUCK, self._named(settling), defeater)

    def _is_open(self, place: int) -> bool:
        return self._view.masks[place].bit_count() > 1

    def _stopping(self, item: int) -> list[int]:
        """Return every fact that stops an item: a smallest set, then another without it, until it is open."""
        masks: list[int] = list(self._view.masks)
        found: list[int] = []
        while places := settling_places(item, masks, self._knowledge):
            found += places
            for place in places:
                masks[place] = self._knowledge.regions[place].everything
        return found

    def _named(self, places: Iterable[int]) -> tuple[str, ...]:
        """Return the names of facts; a contradiction is told by the entries that meet in it."""
        vocabulary = self._knowledge.facts.vocabulary
        names: dict[str, None] = {}
        for place in places:
            name = self._knowledge.regions[place].name
            told = (name,) if name in vocabulary else self._entries(place)
            names |= dict.fromkeys(told)
        return tuple(names)

    def _entries(self, place: int) -> tuple[str, ...]:
        regions = self._knowledge.regions
        places = sorted(self._sources.get(place, ()))
        return tuple(regions[source].name for source in places if self._is_entered(source))

    def _is_entered(self, place: int) -> bool:
        return self._view.typed[place] != self._knowledge.regions[place].everything
