"""The shape of a case file, described with pydantic from the definitions of the facts.

It is compiled with the knowledge base: what reads case files needs pydantic's core alone (a third of the time
of a first report went into describing the shape anew).
"""

from typing import Annotated, Any, Literal, Required

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from crlm_desktop.domain.case import (
    CASE_FORMAT,
    LARGEST_LESION_CM,
    LIMITS,
    LONGEST_NOTE,
    LONGEST_TEXT,
    POSSIBLE,
    SEGMENTS,
    SMALLEST_LESION_CM,
)
from crlm_desktop.domain.facts import FactDefinition, Vocabulary
from crlm_desktop.domain.values import Absence

STRICT = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
_PYTHON_ONLY = {"cls", "ref", "metadata"}
# `Any`: these are types made at run time, which no static checker can follow.
Shape = Any

_Text: Shape = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


def _record(name: str, fields: dict[str, Shape], *, total: bool = False) -> Shape:
    make: Shape = TypedDict
    return with_config(STRICT)(make(name, fields, total=total))


def _one_of(codes: list[str]) -> Shape:
    return Literal.__getitem__(tuple(codes))


def _list(entry: Shape) -> Shape:
    return list.__class_getitem__(entry)


def _number(definition: FactDefinition, kind: type) -> Shape:
    limited: Shape = Annotated[kind, Field(ge=definition.minimum, le=definition.maximum)]
    return limited | _record(LIMITS, {"at_least": limited, "at_most": limited}) | None


def _choice(definition: FactDefinition) -> Shape:
    code = _one_of([choice.code for choice in definition.choices])
    if definition.type == "list":
        return _list(code) | None
    several: Shape = Annotated[_list(code), Field(min_length=1)]
    return code | _record(POSSIBLE, {"one_of": several}, total=True) | None


def _value(definition: FactDefinition) -> Shape:
    match definition.type:
        case "bool":
            return bool | None
        case "integer":
            return _number(definition, int)
        case "decimal":
            return _number(definition, float)
        case "choice" | "list":
            return _choice(definition)
    return _Text | None


def _lesion() -> Shape:
    diameter: Shape = Annotated[float, Field(ge=SMALLEST_LESION_CM, le=LARGEST_LESION_CM)]
    return _record("Lesion", {"segment": Required[_one_of(list(SEGMENTS))], "diameter_cm": diameter | None})


def _decision() -> Shape:
    verdicts = _one_of(["accepted", "put_aside", "replaced"])
    note: Shape = Annotated[str, Field(max_length=2_000)]
    fields = {"key": Required[_Text], "verdict": Required[verdicts], "reason": _Text, "note": note}
    return _record("Decision", fields)


def optional_keys() -> dict[str, Shape]:
    """Return the keys that later features added to the case file, each with its shape."""
    return {"decisions": _list(_decision()), "team": list[_Text]}


def case_schema(vocabulary: Vocabulary) -> Any:  # noqa: ANN401 (any JSON)
    """Return the shape of a whole case file as pydantic's core reads it, in plain JSON."""
    facts = _record("facts", {name: _value(definition) for name, definition in vocabulary.items()})
    reasons = _one_of([absence.value for absence in Absence])
    lesions: Shape = Annotated[_list(_lesion()), Field(max_length=200)]
    note: Shape = Annotated[str, Field(max_length=LONGEST_NOTE)]
    fields = {
        "format": Required[_one_of([CASE_FORMAT])],
        "case_code": Required[_Text],
        "visit_date": Required[str],
        "facts": Required[facts],
        "absent": _record("absent", dict.fromkeys(vocabulary, reasons)),
        "lesions": lesions,
        "note": note,
        "done": list[_Text],
    }
    return _plain(TypeAdapter(_record("case", fields | optional_keys())).core_schema)


def _plain(part: Any) -> Any:  # noqa: ANN401 (any JSON)
    """Return a part of the shape with Python's types named, not held."""
    if isinstance(part, dict):
        named = {"cls_name": part["cls"].__name__} if "cls" in part else {}
        return named | {key: _plain(value) for key, value in part.items() if key not in _PYTHON_ONLY}
    return [_plain(value) for value in part] if isinstance(part, list | tuple) else part
