"""Proves that a mistake in a rule changes nothing: no case, however little is known, tells the two apart."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import z3
from proof.bits import any_of
from proof.patients import Typed
from proof.world import World, solver

from crlm_desktop.knowledge.build import Build
from crlm_desktop.knowledge.conditions import Condition
from crlm_desktop.knowledge.loader import Sources, load
from crlm_desktop.knowledge.parsing import parse
from crlm_desktop.paths import knowledge_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crlm_desktop.knowledge.entries import SettleEntry
    from crlm_desktop.knowledge.nodes import Node

Bit = Any  # z3 ships no types


@cache
def _sources() -> Sources:
    return load(knowledge_folder())


def changes_nothing(part: str, name: str, was: str, became: str) -> bool:
    """Tell whether the knowledge base says the same with the mistake as without it (see `mutants.Mutant`)."""
    sound, mistaken = _pair(part, name, was, became)
    before, after = Typed(sound, "t"), Typed(mistaken, "t")
    prover = solver(before, after)
    prover.add(any_of(_differences(before, after)))
    return bool(prover.check() == z3.unsat)


def _pair(part: str, name: str, was: str, became: str) -> tuple[Build, Build]:
    """Return the knowledge base without and with the mistake, their facts cut into the same regions."""
    mistaken = _with(part, name, was, became)
    plain = (Build(_sources()), Build(mistaken))
    seen = {
        f"mutant: {place}.{number}": Condition("", node)
        for place, build in enumerate(plain)
        for number, node in enumerate(_entered_nodes(build))
    }
    pair = (_sources(), mistaken)
    sound, wrong = (Build(replace(found, conditions=found.conditions | seen)) for found in pair)
    return sound, wrong


def _entered_nodes(build: Build) -> Iterator[Node]:
    """Yield every condition of a build over entered facts."""
    yield from build.conditions.values()
    for derived in build.derived.values():
        yield from (build.resolver.resolve(node) for node in build.nodes_of(derived))


def _with(part: str, name: str, was: str, became: str) -> Sources:
    sources = _sources()
    match part:
        case "rule":
            changed = {f"rules: {name}": Condition(became, parse(became))}
            return replace(sources, conditions=sources.conditions | changed)
        case "defeater":
            rules = [
                rule.model_copy(update={"unless": [other for other in rule.unless if other != was]})
                if rule.id == name
                else rule
                for rule in sources.rules
            ]
            return replace(sources, rules=rules)
        case "derived":
            return _with_derived(name, was, became)
    return _with_settling(part, int(name.partition(" ")[0]), became)


def _with_derived(name: str, was: str, became: str) -> Sources:
    sources = _sources()
    fact, _, code = name.partition(".")
    if code == "erases":
        left = [erased for erased in sources.erases[fact] if erased != was]
        return replace(sources, erases=sources.erases | {fact: left})
    entry = sources.derived[fact]
    if code:
        changed = replace(entry, values={**entry.values, code: parse(became)})
    else:
        changed = replace(entry, when=parse(became))
    return replace(sources, derived=sources.derived | {fact: changed})


def _with_settling(part: str, place: int, became: str) -> Sources:
    sources = _sources()
    entry = sources.settles[place]
    conditions = dict(sources.conditions)
    changed: SettleEntry = entry
    if part == "settling dropped":
        conditions[f"settles: {place}"] = Condition("false", parse("false"))
        changed = entry.model_copy(update={"if_": "false"})
    elif part == "settling condition":
        conditions[f"settles: {place}"] = Condition(became, parse(became))
    else:
        changed = entry.model_copy(update={"to": {"True": True, "False": False}.get(became, became)})
    settles = [*sources.settles[:place], changed, *sources.settles[place + 1 :]]
    return replace(sources, settles=settles, conditions=conditions)


def _differences(before: World, after: World) -> Iterator[Bit]:
    """Yield formulas that hold where the two differ about a fact, an item or a derived fact."""
    for fact in before.layout.facts:
        pairs = zip(before.possible[fact], after.possible[fact], strict=True)
        yield from (old != new for old, new in pairs if not old.eq(new))
    for item in before.build.conditions:
        yield from _item_differs(before, after, item)
    for name in (name for name, entry in before.build.derived.items() if not entry.internal):
        nodes = zip(_defined(before, name), _defined(after, name), strict=True)
        for old, new in nodes:
            yield from _unequal(before.truth(old), after.truth(new))


def _item_differs(before: World, after: World, item: str) -> Iterator[Bit]:
    yield from _unequal(before.condition(item), after.condition(item))
    for differs in _unequal(before.defeater(item), after.defeater(item)):
        yield z3.And(before.condition(item).certain, differs)


def _defined(world: World, name: str) -> list[Node]:
    build = world.build
    return [build.resolver.resolve(node) for node in build.nodes_of(build.derived[name])]


def _unequal(old: tuple[Bit, Bit], new: tuple[Bit, Bit]) -> Iterator[Bit]:
    return (first != second for first, second in zip(old, new, strict=True) if not first.eq(second))
