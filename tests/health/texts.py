"""Every text of the project that a person reads, with the place where it stands."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from crlm_desktop.knowledge.loader import Sources, load
from crlm_desktop.paths import catalogues, knowledge_folder

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Text:
    """One text in both languages."""

    place: str
    zh: str
    en: str

    def of(self, language: str) -> str:
        """Return the text in a language."""
        return self.zh if language == "zh" else self.en


@cache
def sources() -> Sources:
    """Return the knowledge base as written."""
    return load(knowledge_folder())


def _within(data: Any, place: str) -> Iterator[Text]:  # noqa: ANN401 (data of any shape)
    if isinstance(data, dict):
        if data.keys() >= {"zh", "en"}:
            yield Text(place, data["zh"], data["en"])
        for key, part in data.items():
            yield from _within(part, f"{place}.{key}")
    elif isinstance(data, list):
        for number, part in enumerate(data):
            name = part.get("id") or part.get("key") or part.get("name") if isinstance(part, dict) else None
            yield from _within(part, f"{place}.{name or number}")


def _dumped(entries: list[Any]) -> list[Any]:
    return [entry.model_dump() if isinstance(entry, BaseModel) else entry for entry in entries]


@cache
def clinical_texts() -> tuple[Text, ...]:
    """Return every text that a clinician must approve."""
    found = sources()
    parts = {
        "rules": found.rules, "lines": found.lines, "doubts": found.doubts, "silences": found.silences,
        "pages": found.pages, "derived": found.derived_labels, "not_coded": found.not_coded,
        "statements": found.statements["statements"], "tables": found.statements["tables"],
        "edition": [found.edition],
    }  # fmt: skip
    return tuple(text for name, entries in parts.items() for text in _within(_dumped(entries), name))


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return the words of the app itself in a language; refuses a key that two parts share."""
    found: dict[str, str] = {}
    for path in catalogues(language):
        part: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        assert not found.keys() & part.keys(), path
        found |= part
    return found


@cache
def app_texts() -> tuple[Text, ...]:
    """Return every text of the app itself."""
    english = catalogue("en")
    return tuple(Text(f"i18n.{key}", text, english[key]) for key, text in catalogue("zh").items())


def documents() -> Iterator[tuple[str, str]]:
    """Yield every document of the project: its name and its text."""
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        yield path.name, path.read_text(encoding="utf-8")
