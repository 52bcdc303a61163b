"""Where a patient's possible regions come from: typed answers and what they settle, or any regions at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3

from proof.bits import NO, YES, Bit, all_of, any_of
from proof.world import World

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crlm_desktop.knowledge.build import Build


class Masks(World):
    """Any possible regions at all, as if every answer were independent of the others."""

    def __init__(self, build: Build, name: str) -> None:
        super().__init__(build, name)
        for fact in self.layout.facts:
            self.rules.append(any_of(self.free[fact]))
            if self.kind(fact) == "number":
                self.rules.append(self.without_gaps(fact))
                everything = all_of(self.free[fact][region] for region in self.regions(fact))
                self.rules.append(z3.Or(self.entered[fact], everything))
        self.rules += [self.single(fact) for fact in self.build.erasing]


class Typed(World):
    """A case as it can be typed, after contradictions erase and answers settle others, as in the engine."""

    def __init__(self, build: Build, name: str) -> None:
        super().__init__(build, name)
        for fact in self.typed_facts:
            self.rules += self._shape(fact)
        self._erase()
        self.clashes = [self._settle(place) for place in range(len(build.sources.settles))]

    def _shape(self, fact: str) -> list[Bit]:
        bits = [self.free[fact][region] for region in self.regions(fact)]
        rules = [any_of(bits), z3.Or(self.entered[fact], all_of(bits))]
        if self.kind(fact) == "number":
            return [*rules, self.without_gaps(fact)]
        if self.kind(fact) != "choice" and len(bits) > 1:
            rules.append(z3.Implies(self.entered[fact], z3.AtMost(*bits, 1)))
        return rules

    def _erase(self) -> None:
        for name, derived in self.build.erasing.items():
            found = self.truth(self.build.resolver.resolve(self.build.nodes_of(derived)[0])).certain
            self.possible[name] = [z3.Not(found), found]
            for fact in self.build.sources.erases[name]:
                regions = self.regions(fact)
                bits = self.possible[fact]
                self.possible[fact] = [
                    z3.Or(bit, found) if r in regions else NO for r, bit in enumerate(bits)
                ]
            self._cache.clear()

    def _settle(self, place: int) -> Bit:
        """Settle one fact; return whether an entered value contradicts it."""
        entry = self.build.sources.settles[place]
        test, value = self.settling(place)
        overwritten = z3.And(test, z3.Not(self.entered[entry.fact]))
        before = self.possible[entry.fact]
        pairs = list(zip(value, before, strict=True))
        self.possible[entry.fact] = [z3.If(overwritten, new, old) for new, old in pairs]
        self._cache.clear()
        overlap = any_of(z3.And(new, old) for new, old in pairs)
        return z3.And(test, self.entered[entry.fact], z3.Not(overlap))

    def settling(self, place: int) -> tuple[Bit, list[Bit]]:
        """Return when one entry settles its fact, and the regions that it leaves."""
        entry = self.build.sources.settles[place]
        test = YES
        if entry.if_ is not None:
            condition = self.build.sources.conditions[f"settles: {place}"].node
            test = self.truth(self.build.resolver.resolve(condition)).certain
        node = self.build.settled_node(entry)
        if node is not None:
            truth = self.truth(self.build.resolver.resolve(node))
            return test, [truth.can_be_false, truth.can_be_true]
        codes = self.layout.cuts[entry.fact]["codes"]
        assert isinstance(codes, dict)  # noqa: S101 (a choice)
        return test, [z3.BoolVal(region == codes[str(entry.to)]) for region in range(self.bits(entry.fact))]

    @property
    def coherent(self) -> Bit:
        """Nothing that was entered contradicts what an answer settles, and no contradiction erases."""
        erased = [self.possible[name][1] for name in self.build.erasing]
        return z3.Not(any_of([*self.clashes, *erased]))

    @property
    def complete(self) -> Bit:
        """Every fact is entered and has one value."""
        facts = [z3.And(self.entered[fact], self.single(fact)) for fact in self.typed_facts]
        return z3.And(self.coherent, *facts)


def within(inner: World, outer: World, facts: Iterable[str]) -> Bit:
    """What the inner world leaves possible of these facts, the outer one does too."""
    pairs = [
        z3.Implies(small, large)
        for fact in facts
        for small, large in zip(inner.possible[fact], outer.possible[fact], strict=True)
    ]
    return all_of(pairs)
