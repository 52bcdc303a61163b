"""The consensus at hand: statements, tables, grades, doubts as passages, searched in both languages."""

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from crlm_desktop.domain.facts import Bilingual
from crlm_desktop.engine.decision import Decision
from crlm_desktop.flow.words import item_words
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.knowledge.records import Item
from crlm_desktop.paths import resource
from crlm_desktop.texts import LANGUAGES, both, say

# First characters of GB 2312's first level, which is ordered by pinyin, where a new initial begins.
_FIRSTS = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_INITIALS = "abcdefghjklmnopqrstwxyz"
_LEVEL_ONE_END = 0xD7F9


class Passage(NamedTuple):
    """One thing to read: its kind, its title, its paragraphs, and the items that belong to it."""

    id: str
    kind: str
    title: Bilingual
    paragraphs: tuple[Bilingual, ...]
    items: tuple[str, ...] = ()

    @property
    def own(self) -> tuple[Bilingual, ...]:
        """Its paragraphs without those that are its items' texts."""
        return self.paragraphs[: -len(self.items)] if self.tells_items else self.paragraphs

    @property
    def tells_items(self) -> bool:
        """Tell whether its last paragraphs are the full texts of its items."""
        return self.kind in {"statement", "section"}


def passages(knowledge: Knowledge) -> tuple[Passage, ...]:
    """Return every passage of a knowledge base, in reading order."""
    return (
        *_statements(knowledge),
        *_sections(knowledge),
        *_tables(knowledge),
        _grades(knowledge),
        *_doubts(knowledge),
    )


def _statements(knowledge: Knowledge) -> Iterator[Passage]:
    for entry in knowledge.statements["statements"]:
        number = entry["statement"]
        members = [item for item in knowledge.items if item.statement == number]
        title = {language: f"C{number} · {entry['topic'][language]}" for language in LANGUAGES}
        body = (entry["summary"], *(_item_text(item) for item in members))
        yield Passage(f"C{number}", "statement", title, body, tuple(item.id for item in members))


def _sections(knowledge: Knowledge) -> Iterator[Passage]:
    loose = [
        item
        for item in knowledge.items
        if item.statement is None and item.table is None and not item.is_guard
    ]
    for section in dict.fromkeys(item.section for item in loose):
        members = [item for item in loose if item.section == section]
        title = both("ui.source.section", section=section)
        yield Passage(
            section, "section", title, tuple(map(_item_text, members)), tuple(item.id for item in members)
        )


def _item_text(item: Item) -> Bilingual:
    return {language: item_words(item, language) for language in LANGUAGES}


def _tables(knowledge: Knowledge) -> Iterator[Passage]:
    for table in knowledge.statements["tables"]:
        title = {
            language: " · ".join(
                (say(language, "ui.source.table", number=table["table"]), table["title"][language])
            )
            for language in LANGUAGES
        }
        rows = tuple({language: _row(row, language) for language in LANGUAGES} for row in table["rows"])
        items = tuple(item.id for item in knowledge.items if item.table == table["table"])
        yield Passage(f"T{table['table']}", "table", title, rows, items)


def _row(row: dict[str, object], language: str) -> str:
    cells = (
        cell[language] if isinstance(cell, dict) else str(cell)
        for name, cell in row.items()
        if cell is not None and name != "facts"
    )
    return " · ".join(cells)


def _grades(knowledge: Knowledge) -> Passage:
    edition = knowledge.edition
    pairs = [(entry["grade"], entry["meaning"]) for entry in edition["grades"]]
    pairs += [(entry["class"], entry["meaning"]) for entry in edition["evidence_classes"]]
    rows = tuple(
        {language: f"{name}: {meaning[language]}" for language in LANGUAGES} for name, meaning in pairs
    )
    return Passage("grades", "grades", both("ui.reader.grades"), (edition["grading"], *rows))


def _doubts(knowledge: Knowledge) -> Iterator[Passage]:
    for doubt in knowledge.doubts:
        title = {language: f"{doubt.id} · {doubt.where} · {doubt.short[language]}" for language in LANGUAGES}
        we_do = {
            language: say(language, "ui.why.we_do", text=doubt.we_do[language]) for language in LANGUAGES
        }
        yield Passage(doubt.id, "doubt", title, (doubt.says, we_do), doubt.items)


class Searchable:
    """Texts as search sees them: without capitals and wide letters, and as pinyin initials."""

    def __init__(self, texts: Iterable[Bilingual]) -> None:
        self._texts = tuple(texts)
        self._plain = _plain(" ".join(text[language] for text in self._texts for language in LANGUAGES))

    @cached_property
    def _initials(self) -> str:
        return initials_of(" ".join(text["zh"] for text in self._texts))

    def holds(self, sought: str) -> bool:
        """Tell whether every word sought is there, in either language, or as pinyin initials."""
        return all(self._holds(word) for word in _plain(sought).split())

    def _holds(self, word: str) -> bool:
        if word in self._plain:
            return True
        return word.isascii() and word.isalpha() and len(word) > 1 and word in self._initials


def found(all_passages: Iterable[Passage], sought: str) -> tuple[Passage, ...]:
    """Return the passages that hold every word sought, in either language, or its pinyin initials."""
    return tuple(
        passage for passage in all_passages if Searchable((passage.title, *passage.paragraphs)).holds(sought)
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def initials_of(text: str) -> str:
    """Return the pinyin initials of a Chinese text; what has none becomes a gap."""
    return "".join(_initial(sign) for sign in text)


@cache
def _initial(sign: str) -> str:
    return _rarer().get(sign) or _common(sign)


def _common(sign: str) -> str:
    try:
        code = int.from_bytes(sign.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return " "
    starts = _starts()
    if sign.isascii() or not starts[0] <= code <= _LEVEL_ONE_END:
        return " "
    return _INITIALS[bisect_right(starts, code) - 1]


@cache
def _rarer() -> dict[str, str]:
    """Return the initial of each character of the texts that is not in the level ordered by pinyin."""
    signs_of = json.loads(resource("initials.json").read_text(encoding="utf-8"))
    return {sign: initial for initial, signs in signs_of.items() for sign in signs}


@cache
def _starts() -> tuple[int, ...]:
    return tuple(int.from_bytes(sign.encode("gb2312"), "big") for sign in _FIRSTS)


def state_mark(passage: Passage, decision: Decision | None) -> str:
    """Return how a passage stands for this patient: applies, conditional, waiting, or nothing to say."""
    states = [decision.items[item].state for item in passage.items] if decision is not None else []
    return next((state for state in ("applies", "conditional", "needs_data") if state in states), "")
