"""What the engine says of a case: one frozen value that window, report and command line read."""

from collections.abc import Mapping
from typing import NamedTuple

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.facts import Bilingual
from crlm_desktop.domain.values import FactValue

DerivedValue = bool | int | str | None


class ItemState(NamedTuple):
    """The state of one item, and the facts that can still change it."""

    state: str
    missing: tuple[str, ...] = ()


class Advice(NamedTuple):
    """One line that a clinician reads.

    `items`: those that put it there; `because`: the facts that made it true; `unsettled`: for a
    conditional line the facts of its open question; `check`: contraindications that nobody has stated;
    `doubts`: ids of the document's doubts that touch it; `done`: its request is already met.
    """

    key: str
    items: tuple[str, ...]
    state: str
    phase: str
    strength: str
    grade: str | None
    evidence: str | None
    statements: tuple[str, ...]
    headline: Bilingual
    details: tuple[Bilingual, ...]
    because: tuple[str, ...]
    unsettled: tuple[str, ...] = ()
    check: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    done: bool = False
    urgent: bool = False


class Waiting(NamedTuple):
    """One line that waits: which items, and for which facts."""

    key: str
    items: tuple[str, ...]
    headline: Bilingual
    missing: tuple[str, ...]


class Missing(NamedTuple):
    """One fact worth knowing next: the waiting items it can settle and how many lines that touches."""

    fact: str
    settles: tuple[str, ...]
    lines: int
    answered_by: str


class Warning(NamedTuple):  # noqa: A001 (the contract's word)
    """A contradiction or a boundary in what was entered."""

    code: str
    facts: tuple[str, ...]
    text: Bilingual


class Decision(NamedTuple):
    """Everything the knowledge base says of one case."""

    case: Case
    facts: Mapping[str, FactValue]
    settled: Mapping[str, str]
    derived: Mapping[str, DerivedValue]
    items: Mapping[str, ItemState]
    advice: tuple[Advice, ...]
    waiting: tuple[Waiting, ...]
    missing: tuple[Missing, ...]
    warnings: tuple[Warning, ...]
    silent: tuple[str, ...]
    score_parts: tuple[bool | None, ...] = ()

    def value(self, fact: str) -> FactValue | None:
        """Return what is known of an entered fact: its value, or what another answer settles; else None."""
        if fact in self.facts:
            return self.facts[fact]
        follows = self.settled.get(fact)
        return {"true": True, "false": False}.get(follows, follows) if follows is not None else None
