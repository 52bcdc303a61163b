"""What is settled stays settled: answers only narrow what is possible, settled items stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3

from crlm_desktop.knowledge.facts_read import read_facts
from proof.bits import Bit, all_of, any_of
from proof.patients import Masks, Typed, within
from proof.report import Prover, Report
from proof.witness import facts_of, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crlm_desktop.knowledge.build import Build


def facts_read(build: Build, item: str) -> list[str]:
    """Return every fact that an item's condition or its defeaters read."""
    nodes = [build.conditions[item], *build.defeaters[item]]
    return list(dict.fromkeys(fact for node in nodes for fact in read_facts(node)))


def prove(build: Build, report: Report) -> None:
    """Prove that settling is monotone, and every item but those listed, through no fact but those listed."""
    report.note("answers settle others monotonely", _settling(build))
    before, after = Masks(build, "before"), Masks(build, "after")
    prover = Prover(before, after)
    prover.assume(
        within(after, before, build.layout.facts), _stays_entered(before, after, build.layout.facts)
    )
    listed = {(item, entry.fact) for entry in build.sources.safety.not_monotone for item in entry.items}
    exceptions = {item for item, _ in listed}
    plain = [item for item in build.conditions if item not in exceptions]
    for item in plain:
        model = prover.witness(flips(before, after, item))
        told = None if model is None else f"{item} is not: {in_words(facts_of(before, model))}"
        report.note("settled stays settled", told)
    for item in build.conditions:
        if item in exceptions:
            report.note_all(
                "settled stays settled, but for the facts named",
                _through(prover, before, after, item, listed),
            )


def _through(
    prover: Prover, before: Masks, after: Masks, item: str, listed: set[tuple[str, str]]
) -> Iterator[str | None]:
    """Compare the facts that, learnt alone, can change the settled item with those that are listed."""
    reads = facts_read(before.build, item)
    for fact in reads:
        others = [z3.Not(differs(before, after, other)) for other in reads if other != fact]
        found = prover.witness(flips(before, after, item), *others) is not None
        if found and (item, fact) not in listed:
            yield f"{item} can change through {fact}, which is not listed"
        elif not found and (item, fact) in listed:
            yield f"{item} cannot change through {fact}, which is listed"
        elif not found:
            yield None
    strangers = {fact for name, fact in listed if name == item} - set(reads)
    yield from (f"{item} does not read {fact}, which is listed" for fact in sorted(strangers))


def flips(before: Masks, after: Masks, item: str) -> Bit:
    """The item was settled before and is in another state after."""
    condition, defeater = before.condition(item), before.defeater(item)
    settled = z3.Or(condition.excluded, z3.And(condition.certain, z3.Not(defeater.open)))
    moved = any_of(a != b for a, b in zip(condition, after.condition(item), strict=True))
    struck = any_of(a != b for a, b in zip(defeater, after.defeater(item), strict=True))
    return z3.And(settled, z3.Or(moved, z3.And(condition.certain, struck)))


def differs(first: Masks | Typed, second: Masks | Typed, fact: str) -> Bit:
    """The two worlds know different things of a fact."""
    moved = [a != b for a, b in zip(first.free[fact], second.free[fact], strict=True)]
    return any_of([first.entered[fact] != second.entered[fact], *moved])


def _stays_entered(before: Masks | Typed, after: Masks | Typed, facts: list[str] | tuple[str, ...]) -> Bit:
    return all_of(z3.Implies(before.entered[fact], after.entered[fact]) for fact in facts)


def _settling(build: Build) -> str | None:
    """One more answer, within what is still possible, never widens what is possible of any fact."""
    before, after = Typed(build, "typed_before"), Typed(build, "typed_after")
    facts = before.typed_facts
    prover = Prover(before, after)
    prover.assume(z3.AtMost(*(differs(before, after, fact) for fact in facts), 1))
    prover.assume(_stays_entered(before, after, facts))
    for fact in facts:
        pairs = zip(after.free[fact], before.free[fact], before.possible[fact], strict=True)
        answer = all_of(z3.And(z3.Implies(new, typed), z3.Implies(new, left)) for new, typed, left in pairs)
        prover.assume(z3.Implies(differs(before, after, fact), answer))
    model = prover.witness(z3.Not(within(after, before, build.layout.facts)))
    if model is None:
        return None
    return f"{in_words(facts_of(before, model))} -> {in_words(facts_of(after, model))}"
