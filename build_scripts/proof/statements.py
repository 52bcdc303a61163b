"""The named safety statements, the pairs that contradict each other, the cases that get no answer."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import z3

from crlm_desktop.knowledge.nodes import Fact, names_in
from proof.bits import Bit, any_of
from proof.formula import Formula
from proof.patients import Typed
from proof.report import Prover, Report
from proof.witness import facts_of, in_words

if TYPE_CHECKING:
    from crlm_desktop.knowledge.build import Build
    from crlm_desktop.knowledge.entries import RuleEntry
    from crlm_desktop.knowledge.safety_entries import ContradictionEntry

CONTRADICTION_GUARDS = ("G1", "G2", "G9", "G20")
TREATMENT_GUARDS = ("G11", "G15")


class Statements:
    """One patient as a formula, and what is asked of it."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.world = Typed(build, "case")
        self.prover = Prover(self.world)

    def fully_known(self) -> Bit:
        """Every fact is known, the diagnosis is made, nothing contradicts."""
        quiet = [self.world.condition(guard).excluded for guard in CONTRADICTION_GUARDS]
        return z3.And(self.world.complete, self.world.truth(Fact("crlm_diagnosed")).certain, *quiet)

    def _case(self, model: Any, items: tuple[str, ...], also: set[str]) -> str:  # noqa: ANN401 (z3 ships no types)
        nodes = [
            node for item in items for node in (self.build.conditions[item], *self.build.defeaters[item])
        ]
        named = also.union(*(names_in(node) for node in nodes))
        return in_words(facts_of(self.world, model), named)

    def prove_named(self, report: Report) -> None:
        """Prove every named statement: no case makes its formula true."""
        for entry in self.build.sources.safety.statements:
            formula = Formula(entry.never, self.build)
            domain = [self.fully_known()] if entry.cases == "known" else []
            model = self.prover.witness(formula.truth(self.world).can_be_true, *domain)
            items = tuple(
                name for kind, names in formula.questions.values() if kind != "silent" for name in names
            )
            told = None if model is None else self._case(model, items, set(names_in(formula.node)))
            report.note("named safety statements", told and f"{entry.id}: {told}")

    def prove_pairs(self, report: Report) -> None:
        """Prove that pairs never meet, or only beside what says so; every avoid must be in a pair or slot."""
        listed = {frozenset(entry.items): entry for entry in self.build.sources.safety.contradictions}
        for slot in self.build.sources.safety.slots:
            for first, second in combinations(slot.items, 2):
                if frozenset((first, second)) not in listed:
                    report.note("first choices never meet", self._meeting(first, second))
        for entry in listed.values():
            report.note("contradictions are said", self._unsaid(entry))
        for rule in self.build.sources.rules:
            if rule.strength in {"avoid", "not_routinely"}:
                paired = any(rule.id in entry.items for entry in listed.values())
                report.note("every avoid has its pair", None if paired else f"{rule.id} stands in no pair")

    def _meeting(self, first: str, second: str, *unless: Bit) -> str | None:
        world = self.world
        silent = [z3.Not(said) for said in unless]
        model = self.prover.witness(world.shown(first), world.shown(second), *silent)
        return (
            None if model is None else f"{first} meets {second}: {self._case(model, (first, second), set())}"
        )

    def _unsaid(self, entry: ContradictionEntry) -> str | None:
        first, second = entry.items
        said = [self._said(name, entry) for name in entry.said_by]
        unheard = [name for name, bit in zip(entry.said_by, said, strict=True) if bit is None]
        if unheard:
            return f"{first}, {second}: {unheard} is attached to neither"
        if said and self.prover.witness(self.world.shown(first), self.world.shown(second)) is None:
            return f"{first} never meets {second}: nothing has to say so"
        return self._meeting(first, second, *(bit for bit in said if bit is not None))

    def _said(self, name: str, entry: ContradictionEntry) -> Bit | None:
        """Say when a guard, silence or doubt is told; None for a doubt attached to neither item."""
        if name in self.build.conditions:
            return self.world.shown(name) if name in entry.items else self.world.applies(name)
        for doubt in self.build.sources.doubts:
            if doubt.id == name:
                return self._doubted(doubt.facts) if set(doubt.items) & set(entry.items) else None
        return self.world.silent(name)

    def _doubted(self, facts: list[str]) -> Bit:
        """A doubt is told where it names no fact, a derived one, or one that was entered."""
        entered = self.world.entered
        if not facts or any(fact not in self.build.sources.vocabulary for fact in facts):
            return z3.BoolVal(val=True)
        return any_of(entered[fact] for fact in facts if fact in entered)

    def prove_answered(self, report: Report) -> None:
        """Prove that every fully known case has a treatment line or a named silence."""
        lines = [rule.id for rule in self.build.sources.rules if is_treatment(rule)]
        silences = [silence.key for silence in self.build.sources.silences]
        answers = [self.world.applies(item) for item in lines] + [self.world.silent(key) for key in silences]
        model = self.prover.witness(self.fully_known(), z3.Not(any_of(answers)))
        told = None if model is None else in_words(facts_of(self.world, model))
        report.note("every fully known case is answered", told)


def is_treatment(rule: RuleEntry) -> bool:
    """Tell whether an item says what to do, or not to do, about treatment or follow-up."""
    if rule.id in TREATMENT_GUARDS:
        return True
    return rule.section.startswith(("5.", "7")) and rule.strength != "inform"
