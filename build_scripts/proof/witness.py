"""From a model of the solver back to a case that a clinician can read and the engine can evaluate."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.kleene import STATES
from crlm_desktop.domain.values import Bound, FactValue, OneOf, value_as_json
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.engine.possible import possible
from crlm_desktop.knowledge.base import knowledge

if TYPE_CHECKING:
    from crlm_desktop.domain.regions import Regions
    from crlm_desktop.engine.decision import Decision
    from proof.world import World

DAY = date(2026, 1, 15)


@cache
def cuts() -> dict[str, Regions]:
    """The regions of every fact, as the app cuts them."""
    return {cut.name: cut for cut in knowledge().regions}


def facts_of(world: World, model: Any) -> dict[str, FactValue]:  # noqa: ANN401 (z3 ships no types)
    """Return the facts that the model has entered into a world."""
    found: dict[str, FactValue] = {}
    for fact in world.layout.facts:
        if fact in world.build.erasing or not model.eval(world.entered[fact], model_completion=True):
            continue
        bits = [bool(model.eval(bit, model_completion=True)) for bit in world.free[fact]]
        value = value_in(cuts()[fact], [region for region, left in enumerate(bits) if left])
        if value is not None:
            found[fact] = value
    return found


def value_in(cut: Regions, regions: list[int]) -> FactValue | None:
    """Return a value, a bound or a set that leaves exactly these regions; None where it says nothing."""
    if cut.kind == "number":
        return _number(cut, regions)
    if cut.kind == "list":
        vocabulary = knowledge().facts.vocabulary[cut.name]
        return (vocabulary.choices[0].code,) if regions == [1] else ()
    if len(regions) > 1 and cut.kind != "choice":
        return None
    if cut.kind == "bool":
        return regions == [1]
    codes = [code for code, region in cut.codes.items() if region in regions]
    if cut.kind == "text":
        return codes[0] if codes else "G13D"
    return codes[0] if len(regions) == 1 else OneOf(tuple(codes))


def _number(cut: Regions, regions: list[int]) -> FactValue:
    low, high = cut.example_in(regions[0]), cut.example_in(regions[-1])
    return low if len(regions) == 1 else Bound(low, high)


def engine_states(facts: dict[str, FactValue]) -> dict[str, str]:
    """Return the state of every item, by the app's own compiled rules."""
    base = knowledge()
    states = possible(Case("PROOF", DAY, facts), base).states
    return {item.id: STATES[state] for item, state in zip(base.items, states, strict=True)}


def engine_decision(facts: dict[str, FactValue]) -> Decision:
    """Return everything that the app says of a case."""
    return evaluate(Case("PROOF", DAY, facts), knowledge())


def in_words(facts: dict[str, FactValue], only: set[str] | None = None) -> str:
    """Return facts as one readable line."""
    named = [
        f"{name} = {value_as_json(value)}" for name, value in facts.items() if only is None or name in only
    ]
    return "; ".join(named) or "(nothing known)"
