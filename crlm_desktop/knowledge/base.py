"""The knowledge base as the running app holds it: frozen, loaded from the compiled files, no YAML."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from crlm_desktop.domain.facts import AlternativeUnit, Bilingual, Choice, FactDefinition
from crlm_desktop.domain.regions import Regions
from crlm_desktop.paths import KNOWLEDGE_ID, knowledge_folder

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Group:
    """A group of facts on a page."""

    id: str
    label: Bilingual


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the wizard: its groups in reading order, its facts in reading order."""

    id: str
    label: Bilingual
    groups: tuple[Group, ...]
    facts: tuple[FactDefinition, ...]

    def facts_of(self, group: str) -> tuple[FactDefinition, ...]:
        """Return the facts of one group, in reading order."""
        return tuple(fact for fact in self.facts if fact.group == group)


@dataclass(frozen=True, slots=True)
class Facts:
    """Every entered fact, by page and by name."""

    pages: tuple[Page, ...]
    vocabulary: Mapping[str, FactDefinition]


@dataclass(frozen=True, slots=True)
class Item:
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


@dataclass(frozen=True, slots=True)
class Line:
    """One advice line: what a clinician reads; one or several items feed it."""

    key: str
    headline: Bilingual
    items: tuple[str, ...]
    order: int
    done_index: int | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
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


@dataclass(frozen=True, slots=True)
class DerivedFact:
    """A fact that follows from others: its words and, for a choice, its values."""

    name: str
    kind: str
    codes: tuple[str, ...]
    label: Bilingual
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """How a derived fact is defined: one condition, or one per value; what it erases where it is true."""

    name: str
    when: str | None
    values: Mapping[str, str]
    erases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settling:
    """What one answer settles of another fact; `ours` marks an assumption that is not the document's."""

    fact: str
    condition: str | None
    to: str | bool
    ours: bool


@dataclass(frozen=True, slots=True)
class SafetyStatement:
    """One sentence that is proved of every possible case."""

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Knowledge:
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
    settlings: tuple[Settling, ...]
    statements: Mapping[str, Any]
    safety: tuple[SafetyStatement, ...]
    item_by_id: Mapping[str, Item]
    item_index: Mapping[str, int]
    line_by_key: Mapping[str, Line]
    region_index: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was proved of a knowledge base: how many statements, over which hash of its sources."""

    sha256: str
    statements: int


def certificate() -> Certificate:
    """Return the certificate beside the knowledge base; raises OSError, ValueError, KeyError without."""
    data = json.loads((knowledge_folder() / "certificate.json").read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError("certificate.json")  # noqa: TRY004 (a fault of the file, as is one that is no JSON)
    return Certificate(str(data["knowledge_sha256"]), int(data["statements"]))


def _read(name: str) -> dict[str, Any]:
    path: Path = knowledge_folder() / "compiled" / name
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def _choices(entries: list[dict[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(entry["code"], {"zh": entry["zh"], "en": entry["en"]}) for entry in entries)


def _fact(entry: dict[str, Any]) -> FactDefinition:
    low, high = entry.get("range", (None, None))
    choices = _choices(entry.get("choices", []))
    return FactDefinition(
        name=entry["name"],
        type=entry["type"],
        page=entry["page"],
        group=entry["group"],
        answered_by=entry["answered_by"],
        label=entry["label"],
        help=entry.get("help"),
        unit=entry.get("unit"),
        minimum=low,
        maximum=high,
        usual=tuple(entry["usual"]) if "usual" in entry else None,
        decimals=entry.get("decimals", 0),
        alternative_units=tuple(AlternativeUnit(**unit) for unit in entry.get("alternative_units", ())),
        choices=choices,
        never_asked=entry.get("never_asked", False),
        site_setting=entry.get("site_setting", False),
        date_rule=entry.get("date_rule", "any"),
        codes=frozenset(choice.code for choice in choices),
    )


@cache
def facts() -> Facts:
    """Return the definitions of all entered facts (all that the first page needs)."""
    data = _read("facts.json")
    definitions = [_fact(entry) for entry in data["facts"]]
    pages = tuple(
        Page(
            page["page"],
            page["label"],
            tuple(Group(group["id"], group["label"]) for group in page["groups"]),
            tuple(fact for fact in definitions if fact.page == page["page"]),
        )
        for page in data["pages"]
    )
    return Facts(pages, {fact.name: fact for fact in definitions})


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


@cache
def knowledge() -> Knowledge:
    """Return the knowledge base in use."""
    data = _read("rules.json")
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
                _choices(entry.get("choices", [])),
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
