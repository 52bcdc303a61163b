"""The frozen records of the knowledge base: items, lines, doubts, silences, what follows from what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crlm_desktop.domain.facts import Bilingual, Choice


class Item(NamedTuple):
    """One coded item: where it stands in the document, how strong it is, when it applies, what it says."""

    id: str
    line: str
    section: str
    phase: str
    strength: str
    when: str
    text: Bilingual
    statement: int | None = None
    table: int | None = None
    grade: str | None = None
    evidence: str | None = None
    unless: tuple[str, ...] = ()
    asks: bool = True
    names: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    defeater_reads: tuple[str, ...] = ()
    stated_only: tuple[str, ...] | None = None

    @property
    def is_guard(self) -> bool:
        """Tell whether the item is a guard of ours, not the document's."""
        return self.section == "guard"


class Line(NamedTuple):
    """One advice line: what a clinician reads; one or several items feed it."""

    key: str
    headline: Bilingual
    items: tuple[str, ...]
    order: int
    done_index: int | None = None
    urgent: bool = False


class Doubt(NamedTuple):
    """One gap or contradiction of the document: what it says, what we do, who decides."""

    id: str
    kind: str
    where: str
    items: tuple[str, ...]
    facts: tuple[str, ...]
    decides: str
    says: Bilingual
    we_do: Bilingual
    short: Bilingual


@dataclass(frozen=True, slots=True)
class Silence:
    """A question on which the consensus says nothing."""

    key: str
    text: Bilingual
    index: int


class DerivedFact(NamedTuple):
    """A fact that follows from others: its words and, for a choice, its values."""

    name: str
    kind: str
    codes: tuple[str, ...]
    label: Bilingual
    choices: tuple[Choice, ...]


class Definition(NamedTuple):
    """How a derived fact is defined: one condition, or one per value; what it erases where it is true."""

    name: str
    when: str | None
    values: Mapping[str, str]
    erases: tuple[str, ...]


class Settling(NamedTuple):
    """What one answer settles of another fact; `ours` marks an assumption that is not the document's."""

    fact: str
    condition: str | None
    to: str | bool
    ours: bool


class SafetyStatement(NamedTuple):
    """One sentence that is proved of every possible case."""

    id: str
    text: Bilingual
