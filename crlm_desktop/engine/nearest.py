"""The nearest change that would make an item apply: the fewest facts to answer otherwise, by exact search.

An item whose condition is false comes only if one of the facts that settle it changes; one that is open only
if an open fact is answered; one that is struck only if what strikes it changes. The search follows these
facts alone, the cheapest change first; facts that contradict each other are no way to an item.
"""

import heapq
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crlm_desktop.domain.kleene import FALSE, TRUE, UNKNOWN
from crlm_desktop.domain.values import FactValue
from crlm_desktop.engine import compiled_states
from crlm_desktop.engine.compiled_items import ITEMS
from crlm_desktop.engine.liveness import live_facts
from crlm_desktop.engine.possible import Possible
from crlm_desktop.engine.reasons import settling_places
from crlm_desktop.engine.sources import sources
from crlm_desktop.engine.warnings import CONTRADICTIONS
from crlm_desktop.engine.what_if import nearest_first
from crlm_desktop.knowledge.base import Knowledge

_ANSWER, _CHANGE, _FORGET = 100, 1000, 1500
_RARELY_ASKED, _FURTHEST = 50, 9
_MOST_STEPS = 4000


class Change(NamedTuple):
    """One fact to answer otherwise; `value` None: not yet known; `is_answer`: nothing settles it so far."""

    fact: str
    value: FactValue | None
    is_answer: bool


class _Seen(NamedTuple):
    """A case after some changes, as the rules see it."""

    typed: list[int]
    masks: list[int]
    clashes: frozenset[int]


Picks = tuple[tuple[int, int], ...]


class NearestChange:
    """Looks for the nearest change for one patient."""

    def __init__(self, view: Possible, knowledge: Knowledge) -> None:
        self._view, self._knowledge = view, knowledge
        self._regions = knowledge.regions
        self._sources = sources(knowledge)
        self._settle_others = {source for found in self._sources.values() for source in found}
        guards = {knowledge.item_index[name] for name in CONTRADICTIONS}
        self._consistent = {guard for guard in guards if truth_of(guard, view.masks) != TRUE}
        self._priced: dict[tuple[int, int, int], tuple[tuple[int, int], ...]] = {}

    def to(self, item: str) -> tuple[Change, ...]:
        """Return the facts to answer otherwise so that an item applies; none where no such change is near."""
        place = self._knowledge.item_index[item]
        count = itertools.count()
        heap: list[tuple[int, int, bool, Picks]] = [(0, next(count), False, ())]
        visited: set[Picks] = set()
        while heap and len(visited) < _MOST_STEPS:
            cost, _, was_open, picks = heapq.heappop(heap)
            if picks in visited:
                continue
            visited.add(picks)
            seen = self._seen(picks)
            truth = truth_of(place, seen.masks)
            if was_open and truth == FALSE:
                continue
            levers = self._levers(place, seen)
            if levers is None:
                return self._changes(picks)
            for lever, mask, price in self._moves(place, levers, seen, dict(picks)):
                further = tuple(sorted((*picks, (lever, mask))))
                heapq.heappush(
                    heap, (cost + price, next(count), truth == UNKNOWN and price < _CHANGE, further)
                )
        return ()

    def _moves(
        self, item: int, levers: set[int], seen: _Seen, picked: Mapping[int, int]
    ) -> Iterator[tuple[int, int, int]]:
        """Yield each fact that can be answered otherwise, with the answer's region and its price."""
        for lever in sorted(self._answerable(levers, seen, picked)):
            for mask, price in self._values(item, lever, seen.masks[lever]):
                yield lever, mask, price

    def _seen(self, picks: Picks) -> _Seen:
        typed, entered = list(self._view.typed), bytearray(self._view.entered)
        for place, mask in picks:
            typed[place] = mask
            entered[place] = mask != self._regions[place].everything
        masks = list(typed)
        clashes = compiled_states.settle(masks, entered)
        return _Seen(typed, masks, frozenset(clashes) - frozenset(self._view.clashes))

    def _levers(self, item: int, seen: _Seen) -> set[int] | None:
        """Return the places of which one must change; None where the item applies without contradiction."""
        if truth_of(item, seen.masks) != TRUE:
            return self._holding(item, seen)
        index = self._knowledge.item_index
        for defeater in self._knowledge.items[item].unless:
            if truth_of(index[defeater], seen.masks) != FALSE:
                return self._holding(index[defeater], seen)
        return self._contradicted(item, seen) or None

    def _contradicted(self, item: int, seen: _Seen) -> set[int]:
        """Return the facts of which one must change because answers now contradict that did not before."""
        index, settlings = self._knowledge.region_index, self._knowledge.settlings
        targets = {index[settlings[clash].fact] for clash in seen.clashes}
        targets |= {source for target in targets for source in self._sources[target]}
        for guard in self._consistent - {item}:
            if truth_of(guard, seen.masks) == TRUE:
                targets |= self._holding(guard, seen)
        return targets

    def _holding(self, item: int, seen: _Seen) -> set[int]:
        """Return the facts that settle an item's condition, or, while it is open, those it hangs on."""
        _, reads, _, shape = ITEMS[item][0]
        if truth_of(item, seen.masks) == UNKNOWN:
            return set(live_facts(shape, seen.masks))
        return set(settling_places(item, seen.masks, self._knowledge)) or set(reads)

    def _answerable(self, levers: set[int], seen: _Seen, picked: Mapping[int, int]) -> set[int]:
        """Return the facts to answer for the levers: what was entered, not what only follows from it."""
        found: set[int] = set()
        for lever in levers:
            if seen.masks[lever] != seen.typed[lever]:
                found |= {place for place in self._sources.get(lever, ()) if self._is_entered(place, seen)}
            if self._is_entered(lever, seen) or seen.masks[lever] == seen.typed[lever]:
                found.add(lever)
        vocabulary = self._knowledge.facts.vocabulary
        return {place for place in found - picked.keys() if self._regions[place].name in vocabulary}

    def _is_entered(self, place: int, seen: _Seen) -> bool:
        return seen.typed[place] != self._regions[place].everything

    def _values(self, item: int, place: int, now: int) -> tuple[tuple[int, int], ...]:
        """Return the other answers to a fact with their price, one for all that mean the same to an item."""
        key = (item, place, now)
        if key not in self._priced:
            self._priced[key] = tuple(self._other_answers(item, place, now))
        return self._priced[key]

    def _other_answers(self, item: int, place: int, now: int) -> Iterator[tuple[int, int]]:
        cut, typed = self._regions[place], self._view.typed[place]
        rare = _RARELY_ASKED * self._knowledge.facts.vocabulary[cut.name].never_asked
        told: set[object] = set()
        for distance, (bit, _) in enumerate(nearest_first(cut, now)):
            meaning = self._meaning(item, place, bit)
            if meaning not in told:
                told.add(meaning)
                yield bit, (_ANSWER if bit & typed else _CHANGE) + rare + min(distance, _FURTHEST)
        if typed != cut.everything:
            yield cut.everything, _FORGET + rare

    def _meaning(self, item: int, place: int, bit: int) -> object:
        """Return what an answer means to an item and to what defeats it: the numbers of its groups."""
        concerned = (item, *(self._knowledge.item_index[name] for name in self._knowledge.items[item].unless))
        partitions = [groups for member in concerned if (groups := dict(ITEMS[member][0][2]).get(place))]
        if place in self._settle_others or not partitions:
            return bit
        return tuple(
            next((number for number, group in enumerate(groups) if group & bit), None)
            for groups in partitions
        )

    def _changes(self, picks: Picks) -> tuple[Change, ...]:
        found = []
        for place, mask in picks:
            cut = self._regions[place]
            value = None if mask == cut.everything else dict(cut.examples())[mask]
            found.append(Change(cut.name, value, bool(self._view.typed[place] & mask) and value is not None))
        return tuple(sorted(found, key=lambda change: change.is_answer))


def truth_of(item: int, masks: Sequence[int]) -> int:
    """Return the truth of an item's condition, whatever defeats it."""
    return ITEMS[item][0][0](masks)
