"""The compiled form of the knowledge base: two JSON files and two generated modules."""

import json
from typing import Any

from crlm_desktop.knowledge.build import Build
from crlm_desktop.knowledge.entries import FactEntry, RuleEntry
from crlm_desktop.knowledge.facts_read import read_facts, stated_only
from crlm_desktop.knowledge.items_module import ItemsModule
from crlm_desktop.knowledge.loader import Sources
from crlm_desktop.knowledge.states_module import StatesModule

FACTS_FILE = "compiled/facts.json"
RULES_FILE = "compiled/rules.json"
STATES_MODULE = "compiled_states.py"
ITEMS_MODULE = "compiled_items.py"


class DataFiles:
    """Writes the two JSON files."""

    def __init__(self, build: Build) -> None:
        """Remember what was compiled."""
        self._build = build

    def facts_json(self) -> str:
        """Return what the pages need at start: pages, groups and facts."""
        data = {
            "sha256": self._build.sources.sha256,
            "pages": [
                {
                    "page": page.page,
                    "label": page.label.model_dump(),
                    "groups": [group.model_dump() for group in page.groups],
                }
                for page in self._build.sources.pages
            ],
            "facts": [
                self._fact(page.page, entry) for page in self._build.sources.pages for entry in page.facts
            ],
        }
        return _json(data)

    @staticmethod
    def _fact(page: str, entry: FactEntry) -> dict[str, Any]:
        return {"page": page, **entry.model_dump(exclude_defaults=True)}

    def rules_json(self) -> str:
        """Return everything else: items, lines, doubts, silences, regions, derived facts, edition."""
        sources = self._build.sources
        data = {
            "sha256": sources.sha256,
            "edition": sources.edition,
            "regions": self._build.layout.regions_json(),
            "derived": self._derived_json(),
            "definitions": [entry.model_dump(exclude_defaults=True) for entry in sources.derived_entries],
            "items": [self._item(rule) for rule in sources.rules],
            "lines": [line.model_dump(exclude_defaults=True) for line in sources.lines],
            "doubts": [doubt.model_dump() for doubt in sources.doubts],
            "silences": [silence.model_dump() for silence in sources.silences],
            "in_vain": [entry.items for entry in sources.safety.waits_in_vain],
            "settles": [entry.model_dump(by_alias=True, exclude_defaults=True) for entry in sources.settles],
            "statements": sources.statements,
            "safety": [
                {"id": entry.id, "zh": entry.zh, "en": entry.en} for entry in sources.safety.statements
            ],
        }
        return _json(data)

    def _derived_json(self) -> list[dict[str, Any]]:
        labels = {label.name: label for label in self._build.sources.derived_labels}
        entries = []
        for name, kind, codes in self._build.derived_outputs():
            label = labels[name].model_dump(exclude_defaults=True) if name in labels else {"name": name}
            entries.append({**label, "kind": kind, "codes": codes})
        return entries

    def _item(self, rule: RuleEntry) -> dict[str, Any]:
        condition = self._build.sources.conditions[f"rules: {rule.id}"].node
        data = rule.model_dump(exclude_defaults=True)
        data["names"] = read_facts(condition)
        data["reads"] = read_facts(self._build.conditions[rule.id])
        if rule.unless:
            data["defeater_reads"] = list(
                dict.fromkeys(name for node in self._build.defeaters[rule.id] for name in read_facts(node))
            )
        guard = stated_only(self._build.conditions[rule.id])
        if guard is not None:
            data["stated_only"] = guard
        return data


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=False) + "\n"


def compiled(sources: Sources) -> tuple[dict[str, str], dict[str, str]]:
    """Return the compiled data files and the generated modules, each by name."""
    build = Build(sources)
    files = DataFiles(build)
    return (
        {FACTS_FILE: files.facts_json(), RULES_FILE: files.rules_json()},
        {STATES_MODULE: StatesModule(build).text(), ITEMS_MODULE: ItemsModule(build).text()},
    )
