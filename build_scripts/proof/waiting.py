"""A line named as waiting can really come to apply: some answers to its open questions bring it.

Found by trial and generalisation: each answer set that works rules out every case that leaves it possible,
until no waiting case is left. What is open in vain is named in safety.yaml, and not called waiting; that no
answer can bring it is proved as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import z3

from crlm_desktop.knowledge.nodes import Known, Node, parts_of
from proof.formula import Formula
from proof.monotone import facts_read
from proof.patients import Masks, Typed, within
from proof.report import Prover, Report, answered
from proof.witness import facts_of, in_words
from proof.world import solver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crlm_desktop.knowledge.build import Build
    from proof.bits import Bit


def prove(build: Build, report: Report) -> None:
    """Prove it of every item that asks."""
    now, later = Typed(build, "now"), Masks(build, "later")
    cases = solver(now)
    cases.add(now.coherent)
    cases.add(
        *(z3.Not(Formula(entry.while_, build).truth(now).certain) for entry in build.sources.safety.held_back)
    )
    for item in build.conditions:
        if now.asks[item]:
            report.note("waiting can come to apply", _Search(now, later, item).failure(cases))
    report.note_all("open in vain cannot come to apply", _truly_in_vain(build))


def _truly_in_vain(build: Build) -> Iterator[str | None]:
    """Look, for every item said to be open in vain, for answers that bring it all the same."""
    before, after = Masks(build, "vain"), Masks(build, "answered")
    prover = Prover(before, after)
    prover.assume(within(after, before, build.layout.facts))
    for item in dict.fromkeys(name for entry in build.sources.safety.waits_in_vain for name in entry.items):
        model = prover.witness(before.in_vain(item), after.applies(item))
        yield None if model is None else f"{item} is not in vain: {in_words(facts_of(after, model))}"


def left_unknown(node: Node) -> Iterator[str]:
    """Yield the facts of which a condition asks only whether they are known."""
    match node:
        case Known(str(name)):
            yield name
    for part in parts_of(node):
        yield from left_unknown(part)


class _Search:
    """Looks for a waiting case that no answers can bring to apply."""

    def __init__(self, now: Typed, later: Masks, item: str) -> None:
        self.now, self.later, self.item = now, later, item
        self.reads = facts_read(now.build, item)
        unknown = set(left_unknown(now.build.conditions[item]))
        answered_facts = [fact for fact in self.reads if fact not in unknown]
        full = [later.single(fact) for fact in answered_facts] + [
            later.entered[fact] for fact in answered_facts
        ]
        self.answers, self.others = solver(later), solver(later)
        self.answers.add(*full, later.applies(item))
        self.others.add(*full, z3.Not(later.applies(item)))

    def failure(self, cases: Any) -> str | None:  # noqa: ANN401 (z3 ships no types)
        """Return a case in which the item waits for ever, in words; None where there is none."""
        cases.push()
        cases.add(self.now.waits(self.item))
        found = self._stuck(cases)
        cases.pop()
        return found

    def _stuck(self, cases: Any) -> str | None:  # noqa: ANN401 (z3 ships no types)
        while (case := answered(cases)) is not None:
            found = answered(self.answers, *self._excluded(case))
            if found is None:
                facts = facts_of(self.now, case)
                return f"{self.item} waits in vain: {in_words(facts, set(self.reads))}"
            cases.add(z3.Not(self._leaves_possible(found)))
        return None

    def _excluded(self, case: Any) -> list[Bit]:  # noqa: ANN401 (z3 ships no types)
        """Return what the case has ruled out already."""
        return [
            z3.Not(self.later.free[fact][region])
            for fact in self.reads
            for region in self.later.regions(fact)
            if not case.eval(self.now.possible[fact][region], model_completion=True)
        ]

    def _leaves_possible(self, found: Any) -> Bit:  # noqa: ANN401 (z3 ships no types)
        """Say that a case leaves the answers that matter possible: they bring the item in any case."""
        regions = {
            fact: [bool(found.eval(bit, model_completion=True)) for bit in self.later.free[fact]]
            for fact in self.reads
        }
        needed = list(self.reads)
        for fact in self.reads:
            fewer = [other for other in needed if other != fact]
            if answered(self.others, *self._exactly(regions, fewer)) is None:
                needed = fewer
        return z3.And(
            *(
                self.now.possible[fact][region]
                for fact in needed
                for region, chosen in enumerate(regions[fact])
                if chosen
            )
        )

    def _exactly(self, regions: dict[str, list[bool]], facts: list[str]) -> list[Bit]:
        return [
            bit if chosen else z3.Not(bit)
            for fact in facts
            for bit, chosen in zip(self.later.free[fact], regions[fact], strict=True)
        ]
