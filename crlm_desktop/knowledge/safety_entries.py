"""The shapes of what `safety.yaml` asks to be proved."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from crlm_desktop.knowledge.entries import Closed, Words


class StatementEntry(Words):
    """One safety statement: a formula that no case makes true."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    never: str
    cases: Literal["any", "known"] = "any"


class NotMonotoneEntry(Words):
    """A fact through which settled items may change once more, and why."""

    fact: str
    items: list[str]


class HeldBackEntry(Words):
    """A result that is in and yet settles nothing."""

    id: str
    while_: str = Field(alias="while")


class VainEntry(Words):
    """Items that are open while no answer can bring them, and when that is so."""

    items: list[str]
    while_: str = Field(alias="while")


class SlotEntry(Closed):
    """One clinical question and the items that answer it first."""

    slot: str
    items: list[str] = Field(min_length=2)


class ContradictionEntry(Closed):
    """Two items that contradict each other, and what says so; nothing: they never meet."""

    items: list[str] = Field(min_length=2, max_length=2)
    said_by: list[str]


class SafetyEntry(Closed):
    """Everything that the proof has to show."""

    statements: list[StatementEntry]
    not_monotone: list[NotMonotoneEntry]
    held_back: list[HeldBackEntry]
    waits_in_vain: list[VainEntry]
    slots: list[SlotEntry]
    contradictions: list[ContradictionEntry]

    def named_items(self) -> Iterator[str]:
        """Yield every item that the file names outside its formulas."""
        yield from (name for entry in self.not_monotone for name in entry.items)
        yield from (name for entry in self.waits_in_vain for name in entry.items)
        yield from (name for entry in self.slots for name in entry.items)
        yield from (name for entry in self.contradictions for name in entry.items)


NOTHING_PROVED = SafetyEntry(
    statements=[], not_monotone=[], held_back=[], waits_in_vain=[], slots=[], contradictions=[]
)
