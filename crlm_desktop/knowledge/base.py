"""The knowledge base as the running app holds it: frozen, loaded from the compiled files, no YAML."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from crlm_desktop.domain.regions import Regions
from crlm_desktop.knowledge.pages import Facts, choices_of, facts, read_compiled
from crlm_desktop.knowledge.records import (
    Definition,
    DerivedFact,
    Doubt,
    Item,
    Line,
    SafetyStatement,
    Settling,
    Silence,
)
from crlm_desktop.paths import KNOWLEDGE_ID, knowledge_folder


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


def _derived(entry: dict[str, Any]) -> DerivedFact:
    words, choices = entry.get("label", {}), choices_of(entry.get("choices", []))
    return DerivedFact(entry["name"], entry["kind"], tuple(entry["codes"]), words, choices)


def _definition(entry: dict[str, Any]) -> Definition:
    values, erases = entry.get("values", {}), tuple(entry.get("erases", ()))
    return Definition(entry["name"], entry.get("when"), values, erases)


def _settling(entry: dict[str, Any]) -> Settling:
    return Settling(entry["fact"], entry.get("if"), entry["to"], entry.get("ours", False))


def _safety(entry: dict[str, Any]) -> SafetyStatement:
    return SafetyStatement(entry["id"], {"zh": entry["zh"], "en": entry["en"]})


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
        derived=tuple(_derived(entry) for entry in data["derived"]),
        definitions=tuple(_definition(entry) for entry in data["definitions"]),
        items=items,
        lines=lines,
        doubts=tuple(_doubt(entry) for entry in data["doubts"]),
        silences=tuple(
            Silence(entry["key"], entry["text"], with_done + place)
            for place, entry in enumerate(data["silences"])
        ),
        in_vain=_in_vain(data, with_done + len(data["silences"])),
        settlings=tuple(_settling(entry) for entry in data["settles"]),
        statements=data["statements"],
        safety=tuple(_safety(entry) for entry in data["safety"]),
        item_by_id={item.id: item for item in items},
        item_index={item.id: place for place, item in enumerate(items)},
        line_by_key={line.key: line for line in lines},
        region_index={cut.name: place for place, cut in enumerate(regions)},
    )
