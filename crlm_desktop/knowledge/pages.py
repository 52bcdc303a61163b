"""The definitions of all entered facts, page by page: all that the first page needs of the knowledge base."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from crlm_desktop.domain.facts import AlternativeUnit, Bilingual, Choice, FactDefinition
from crlm_desktop.paths import knowledge_folder


class Group(NamedTuple):
    """A group of facts on a page."""

    id: str
    label: Bilingual


class Page(NamedTuple):
    """One page of the wizard: its groups in reading order, its facts in reading order."""

    id: str
    label: Bilingual
    groups: tuple[Group, ...]
    facts: tuple[FactDefinition, ...]

    def facts_of(self, group: str) -> tuple[FactDefinition, ...]:
        """Return the facts of one group, in reading order."""
        return tuple(fact for fact in self.facts if fact.group == group)


class Facts(NamedTuple):
    """Every entered fact, by page and by name."""

    pages: tuple[Page, ...]
    vocabulary: Mapping[str, FactDefinition]


def read_compiled(name: str) -> dict[str, Any]:
    """Return one compiled file of the knowledge base; raises OSError where it is missing."""
    path = knowledge_folder() / "compiled" / name
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def choices_of(entries: list[dict[str, str]]) -> tuple[Choice, ...]:
    """Return the values of a choice, with their words."""
    return tuple(Choice(entry["code"], {"zh": entry["zh"], "en": entry["en"]}) for entry in entries)


def _fact(entry: dict[str, Any]) -> FactDefinition:
    low, high = entry.get("range", (None, None))
    choices = choices_of(entry.get("choices", []))
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
    return facts_from(read_compiled("facts.json"))


def facts_from(data: dict[str, Any]) -> Facts:
    """Return the definitions of facts in their compiled form."""
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
