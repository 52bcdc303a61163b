"""A patient as a formula: which regions of every fact are possible, and what the conditions make of it."""

from __future__ import annotations

from functools import cached_property, reduce
from itertools import combinations
from typing import TYPE_CHECKING, Any

import z3

from crlm_desktop.knowledge.nodes import (
    Agree,
    And,
    Compare,
    Constant,
    Entered,
    Fact,
    IfElse,
    Known,
    Less,
    Member,
    MoreThan,
    Node,
    Not,
    Or,
    Stated,
)
from proof.bits import NO, Bit, Truth, agreed, all_of, any_of, chosen, counted, two_valued

if TYPE_CHECKING:
    from crlm_desktop.knowledge.build import Build
    from crlm_desktop.knowledge.layout import Layout


class World:
    """One patient over the layout of a build; subclasses say where the possible regions come from."""

    def __init__(self, build: Build, name: str) -> None:
        self.build = build
        self.layout: Layout = build.layout
        self.name = name
        self.entered = {fact: z3.Bool(f"{name}.{fact}.entered") for fact in self.layout.facts}
        self.free = {fact: self._free_regions(fact) for fact in self.layout.facts}
        self.possible: dict[str, list[Bit]] = {fact: list(bits) for fact, bits in self.free.items()}
        self.rules: list[Bit] = []
        self._cache: dict[Node, Truth] = {}

    def _free_regions(self, fact: str) -> list[Bit]:
        return [
            z3.Bool(f"{self.name}.{fact}.{r}") if self.exists(fact, r) else NO for r in range(self.bits(fact))
        ]

    def bits(self, fact: str) -> int:
        """How many regions a fact has, empty ones included."""
        return self.layout.bits(fact)

    def exists(self, fact: str, region: int) -> bool:
        """Whether a region holds any value at all."""
        return bool(self.layout.everything(fact) >> region & 1)

    def regions(self, fact: str) -> list[int]:
        """The regions of a fact that hold a value."""
        return [region for region in range(self.bits(fact)) if self.exists(fact, region)]

    def kind(self, fact: str) -> str:
        """Return bool, list, choice, text or number."""
        return str(self.layout.cuts[fact]["kind"])

    def without_gaps(self, fact: str) -> Bit:
        """A number's possible regions lie side by side, as a bound makes them."""
        bits = [self.free[fact][region] for region in self.regions(fact)]
        return all_of(
            z3.Implies(z3.And(bits[low], bits[high]), bits[between])
            for low, high in combinations(range(len(bits)), 2)
            for between in range(low + 1, high)
        )

    @property
    def typed_facts(self) -> list[str]:
        """The facts that a person enters; contradictions that erase others are found, not entered."""
        return [fact for fact in self.layout.facts if fact not in self.build.erasing]

    def truth(self, node: Node) -> Truth:
        """Return the truth of a condition over entered facts."""
        if node not in self._cache:
            self._cache[node] = self._truth(node)
        return self._cache[node]

    def _truth(self, node: Node) -> Truth:  # noqa: PLR0911, PLR0912 (one branch per kind of node)
        match node:
            case Constant(value):
                return Truth(z3.BoolVal(value is not False), z3.BoolVal(value is not True))
            case Fact() | Compare() | Member():
                return self._compared(node)
            case Less(left, right):
                return self._less(left, right)
            case Not(part):
                inner = self.truth(part)
                return Truth(inner.can_be_false, inner.can_be_true)
            case And(parts):
                return self._joined(parts)
            case Or(parts):
                opposite = self._joined(tuple(Not(part) for part in parts))
                return Truth(opposite.can_be_false, opposite.can_be_true)
            case Known(str(name)):
                return two_valued(self.single(name))
            case Known(part) if not isinstance(part, str):
                return two_valued(z3.Not(self.truth(part).open))
            case Stated(part):
                return two_valued(self.truth(part).certain)
            case Entered(name):
                return two_valued(self.entered[name])
            case IfElse(test, then, otherwise):
                return chosen(self.truth(test).certain, self.truth(then), self.truth(otherwise))
            case Agree(left, right):
                return agreed(self.truth(left), self.truth(right))
            case MoreThan(limit, parts):
                return counted(limit, [self.truth(part) for part in parts])
        raise TypeError(node)

    def _compared(self, node: Fact | Compare | Member) -> Truth:
        fact, accept = self.layout.accepts(node)
        inside = [bit for region, bit in enumerate(self.possible[fact]) if accept >> region & 1]
        outside = [bit for region, bit in enumerate(self.possible[fact]) if not accept >> region & 1]
        return Truth(any_of(inside), any_of(outside))

    def single(self, fact: str) -> Bit:
        """Exactly one region is left of a fact."""
        bits = [self.possible[fact][region] for region in self.regions(fact)]
        return z3.And(any_of(bits), z3.AtMost(*bits, 1)) if len(bits) > 1 else any_of(bits)

    def _less(self, left: str, right: str) -> Truth:
        pairs = [
            (low < high, z3.And(self.possible[left][low], self.possible[right][high]))
            for low in self.regions(left)
            for high in self.regions(right)
        ]
        both = z3.And(self.entered[left], self.entered[right])
        below = any_of(bit for is_below, bit in pairs if is_below)
        above = any_of(bit for is_below, bit in pairs if not is_below)
        return Truth(z3.Or(z3.Not(both), below), z3.Or(z3.Not(both), above))

    def _joined(self, parts: tuple[Node, ...]) -> Truth:
        truths = [self.truth(part) for part in parts]
        return Truth(all_of(t.can_be_true for t in truths), any_of(t.can_be_false for t in truths))

    def condition(self, item: str) -> Truth:
        """The truth of an item's own condition."""
        return self.truth(self.build.conditions[item])

    def defeater(self, item: str) -> Truth:
        """The truth of what defeats an item; false where nothing does."""
        struck = self.build.defeaters[item]
        return self.truth(Or(tuple(struck))) if struck else self.truth(Constant(value=False))

    def truth_with(self, node: Node, answers: dict[Node, Truth]) -> Truth:
        """Return the truth of a condition in which some names are answered already."""
        kept, self._cache = self._cache, {**self._cache, **answers}
        found = self.truth(node)
        self._cache = kept
        return found

    def silent(self, key: str) -> Bit:
        """A silence is told."""
        condition = self.build.sources.conditions[f"silences: {key}"].node
        return self.truth(self.build.resolver.resolve(condition)).certain

    def applies(self, item: str) -> Bit:
        """The item's line stands among the settled ones."""
        return z3.And(self.condition(item).certain, self.defeater(item).excluded)

    def shown(self, item: str) -> Bit:
        """The item applies or is conditional."""
        return z3.And(self.condition(item).certain, self.defeater(item).can_be_false)

    def overridden(self, item: str) -> Bit:
        """A defeater has struck the item."""
        return z3.And(self.condition(item).certain, self.defeater(item).certain)

    def waits(self, item: str) -> Bit:
        """The item is named as waiting: open, asking, not struck, and not in vain."""
        if not self.asks[item]:
            return NO
        condition, defeater = self.condition(item), self.defeater(item)
        undecided = z3.Or(condition.can_be_false, defeater.can_be_true)
        return z3.And(condition.can_be_true, defeater.can_be_false, undecided, z3.Not(self.in_vain(item)))

    def in_vain(self, item: str) -> Bit:
        """The item is open while no answer can bring it, as safety.yaml says."""
        entries = enumerate(self.build.sources.safety.waits_in_vain)
        nodes = [
            self.build.resolver.resolve(self.build.sources.conditions[f"in vain: {place}"].node)
            for place, entry in entries
            if item in entry.items
        ]
        return any_of(self.truth(node).certain for node in nodes)

    @cached_property
    def asks(self) -> dict[str, bool]:
        """Whether an item asks for what it lacks."""
        return {rule.id: rule.asks for rule in self.build.sources.rules}


def solver(*worlds: World) -> Any:  # noqa: ANN401 (z3 ships no types)
    """A solver that knows the rules of these worlds."""
    found = z3.SolverFor("QF_FD")
    found.add(*reduce(lambda rules, world: rules + world.rules, worlds, list[Bit]()))
    return found
