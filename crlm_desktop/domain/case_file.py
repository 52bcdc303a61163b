"""The strict reader of case files: every fault of a file at once, nothing guessed, nothing half-loaded."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal, NotRequired, Required

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from crlm_desktop.domain.case import CASE_FORMAT, SEGMENTS, Case, Lesion
from crlm_desktop.domain.facts import FactDefinition, Vocabulary
from crlm_desktop.domain.problems import CaseFileError, Problem
from crlm_desktop.domain.values import Absence, Bound, FactValue, OneOf

MAXIMUM_BYTES = 4_000_000
_STRICT = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
_Text = Annotated[str, Field(min_length=1, max_length=400)]


class _BadJson(ValueError):
    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.problem = Problem("", code, values)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise _BadJson("duplicate_key", key=repeated)
    return found


def _no_constant(name: str) -> float:
    raise _BadJson("not_finite", number=name)


def read_json(data: bytes | str) -> Any:  # noqa: ANN401 (any JSON; checked right after)
    """Return strict JSON data; raises CaseFileError for bad UTF-8, bad syntax, repeated keys, NaN, depth."""
    try:
        if len(data) > MAXIMUM_BYTES:
            raise _BadJson("too_large", limit=MAXIMUM_BYTES)
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        loaded = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
        text.encode("utf-8")
    except UnicodeDecodeError as error:
        raise CaseFileError([Problem("", "not_utf8", {"position": error.start})]) from None
    except UnicodeEncodeError:
        raise CaseFileError([Problem("", "not_unicode")]) from None
    except json.JSONDecodeError as error:
        raise CaseFileError([Problem("", "not_json", {"line": error.lineno, "column": error.colno})]) from None
    except RecursionError:
        raise CaseFileError([Problem("", "too_deep")]) from None
    except _BadJson as error:
        raise CaseFileError([error.problem]) from None
    except ValueError:
        raise CaseFileError([Problem("", "number_too_long")]) from None
    return loaded


@with_config(_STRICT)
class _LesionData(TypedDict):
    segment: Literal["S1", "S2", "S3", "S4a", "S4b", "S4", "S5", "S6", "S7", "S8"]
    diameter_cm: NotRequired[Annotated[float, Field(ge=0.1, le=40)] | None]


def _limits(definition: FactDefinition, number: type) -> Any:  # noqa: ANN401 (a type built at run time)
    limited = Annotated[number, Field(ge=definition.minimum, le=definition.maximum)]  # type: ignore[valid-type]
    bound = with_config(_STRICT)(TypedDict("Limits", {"at_least": limited, "at_most": limited}, total=False))  # type: ignore[misc, operator]
    return limited | bound | None


def _codes(definition: FactDefinition) -> Any:  # noqa: ANN401
    code = Literal[tuple(choice.code for choice in definition.choices)]  # type: ignore[misc]
    if definition.type == "list":
        return list[code] | None
    possible = with_config(_STRICT)(TypedDict("Possible", {"one_of": Annotated[list[code], Field(min_length=1)]}))  # type: ignore[operator]
    return code | possible | None  # type: ignore[operator]


def _value_type(definition: FactDefinition) -> Any:  # noqa: ANN401
    match definition.type:
        case "bool":
            return bool | None
        case "integer":
            return _limits(definition, int)
        case "decimal":
            return _limits(definition, float)
        case "choice" | "list":
            return _codes(definition)
    return _Text | None


def _adapter(vocabulary: Vocabulary) -> TypeAdapter[Any]:
    strict = with_config(_STRICT)
    facts = strict(TypedDict("facts", {name: _value_type(fact) for name, fact in vocabulary.items()}, total=False))  # type: ignore[misc, operator]
    reason = Literal[tuple(absence.value for absence in Absence)]  # type: ignore[misc]
    absent = strict(TypedDict("absent", dict.fromkeys(vocabulary, reason), total=False))  # type: ignore[misc, operator]
    envelope = strict(
        TypedDict(  # type: ignore[operator]
            "case",
            {
                "format": Required[Literal["crlm-case/1"]],
                "case_code": Required[_Text],
                "visit_date": Required[str],
                "facts": Required[facts],  # type: ignore[valid-type]
                "absent": absent,
                "lesions": Annotated[list[_LesionData], Field(max_length=200)],
                "note": Annotated[str, Field(max_length=20_000)],
                "done": list[_Text],
                **EXTRA_KEYS,
            },
            total=False,
        )
    )
    return TypeAdapter(envelope)


EXTRA_KEYS: dict[str, Any] = {}


@lru_cache(maxsize=4)
def _adapter_for(key: int) -> TypeAdapter[Any]:
    return _adapter(_vocabularies[key])


_vocabularies: dict[int, Vocabulary] = {}


def reader(vocabulary: Vocabulary) -> "CaseReader":
    """Return the reader over a vocabulary (built once, it costs some tens of milliseconds)."""
    _vocabularies[id(vocabulary)] = vocabulary
    return CaseReader(vocabulary, _adapter_for(id(vocabulary)))


class CaseReader:
    """Reads case files against one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, adapter: TypeAdapter[Any]) -> None:
        """Keep the vocabulary and its built validator."""
        self._vocabulary = vocabulary
        self._validate = adapter.validator.validate_python
        self._dates = frozenset(name for name, fact in vocabulary.items() if fact.type == "date")

    def read(self, data: bytes | str, today: date) -> Case:
        """Return the case; raises CaseFileError with every fault. `today`: no date but a plan lies after it."""
        return self.case(read_json(data), today)

    def case(self, loaded: Any, today: date) -> Case:  # noqa: ANN401 (any JSON)
        """Return the case that loaded JSON describes; raises CaseFileError with every fault."""
        problems: list[Problem] = []
        try:
            checked = self._validate(loaded)
        except ValidationError as error:
            problems = [self._problem(loaded, fault) for fault in _one_per_place(loaded, error)]
            checked = loaded if isinstance(loaded, dict) else {}
        visit = self._date("visit_date", checked.get("visit_date"), today, problems)
        facts = self._facts(checked.get("facts"), today, visit, problems)
        if problems or visit is None:
            raise CaseFileError(list({(problem.place, problem.code): problem for problem in problems}.values()))
        lesions = checked.get("lesions")
        return Case(
            case_code=checked["case_code"],
            visit_date=visit,
            facts=facts,
            absent={name: Absence(reason) for name, reason in checked.get("absent", {}).items()},
            lesions=None if lesions is None else tuple(Lesion(entry["segment"], entry.get("diameter_cm")) for entry in lesions),
            note=checked.get("note"),
            done=tuple(checked.get("done", ())),
            extras={key: checked[key] for key in EXTRA_KEYS if key in checked},
        )

    def _facts(
        self, raw: Any, today: date, visit: date | None, problems: list[Problem]  # noqa: ANN401
    ) -> dict[str, FactValue]:
        facts: dict[str, FactValue] = {}
        if not isinstance(raw, dict):
            return facts
        dates = self._dates
        for name, value in raw.items():
            kind = type(value)
            if kind is bool or (kind is str and name not in dates) or kind is float or kind is int:
                facts[name] = value
            elif name in dates:
                when = self._fact_date(name, value, today, visit, problems)
                if when is not None:
                    facts[name] = when
            elif kind is dict:
                facts[name] = self._partial(name, value, problems)
            elif kind is list and value:
                facts[name] = tuple(dict.fromkeys(str(code) for code in value))
            elif kind is list:
                facts[name] = ()
        return facts

    @staticmethod
    def _partial(name: str, value: dict[str, Any], problems: list[Problem]) -> FactValue:
        place = f"facts.{name}"
        if "one_of" in value:
            codes = value["one_of"]
            if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
                return ""
            unique = tuple(dict.fromkeys(codes))
            return unique[0] if len(unique) == 1 else OneOf(unique)
        low, high = value.get("at_least"), value.get("at_most")
        if low is None and high is None:
            problems.append(Problem(place, "empty_bound"))
            return ""
        if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            problems.append(Problem(place, "bound_upside_down", {"low": low, "high": high}))
        return low if low == high and low is not None else Bound(low, high)

    def _fact_date(
        self, name: str, value: Any, today: date, visit: date | None, problems: list[Problem]  # noqa: ANN401
    ) -> date | None:
        if value is None:
            return None
        limit = today if self._vocabulary[name].date_rule == "not_future" else date.max
        found = self._date(f"facts.{name}", value, limit, problems)
        if found and visit and name == "primary_surgery_date" and found > visit:
            problems.append(Problem(f"facts.{name}", "after_visit", {"date": found.isoformat()}))
        return found

    @staticmethod
    def _date(place: str, value: Any, latest: date, problems: list[Problem]) -> date | None:  # noqa: ANN401
        if not isinstance(value, str):
            return None
        try:
            found = date.fromisoformat(value) if len(value) == len("2024-01-01") else None
        except ValueError:
            found = None
        if found is None:
            problems.append(Problem(place, "not_a_date", {"value": value[:40]}))
        elif found > latest:
            problems.append(Problem(place, "date_in_future", {"date": value}))
        return found

    def _problem(self, loaded: Any, fault: Mapping[str, Any]) -> Problem:  # noqa: ANN401
        location = [step for step in fault["loc"] if _is_step(step)]
        place = ".".join(str(step) for step in location)
        code, context = fault["type"], fault.get("ctx", {})
        fact = self._vocabulary.get(str(location[1])) if len(location) > 1 and location[0] == "facts" else None
        if code == "extra_forbidden":
            known = len(location) > 1 and location[0] in {"facts", "absent"} and len(location) == 2  # noqa: PLR2004
            return Problem(place, "unknown_fact" if known else "unknown_key", {"key": location[-1]})
        if code == "missing":
            return Problem(place, "missing_key", {"key": location[-1]})
        if code in {"greater_than_equal", "less_than_equal"} and fact is not None:
            return Problem(place, "out_of_range", {"low": _plain(fact.minimum), "high": _plain(fact.maximum)})
        if code in {"greater_than_equal", "less_than_equal"}:
            return Problem(place, "out_of_range", {"low": 0.1, "high": 40})
        if code == "literal_error" and location == ["format"]:
            return Problem(place, "wrong_format", {"expected": CASE_FORMAT})
        if code == "literal_error" and location and location[0] == "lesions":
            return Problem(place, "not_a_choice", {"choices": ", ".join(SEGMENTS)})
        if code == "literal_error":
            return Problem(place, "not_a_choice", {"choices": str(context.get("expected", "")).replace("'", "")})
        if code == "finite_number":
            return Problem(place, "not_finite", {"number": "inf"})
        if code in {"string_too_long", "too_long"}:
            return Problem(place, "too_long", {"limit": context.get("max_length", "")})
        if code in {"string_too_short", "too_short"}:
            return Problem(place, "empty")
        return Problem(place, "wrong_type", {"expected": fact.type if fact else _expected(code)})


_EXPECTED = {"dict_type": "object", "list_type": "list", "string_type": "text", "typed_dict_type": "object"}


def _expected(code: str) -> str:
    return _EXPECTED.get(code, "text")


def _plain(number: float | None) -> object:
    return int(number) if number is not None and number == int(number) else number


_BRANCHES = {"Limits", "Possible", "constrained-int", "constrained-float", "int", "float", "bool", "str"}


def _is_step(step: Any) -> bool:  # noqa: ANN401 (a key or an index)
    return not (isinstance(step, str) and (step in _BRANCHES or step.startswith(("literal[", "constrained", "list["))))


def _one_per_place(loaded: Any, error: ValidationError) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401
    """Yield one fault per place: of a value's alternatives the one that its writer meant."""
    seen: set[str] = set()
    for fault in error.errors(include_url=False, include_context=True, include_input=False):
        location = fault["loc"]
        if len(location) > 2 and location[0] == "facts":  # noqa: PLR2004
            raw = loaded["facts"].get(location[1]) if isinstance(loaded.get("facts"), dict) else None
            partial = any(step in {"Limits", "Possible"} for step in location[2:])
            if isinstance(raw, dict) != partial:
                continue
        key = ".".join(str(step) for step in location if _is_step(step))
        if key not in seen:
            seen.add(key)
            yield fault
