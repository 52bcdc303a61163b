"""The written cases, spelt out: each `but` changes the case it stands under and says what then holds.

`with`: answers changed or added; `without`: answers left out; `with_each`: one fact takes each of these
values in turn; `without_one_of`: each of these is left out in turn. `then` is what follows: one state for
all items of the case, or expectations as under `expect`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.support import written_cases

STATES = ("applies", "conditional", "overridden", "needs_data", "does_not_apply", "waits")
ACCEPTED = {state: {state} for state in STATES} | {"waits": {"needs_data", "conditional"}}
Expectation = Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """One case: its facts and what must hold."""

    id: str
    facts: Mapping[str, Any]
    expect: Expectation

    def states(self) -> Iterator[tuple[str, str]]:
        """Yield every item with the state it is expected in."""
        for state in STATES:
            for item in self.expect.get(state, ()):
                yield item, state


def _changed(facts: Mapping[str, Any], change: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    left = {name: value for name, value in facts.items() if name not in change.get("without", ())}
    left |= change.get("with", {})
    for name, values in change.get("with_each", {}).items():
        yield from ({**left, name: value} for value in values)
    for gone in change.get("without_one_of", ()):
        yield {name: value for name, value in left.items() if name != gone}
    if not change.keys() & {"with_each", "without_one_of"}:
        yield left


def _expected(then: str | Expectation, items: list[str]) -> Expectation:
    return {then: items} if isinstance(then, str) else then


def spelt_out(case: Mapping[str, Any]) -> Iterator[Written]:
    """Yield the case, then each of its changes."""
    yield Written(case["id"], case["facts"], case["expect"])
    items = [item for state in STATES for item in case["expect"].get(state, ())]
    number = 0
    for change in case.get("but", ()):
        for facts in _changed(case["facts"], change):
            number += 1
            yield Written(f"{case['id']}/{number}", facts, _expected(change["then"], items))


@cache
def written(folder: str) -> tuple[Written, ...]:
    """Return every case of a folder with its changes."""
    return tuple(found for case in written_cases(folder) for found in spelt_out(case))
