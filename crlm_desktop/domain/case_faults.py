"""Turns the validator's findings into problems: one per place, of a value's alternatives the one meant."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from crlm_desktop.domain.case import (
    CASE_FORMAT,
    LARGEST_LESION_CM,
    LIMITS,
    POSSIBLE,
    SEGMENTS,
    SMALLEST_LESION_CM,
)
from crlm_desktop.domain.facts import FactDefinition, Vocabulary
from crlm_desktop.domain.problems import Problem
from crlm_desktop.domain.validator import ValidationError

_BRANCHES = {LIMITS, POSSIBLE, "int", "float", "bool", "str"}
_EXPECTED = {"dict_type": "object", "list_type": "list", "string_type": "text", "typed_dict_type": "object"}
_FACT_PLACE = 2


def faults(loaded: Any, error: ValidationError, vocabulary: Vocabulary) -> Iterator[Problem]:  # noqa: ANN401
    """Yield one problem for every place that is at fault."""
    for fault in _one_per_place(loaded, error):
        place = [step for step in fault["loc"] if _is_step(step)]
        fact = vocabulary.get(str(place[1])) if len(place) > 1 and place[0] == "facts" else None
        word = _WORDED.get(fault["type"], _wrong_type)
        code, values = word(place, fact, fault)
        yield Problem(".".join(str(step) for step in place), code, values)


Place = list[Any]
Fault = Mapping[str, Any]
Worded = tuple[str, dict[str, object]]


def _extra(place: Place, _: FactDefinition | None, __: Fault) -> Worded:
    is_fact = len(place) == _FACT_PLACE and place[0] in {"facts", "absent"}
    return ("unknown_fact" if is_fact else "unknown_key"), {"key": place[-1]}


def _missing(place: Place, _: FactDefinition | None, __: Fault) -> Worded:
    return "missing_key", {"key": place[-1]}


def _range(_: Place, fact: FactDefinition | None, __: Fault) -> Worded:
    if fact is None:
        return "out_of_range", {"low": SMALLEST_LESION_CM, "high": LARGEST_LESION_CM}
    return "out_of_range", {"low": _plain(fact.minimum), "high": _plain(fact.maximum)}


def _choice(place: Place, _: FactDefinition | None, fault: Fault) -> Worded:
    if place == ["format"]:
        return "wrong_format", {"expected": CASE_FORMAT}
    if place and place[0] == "lesions":
        return "not_a_choice", {"choices": ", ".join(SEGMENTS)}
    return "not_a_choice", {"choices": _listed(fault.get("ctx", {}).get("expected", ""))}


def _listed(expected: str) -> str:
    """Return the validator's "'a', 'b' or 'c'" as a plain list that reads in every language."""
    return expected.replace("'", "").replace(" or ", ", ")


def _not_finite(_: Place, __: FactDefinition | None, ___: Fault) -> Worded:
    return "not_finite", {"number": "inf"}


def _too_long(_: Place, __: FactDefinition | None, fault: Fault) -> Worded:
    return "too_long", {"limit": fault.get("ctx", {}).get("max_length", "")}


def _empty(_: Place, __: FactDefinition | None, ___: Fault) -> Worded:
    return "empty", {}


def _wrong_type(_: Place, fact: FactDefinition | None, fault: Fault) -> Worded:
    return "wrong_type", {"expected": fact.type if fact else _EXPECTED.get(fault["type"], "text")}


_WORDED: dict[str, Callable[[Place, FactDefinition | None, Fault], Worded]] = {
    "extra_forbidden": _extra,
    "missing": _missing,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "literal_error": _choice,
    "finite_number": _not_finite,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "string_too_short": _empty,
    "too_short": _empty,
}


def _plain(number: float | None) -> object:
    return int(number) if number is not None and number == int(number) else number


def _is_step(step: Any) -> bool:  # noqa: ANN401 (a key or an index)
    if not isinstance(step, str):
        return True
    return step not in _BRANCHES and not step.startswith(("literal[", "constrained", "list["))


def _one_per_place(loaded: Any, error: ValidationError) -> Iterator[Fault]:  # noqa: ANN401
    seen: set[str] = set()
    for fault in error.errors(include_url=False, include_input=False):
        location = fault["loc"]
        if len(location) > _FACT_PLACE and location[0] == "facts" and not _meant(loaded, location):
            continue
        key = ".".join(str(step) for step in location if _is_step(step))
        if key not in seen:
            seen.add(key)
            yield fault


def _meant(loaded: Any, location: tuple[Any, ...]) -> bool:  # noqa: ANN401
    """Tell whether a finding is about the alternative that was written: a plain value, or a bound or set."""
    raw = loaded["facts"].get(location[1])
    partial = any(step in {LIMITS, POSSIBLE} for step in location[_FACT_PLACE:])
    return isinstance(raw, dict) == partial
