"""The units a person may type behind a number, in every spelling."""

import re
import unicodedata
from functools import cache

from crlm_desktop.domain.facts import FactDefinition


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
    own = definition.unit or {}
    spelled = {symbol: symbol for symbol in units_of(definition)} | dict.fromkeys(
        own.values(), own.get("en", "")
    )
    return sorted(spelled.items(), key=lambda pair: -len(pair[0]))


@cache
def _at_the_end(key: str) -> re.Pattern[str]:
    """Return what finds a unit behind a figure, blanks before and within it or none."""
    return re.compile(r"\s*".join((r"(?<=[\d+.])", *map(re.escape, key), "$")))
