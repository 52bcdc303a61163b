"""Which facts can still change an item: exact, by search over what the open facts leave possible.

A fact is missing for an item when, for some answers to the other open facts, the item is still open and
learning the fact settles its condition or what defeats it.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from crlm_desktop.domain.kleene import TRUE, UNKNOWN
from crlm_desktop.engine.compiled_items import ITEMS, Question
from crlm_desktop.engine.liveness import live_facts

Masks = tuple[int, ...]
Truth = Callable[[Sequence[int]], int]
_CONDITION, _DEFEATER = 0, 1


def missing_facts(item: int, masks: Masks) -> tuple[int, ...]:
    """Return the places of the facts that can still change the item (by its place) for these masks."""
    condition, defeater = ITEMS[item]
    reads = condition[1] + (defeater[1] if defeater else ())
    return _missing(item, tuple(masks[place] for place in reads))


@lru_cache(maxsize=16_384)
def _missing(item: int, seen: Masks) -> tuple[int, ...]:
    condition, defeater = ITEMS[item]
    reads = condition[1] + (defeater[1] if defeater else ())
    masks = [1] * (1 + max(reads, default=0))
    for place, mask in zip(reads, seen, strict=True):
        masks[place] = mask
    found = dict.fromkeys(_settling(item, _CONDITION, masks))
    if defeater:
        found |= dict.fromkeys(_behind_condition(item, condition, defeater, masks))
    return tuple(found)


def _behind_condition(item: int, condition: Question, defeater: Question, masks: list[int]) -> Iterator[int]:
    """Yield the facts that settle what defeats the item once its condition has turned true."""
    sought = {place for place, _ in defeater[2]}
    for _ in _fulfilments(condition, masks, list(_open_answers(condition, masks).items())):
        for place in _settling(item, _DEFEATER, masks):
            if place in sought:
                sought.discard(place)
                yield place
        if not sought:
            return


def _fulfilments(
    condition: Question, masks: list[int], open_facts: list[tuple[int, list[int]]]
) -> Iterator[None]:
    """Set the masks, one after another, to every way in which the open facts can make the condition true."""
    truth = condition[0](masks)
    if truth == TRUE:
        yield
        return
    if truth != UNKNOWN or not open_facts:
        return
    (fact, answers), rest = open_facts[0], open_facts[1:]
    before = masks[fact]
    for answer in answers:
        masks[fact] = answer
        yield from _fulfilments(condition, masks, rest)
    masks[fact] = before


def _open_answers(question: Question, masks: list[int]) -> dict[int, list[int]]:
    answers = {}
    for place, groups in question[2]:
        left = [group & masks[place] for group in groups if group & masks[place]]
        if len(left) > 1:
            answers[place] = left
    return answers


def _question(item: int, which: int) -> Question:
    question = ITEMS[item][which]
    if question is None:
        raise LookupError(item)
    return question


def _settling(item: int, which: int, masks: list[int]) -> tuple[int, ...]:
    question = _question(item, which)
    return _settling_facts(item, which, tuple(masks[place] for place in question[1]))


@lru_cache(maxsize=32_768)
def _settling_facts(item: int, which: int, seen: Masks) -> tuple[int, ...]:
    """Return the facts that can settle one condition, for the masks of the facts it reads."""
    question = _question(item, which)
    masks = [1] * (1 + max(question[1], default=0))
    for place, mask in zip(question[1], seen, strict=True):
        masks[place] = mask
    live = live_facts(question[3], masks)
    answers = {place: left for place, left in _open_answers(question, masks).items() if place in live}
    search = _Search(question[0], masks, answers)
    search.explore(list(answers))
    return tuple(place for place in answers if place in search.found)


class _Search:
    """Walks the answers to the open facts, depth first, until every fact has settled the truth once."""

    def __init__(self, truth: Truth, masks: list[int], answers: dict[int, list[int]]) -> None:
        self._truth = truth
        self._masks = masks
        self._answers = answers
        self._visited: set[Masks] = set()
        self.found: set[int] = set()

    def explore(self, open_facts: list[int]) -> None:
        """Look for settling answers here, then behind every answer to the next open facts."""
        key = tuple(self._masks)
        if self._truth(self._masks) != UNKNOWN or key in self._visited:
            return
        self._visited.add(key)
        for fact in open_facts:
            if fact not in self.found and self._settles(fact):
                self.found.add(fact)
        for place, fact in enumerate(open_facts):
            rest = open_facts[:place] + open_facts[place + 1 :]
            if not self.found.issuperset(rest):
                self._explore_behind(fact, rest)

    def _explore_behind(self, fact: int, rest: list[int]) -> None:
        before = self._masks[fact]
        for answer in self._answers[fact]:
            self._masks[fact] = answer
            self.explore(rest)
        self._masks[fact] = before

    def _settles(self, fact: int) -> bool:
        before = self._masks[fact]
        settled = False
        for answer in self._answers[fact]:
            self._masks[fact] = answer
            settled = settled or self._truth(self._masks) != UNKNOWN
        self._masks[fact] = before
        return settled
