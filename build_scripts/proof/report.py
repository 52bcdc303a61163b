"""What was proved, counted by kind, and what failed, each with a case that shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import z3

from proof.world import World, solver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proof.bits import Bit


@dataclass
class Report:
    """Proved statements by kind and the failures in words."""

    proved: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def note(self, kind: str, failure: str | None = None) -> None:
        """Count one statement as proved, or keep why it is not."""
        self.proved.setdefault(kind, 0)
        if failure is None:
            self.proved[kind] += 1
        else:
            self.failures.append(f"{kind}: {failure}")

    def note_all(self, kind: str, failures: Iterator[str | None]) -> None:
        """Note the outcome of every statement of a kind."""
        for failure in failures:
            self.note(kind, failure)


class Prover:
    """A solver over some worlds; every question is asked apart from the others."""

    def __init__(self, *worlds: World) -> None:
        self._solver = solver(*worlds)

    def assume(self, *formulas: Bit) -> None:
        """Hold these formulas from now on."""
        self._solver.add(*formulas)

    def witness(self, *formulas: Bit) -> Any | None:  # noqa: ANN401 (z3 ships no types)
        """Return a model in which the formulas hold together; None where there is none."""
        self._solver.push()
        self._solver.add(*formulas)
        found = answered(self._solver)
        self._solver.pop()
        return found


def answered(asked: Any, *assumptions: Bit) -> Any | None:  # noqa: ANN401 (z3 ships no types)
    """Return the model of a solver; None where it has none; it must not give up."""
    verdict = asked.check(*assumptions)
    if verdict == z3.unknown:
        raise RuntimeError(f"the solver gave up: {asked.reason_unknown()}")
    return asked.model() if verdict == z3.sat else None
