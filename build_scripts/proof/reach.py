"""Every item can apply and can fail to, every live defeater can strike; shown on the real engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3

from proof.patients import Typed
from proof.report import Prover, Report
from proof.witness import engine_states, facts_of, in_words

if TYPE_CHECKING:
    from crlm_desktop.knowledge.build import Build
    from proof.bits import Bit


def prove(build: Build, report: Report) -> None:
    """Look for a case in which each item applies, and one in which it does not."""
    world = Typed(build, "reach")
    prover = Prover(world)
    for item in build.conditions:
        report.note("can apply", _reached(world, prover, item, world.applies(item), {"applies"}))
        elsewhere = z3.Not(world.condition(item).certain)
        report.note("can fail to apply", _reached(world, prover, item, elsewhere, _NOT_TRUE))
        if build.defeaters[item]:
            struck = world.overridden(item)
            report.note("can be overridden", _reached(world, prover, item, struck, {"overridden"}))


_NOT_TRUE = {"does_not_apply", "needs_data"}


def _reached(world: Typed, prover: Prover, item: str, wanted: Bit, states: set[str]) -> str | None:
    """Return what is wrong: no such case, or a case that the engine sees differently."""
    model = prover.witness(wanted)
    if model is None:
        return f"{item}: no case is {' or '.join(sorted(states))}"
    facts = facts_of(world, model)
    state = engine_states(facts)[item]
    return None if state in states else f"{item}: the engine says {state} of {in_words(facts)}"
