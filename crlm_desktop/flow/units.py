"""The units a person may type behind a number, in every spelling."""

import json
import re
import unicodedata
from functools import cache
from typing import TypedDict

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.paths import resource


class Units(TypedDict):
    """What is known of units: other spellings, which count what may be many, which measure a length."""

    spellings: dict[str, list[str]]
    counted_as_many: list[str]
    lengths: list[str]


@cache
def units() -> Units:
    """Return what is known of units, by the symbol that the facts use."""
    found: Units = json.loads(resource("units.json").read_text(encoding="utf-8"))
    return found


def may_be_many(definition: FactDefinition) -> bool:
    """Tell whether a fact counts what a report may call multiple."""
    return (definition.unit or {}).get("en") in units()["counted_as_many"]


def is_length(definition: FactDefinition) -> bool:
    """Tell whether a fact is a length, which a report may give along two axes."""
    return (definition.unit or {}).get("en") in units()["lengths"]


def symbol_key(symbol: str) -> str:
    """Return a unit in the form in which typed units are compared."""
    return unicodedata.normalize("NFKC", symbol).replace("μ", "u").replace(" ", "").lower()


def units_of(definition: FactDefinition) -> dict[str, float]:
    """Return the units a person may type, each with its factor to the fact's own unit; the own one first."""
    own = definition.unit or {}
    first = {own["en"]: 1.0} if own else {}
    return first | {unit.symbol: unit.factor for unit in definition.alternative_units}


def without_unit(words: str, definition: FactDefinition) -> tuple[str, str | None]:
    """Return a typed text without the unit behind its number, and the unit; blanks elsewhere stay."""
    plain = words.replace("μ", "u")
    for spelling, unit in _spellings(definition):
        if found := _at_the_end(symbol_key(spelling)).search(plain):
            return words[: found.start()], unit
    return words, None


def _spellings(definition: FactDefinition) -> list[tuple[str, str]]:
    """Return every spelling of every unit of a fact, the longest first."""
    own, known = definition.unit or {}, units_of(definition)
    spelled = {symbol: symbol for symbol in known} | dict.fromkeys(own.values(), own.get("en", ""))
    for symbol in known:
        spelled |= dict.fromkeys(units()["spellings"].get(symbol, ()), symbol)
    return sorted(spelled.items(), key=lambda pair: -len(pair[0]))


@cache
def _at_the_end(key: str) -> re.Pattern[str]:
    """Return what finds a unit behind a figure, blanks before and within it or none."""
    return re.compile(r"\s*".join((r"(?<=[\d+.])", *map(re.escape, key), "$")))
