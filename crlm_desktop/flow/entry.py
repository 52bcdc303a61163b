"""What a person types, understood: numbers with units, bounds, ranges and full-width digits; dates."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import Bound, FactValue
from crlm_desktop.domain.variants import protein_change
from crlm_desktop.domain.wording import tidy
from crlm_desktop.flow.units import is_length, may_be_many, units_of, without_unit


class Reading(NamedTuple):
    """A typed text as understood: a value, or a problem (key of its words); `note`: what was made of it."""

    value: FactValue | None = None
    problem: str | None = None
    note: str | None = None
    unusual: bool = False
    figures: Mapping[str, object] = MappingProxyType({})


EMPTY = Reading()
_NUMBER = r"\d+(?:\.\d+)?|\.\d+"
_RANGE = rf"({_NUMBER})\s*(?:~|-|至|到|to)\s*({_NUMBER})"
_COMPARED = rf"(>=|<=|>|<)?\s*({_NUMBER})\s*(\+)?"
_SPOKEN = (
    (r"至少|不少于|大于等于|大于或等于|at\s*least|min\.?", ">="),
    (r"至多|不超过|小于等于|小于或等于|at\s*most|max\.?|up\s*to", "<="),
    (r"大于|超过|多于|more\s*than|over|above", ">"),
    (r"小于|少于|不足|less\s*than|under|below", "<"),
)
_AXES = r"[\d.]\s*[^\d\s]{0,4}\s*[x×*]\s*[\d.]"
_UNCLEAR = (("comma", r"\d,\d"), ("two_numbers", r"[\d.]\s+[\d.]"))
_MANY = r"(?:多发|多个|multiple|many)\s*[,;:.]?\s*"
_FEWEST_OF_MANY = 2
# The blank that the app itself prints between thousands; a common blank may part two numbers.
_GROUPED = re.compile("(?<=\\d)[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}](?=\\d{3}(?!\\d))")
_DASHES = str.maketrans(dict.fromkeys("〜∼–—−‐‑－﹣", "~"))


def plain(text: str) -> str:
    """Return a typed text with full-width characters, dashes and signs brought to one form."""
    text = _GROUPED.sub("", text)
    for sign in "≥≧⩾":
        text = text.replace(sign, ">=")
    for sign in "≤≦⩽":
        text = text.replace(sign, "<=")
    folded = unicodedata.normalize("NFKC", text.translate(_DASHES)).replace("。", ".").replace("、", ",")
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", folded).strip().lower()


def read_number(text: str, definition: FactDefinition, unit: str | None = None) -> Reading:
    """Return what a typed number means in the fact's own unit; `unit` is the one chosen at the field."""
    words = plain(text)
    if not words:
        return EMPTY
    words = _without_name(words, definition)
    if may_be_many(definition) and (found := re.match(_MANY, words)):
        return _of_many(words[found.end() :], definition)
    return _read(words, definition, unit)


def _of_many(words: str, definition: FactDefinition) -> Reading:
    """Return what stands behind `multiple`, if it can be so many; alone it is at least two."""
    if not words:
        return _checked(Decimal(_FEWEST_OF_MANY), None, definition, "many")
    reading = _read(words, definition, None)
    value = reading.value
    fewest = value.at_least if isinstance(value, Bound) else value
    if isinstance(fewest, int) and fewest >= _FEWEST_OF_MANY:
        return reading
    return reading if reading.problem not in {None, "not_a_number"} else Reading(problem="after_many")


def _read(words: str, definition: FactDefinition, unit: str | None) -> Reading:
    words, typed_unit = without_unit(words, definition)
    factor = Decimal(str(units_of(definition).get(typed_unit or unit or "", 1.0)))
    for spoken, sign in _SPOKEN:
        words = re.sub(rf"^(?:{spoken})\s*", sign, words)
    return _understood(words, definition, factor, converted=factor != 1)


def read_variant(text: str) -> Reading:
    """Return a variant as it was typed, and what the rules read of it."""
    words = text.strip()
    if not words:
        return EMPTY
    change = protein_change(words)
    if change is None:
        return Reading(words, note="variant_not_read")
    return Reading(words, note=None if change == words else "variant", figures={"change": change})


def _understood(words: str, definition: FactDefinition, factor: Decimal, *, converted: bool) -> Reading:
    note = "converted" if converted else None
    if found := re.fullmatch(_RANGE, words):
        low, high = (Decimal(part) * factor for part in found.groups())
        return Reading(problem="upside_down") if low > high else _checked(low, high, definition, "range")
    if not (found := re.fullmatch(_COMPARED, words)):
        return Reading(problem=_unclear(words, definition))
    sign, number, plus = found[1] or "", Decimal(found[2]) * factor, found[3]
    step = Decimal(1) if definition.type == "integer" else Decimal(10) ** -max(definition.decimals, 1)
    match sign or plus:
        case ">=" | "+":
            return _checked(number, None, definition, "at_least")
        case "<=":
            return _checked(None, number, definition, "at_most")
        case ">":
            return _checked(number + step, None, definition, "more_than")
        case "<":
            return _checked(None, number - step, definition, "less_than")
    return _checked(number, number, definition, note)


def _unclear(words: str, definition: FactDefinition) -> str:
    """Return what makes a text no number."""
    if is_length(definition) and re.search(_AXES, words):
        return "axes"
    return next((name for name, sign in _UNCLEAR if re.search(sign, words)), "not_a_number")


def _checked(low: Decimal | None, high: Decimal | None, fact: FactDefinition, note: str | None) -> Reading:
    """Return the reading if it lies in range and is whole where it must be, and say if it is unusual."""
    given = [number for number in (low, high) if number is not None]
    if fact.type == "integer" and any(number % 1 for number in given):
        return Reading(problem="not_whole")
    limits = {"low": tidy(fact.minimum), "high": tidy(fact.maximum)}
    below = fact.minimum is not None and any(float(number) < fact.minimum for number in given)
    above = fact.maximum is not None and any(float(number) > fact.maximum for number in given)
    if below or above:
        return Reading(problem="out_of_range", figures=limits)
    unusual = fact.usual is not None and any(
        not fact.usual[0] <= float(number) <= fact.usual[1] for number in given
    )
    first, last = (None if number is None else _number(number, fact) for number in (low, high))
    value: FactValue = Bound(first, last)
    if first is not None and first == last:
        value, note = first, note if note == "converted" else None
    return Reading(value, note=note, unusual=unusual)


def _number(number: Decimal, fact: FactDefinition) -> int | float:
    rounded = float(round(number, 6))
    return int(rounded) if fact.type == "integer" or rounded == int(rounded) else rounded


def _without_name(words: str, definition: FactDefinition) -> str:
    """Drop the fact's own name in front of a pasted result; any other word stays and makes it unreadable."""
    names = {
        part for label in definition.label.values() for part in re.split(r"[（）()]", label) if part.strip()
    }
    for name in sorted((plain(name) for name in names), key=len, reverse=True):
        if words.startswith(name):
            return words[len(name) :].lstrip(" :=为是")
    return words


_DATE = r"(\d{4})\s*[-~/.年]\s*(\d{1,2})\s*[-~/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})"


def read_date(text: str, latest: date | None = None) -> Reading:
    """Return the date that was typed; one after `latest` is a problem."""
    words = plain(text)
    if not words:
        return EMPTY
    found = re.fullmatch(_DATE, words)
    try:
        when = date(*(int(part) for part in found.groups() if part)) if found else None
    except ValueError:
        when = None
    if when is None:
        return Reading(problem="not_a_date")
    if latest is not None and when > latest:
        return Reading(problem="date_in_future")
    return Reading(when)


def typed_form(value: FactValue | None) -> str:
    """Return a value as a person would type it, in the fact's own unit."""
    if isinstance(value, Bound):
        low, high = (
            None if end is None else f"{end:.6f}".rstrip("0").rstrip(".")
            for end in (value.at_least, value.at_most)
        )
        if low is not None and high is not None:
            return f"{low}-{high}"
        return f"≥{low}" if low is not None else f"≤{high}"
    if isinstance(value, bool | tuple) or value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)
