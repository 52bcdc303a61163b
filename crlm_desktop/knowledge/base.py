"""The knowledge base as the running app holds it: frozen, loaded from the compiled files, no YAML."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from crlm_desktop.domain.facts import Bilingual, Choice
from crlm_desktop.domain.regions import Regions
from crlm_desktop.knowledge.pages import Facts, choices_of, facts, read_compiled
from crlm_desktop.paths import KNOWLEDGE_ID, knowledge_folder


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


class Knowledge(NamedTuple):
    """The whole knowledge base."""

    id: str
    version: str
    sha256: str
    edition: Mapping[str, Any]
    facts: Facts
    regions: tuple[Regions, ...]
    derived: tuple[DerivedFact, ...]
    definitions: tuple[Definition, ...]
    items: tuple[Item, ...]
    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...]
    silences: tuple[Silence, ...]
    in_vain: Mapping[str, tuple[int, ...]]
    settlings: tuple[Settling, ...]
    statements: Mapping[str, Any]
    safety: tuple[SafetyStatement, ...]
    item_by_id: Mapping[str, Item]
    item_index: Mapping[str, int]
    line_by_key: Mapping[str, Line]
    region_index: Mapping[str, int]


class Certificate(NamedTuple):
    """What was proved of a knowledge base: how many statements, over which hash of its sources."""

    sha256: str
    statements: int


def certificate() -> Certificate:
    """Return the certificate beside the knowledge base; raises OSError, ValueError, KeyError without."""
    data = json.loads((knowledge_folder() / "certificate.json").read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError("certificate.json")  # noqa: TRY004 (a fault of the file, as is one that is no JSON)
    return Certificate(str(data["knowledge_sha256"]), int(data["statements"]))


def _regions(entry: dict[str, Any]) -> Regions:
    return Regions(
        name=entry["name"],
        kind=entry["kind"],
        everything=entry["everything"],
        codes=entry["codes"],
        thresholds=tuple(entry.get("thresholds", ())),
        lowest=entry.get("lowest", 0.0),
        highest=entry.get("highest", 0.0),
        integer=entry.get("integer", False),
    )


_TUPLES = ("unless", "names", "reads", "defeater_reads", "stated_only")


def _item(entry: dict[str, Any]) -> Item:
    fields: dict[str, Any] = {key: tuple(value) if key in _TUPLES else value for key, value in entry.items()}
    return Item(**fields)


def _lines(data: dict[str, Any], items: tuple[Item, ...]) -> tuple[Line, ...]:
    fed: dict[str, list[str]] = {}
    for item in items:
        fed.setdefault(item.line, []).append(item.id)
    with_done = [entry["key"] for entry in data["lines"] if "done_when" in entry]
    return tuple(
        Line(
            key=entry["key"],
            headline=entry["headline"],
            items=tuple(fed[entry["key"]]),
            order=place,
            done_index=with_done.index(entry["key"]) if "done_when" in entry else None,
            urgent=entry.get("urgent", False),
        )
        for place, entry in enumerate(data["lines"])
    )


def _doubt(entry: dict[str, Any]) -> Doubt:
    lists = {"items", "facts"}
    fields: dict[str, Any] = {key: tuple(value) if key in lists else value for key, value in entry.items()}
    return Doubt(**fields)


def _in_vain(data: dict[str, Any], first: int) -> dict[str, tuple[int, ...]]:
    """Return, for every item that can wait in vain, where among the asides it is told that it does."""
    found: dict[str, tuple[int, ...]] = {}
    for place, items in enumerate(data["in_vain"], start=first):
        found |= {item: (*found.get(item, ()), place) for item in items}
    return found


@cache
def knowledge() -> Knowledge:
    """Return the knowledge base in use."""
    data = read_compiled("rules.json")
    items = tuple(_item(entry) for entry in data["items"])
    lines = _lines(data, items)
    regions = tuple(_regions(entry) for entry in data["regions"])
    with_done = sum("done_when" in entry for entry in data["lines"])
    return Knowledge(
        id=KNOWLEDGE_ID,
        version=str(data["edition"].get("version", "")),
        sha256=data["sha256"],
        edition=data["edition"],
        facts=facts(),
        regions=regions,
        derived=tuple(
            DerivedFact(
                entry["name"],
                entry["kind"],
                tuple(entry["codes"]),
                entry.get("label", {}),
                choices_of(entry.get("choices", [])),
            )
            for entry in data["derived"]
        ),
        definitions=tuple(
            Definition(
                entry["name"], entry.get("when"), entry.get("values", {}), tuple(entry.get("erases", ()))
            )
            for entry in data["definitions"]
        ),
        items=items,
        lines=lines,
        doubts=tuple(_doubt(entry) for entry in data["doubts"]),
        silences=tuple(
            Silence(entry["key"], entry["text"], with_done + place)
            for place, entry in enumerate(data["silences"])
        ),
        in_vain=_in_vain(data, with_done + len(data["silences"])),
        settlings=tuple(
            Settling(entry["fact"], entry.get("if"), entry["to"], entry.get("ours", False))
            for entry in data["settles"]
        ),
        statements=data["statements"],
        safety=tuple(
            SafetyStatement(entry["id"], {"zh": entry["zh"], "en": entry["en"]}) for entry in data["safety"]
        ),
        item_by_id={item.id: item for item in items},
        item_index={item.id: place for place, item in enumerate(items)},
        line_by_key={line.key: line for line in lines},
        region_index={cut.name: place for place, cut in enumerate(regions)},
    )
