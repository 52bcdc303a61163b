"""Before anything is proved: does the formula say what the engine does? Asked of random cases."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import z3

from crlm_desktop.knowledge.base import knowledge
from proof.patients import Typed
from proof.witness import cuts, engine_decision, in_words, value_in
from proof.world import solver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crlm_desktop.domain.regions import Regions
    from crlm_desktop.domain.values import FactValue
    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.knowledge.build import Build

SEED = 20240701
_WAITS = 4


def random_facts(world: Typed, dice: random.Random) -> dict[str, FactValue]:
    """Return some facts with some values, bounds and sets among them."""
    share = dice.choice((0.1, 0.4, 0.7, 0.95))
    found = {}
    for fact in world.typed_facts:
        if dice.random() < share:
            value = value_in(cuts()[fact], _regions(world, cuts()[fact], dice))
            if value is not None:
                found[fact] = value
    return found


_PLAIN_VALUES = 0.75


def _regions(world: Typed, cut: Regions, dice: random.Random) -> list[int]:
    regions = world.regions(cut.name)
    if dice.random() < _PLAIN_VALUES or cut.kind not in {"number", "choice"}:
        return [dice.choice(regions)]
    if cut.kind == "choice":
        return sorted(dice.sample(regions, dice.randint(1, len(regions))))
    first, last = sorted((dice.randrange(len(regions)), dice.randrange(len(regions))))
    return regions[first : last + 1]


def assumed(world: Typed, facts: dict[str, FactValue]) -> Iterator[Any]:
    """Yield the formulas that say what was typed."""
    for fact in world.typed_facts:
        mask = cuts()[fact].mask(facts.get(fact))
        yield world.entered[fact] == (fact in facts)
        for region in world.regions(fact):
            yield world.free[fact][region] == bool(mask >> region & 1)


def disagreements(build: Build, count: int = 300) -> list[str]:
    """Return the cases in which formula and engine differ, in words."""
    world, dice = Typed(build, "t"), random.Random(SEED)  # noqa: S311 (cases, not secrets)
    prover, names = solver(world), {}
    for place, item in enumerate(build.conditions):
        predicates = (
            world.applies(item),
            world.shown(item),
            world.overridden(item),
            world.condition(item).open,
            world.waits(item),
        )
        names[item] = [z3.Bool(f"state.{place}.{kind}") for kind in range(len(predicates))]
        prover.add(*(name == holds for name, holds in zip(names[item], predicates, strict=True)))
    return [found for _ in range(count) if (found := _differs(world, prover, names, dice)) is not None]


def _differs(world: Typed, prover: Any, names: dict[str, list[Any]], dice: random.Random) -> str | None:  # noqa: ANN401
    facts = random_facts(world, dice)
    prover.push()
    prover.add(*assumed(world, facts))
    settled = prover.check() == z3.sat
    model = prover.model() if settled else None
    prover.pop()
    if model is None:
        return f"the formula has no such case: {in_words(facts)}"
    decision = engine_decision(facts)
    ours = {item: [bool(model[bit]) for bit in bits] for item, bits in names.items()}
    wrong = [item for item in ours if _state(ours[item]) != decision.items[item].state]
    wrong += _wrongly_waiting({item for item, bits in ours.items() if bits[_WAITS]}, decision)
    return f"{wrong}: {in_words(facts)}" if wrong else None


def _wrongly_waiting(ours: set[str], decision: Decision) -> list[str]:
    """Return the items that only one of the two names as waiting; a line already shown is not named twice."""
    shown = {advice.key for advice in decision.advice}
    named = {item for waiting in decision.waiting for item in waiting.items}
    lines = {item.id: item.line for item in knowledge().items}
    return sorted(item for item in ours ^ named if lines[item] not in shown)


def _state(bits: list[bool]) -> str:
    applies, shown, overridden, is_open, _ = bits
    if applies or shown:
        return "applies" if applies else "conditional"
    if overridden:
        return "overridden"
    return "needs_data" if is_open else "does_not_apply"
