"""What would change an item: every other value of one fact, and the state it would bring."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.kleene import STATES
from crlm_desktop.domain.regions import Regions
from crlm_desktop.domain.values import FactValue
from crlm_desktop.engine import compiled_states
from crlm_desktop.engine.possible import Possible, possible
from crlm_desktop.knowledge.base import Knowledge


class Flip(NamedTuple):
    """One change of one fact that moves an item from a state to another; nearest values come first."""

    item: str
    fact: str
    value: FactValue
    before: str
    after: str


class _Answer(NamedTuple):
    fact: str
    value: FactValue
    states: tuple[int, ...]


def flips(case: Case, knowledge: Knowledge, items: Iterable[str] | None = None) -> tuple[Flip, ...]:
    """Return the single changes that move the items (all, if none are named), one per fact and new state."""
    view = possible(case, knowledge)
    wanted = set(items) if items is not None else {item.id for item in knowledge.items}
    places = [place for place, item in enumerate(knowledge.items) if item.id in wanted]
    facts = {
        fact
        for place in places
        for fact in (*knowledge.items[place].reads, *knowledge.items[place].defeater_reads)
    }
    answers: dict[str, list[_Answer]] = {}
    for answer in _answers(view, facts, knowledge):
        answers.setdefault(answer.fact, []).append(answer)
    return tuple(flip for place in places for flip in _flips_of(place, view.states, answers, knowledge))


def _flips_of(
    place: int, before: tuple[int, ...], answers: Mapping[str, list[_Answer]], knowledge: Knowledge
) -> Iterator[Flip]:
    item = knowledge.items[place]
    told: set[tuple[str, int]] = set()
    for fact in sorted(
        {*item.reads, *item.defeater_reads} & answers.keys(), key=knowledge.region_index.__getitem__
    ):
        for answer in answers[fact]:
            after = answer.states[place]
            if after != before[place] and (fact, after) not in told:
                told.add((fact, after))
                yield Flip(item.id, fact, answer.value, STATES[before[place]], STATES[after])


def _answers(view: Possible, facts: set[str], knowledge: Knowledge) -> Iterator[_Answer]:
    for place, cut in enumerate(knowledge.regions):
        if cut.name in facts and cut.name in knowledge.facts.vocabulary:
            for bit, value in nearest_first(cut, view.typed[place]):
                yield _Answer(cut.name, value, _states_with(view, place, bit))


def nearest_first(cut: Regions, current: int) -> list[tuple[int, FactValue]]:
    """Return every other value's region, the one nearest to what is known now first."""
    others = [(bit, value) for bit, value in cut.examples() if bit != current]
    if cut.kind != "number" or current == cut.everything:
        return others
    return sorted(others, key=lambda pair: _apart(pair[0], current))


def _apart(bit: int, current: int) -> int:
    """Return how many regions lie between one region and the nearest of some."""
    place = bit.bit_length()
    return min(abs(place - near - 1) for near in range(current.bit_length()) if current >> near & 1)


def _states_with(view: Possible, place: int, mask: int) -> tuple[int, ...]:
    masks, entered = list(view.typed), bytearray(view.entered)
    masks[place], entered[place] = mask, 1
    compiled_states.settle(masks, entered)
    states: tuple[int, ...] = compiled_states.states(masks)
    return states
