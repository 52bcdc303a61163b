"""The strict reader of case files: every fault of a file at once, nothing guessed, nothing half-loaded."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from crlm_desktop.domain.calendar import iso_day
from crlm_desktop.domain.case import EXTRA_KEYS, Case, Lesion
from crlm_desktop.domain.case_faults import faults
from crlm_desktop.domain.facts import Vocabulary
from crlm_desktop.domain.problems import CaseFileError, Problem
from crlm_desktop.domain.strict_json import read_json
from crlm_desktop.domain.validator import SchemaValidator, ValidationError
from crlm_desktop.domain.values import Absence, Bound, FactValue, OneOf
from crlm_desktop.paths import knowledge_folder

_SHOWN_OF_A_BAD_DATE = 40


@cache
def _validator() -> SchemaValidator:
    """Return the validator of a whole case file; its shape was compiled from the definitions of the facts."""
    shape = (knowledge_folder() / "compiled" / "case_schema.json").read_text(encoding="utf-8")
    return SchemaValidator(json.loads(shape)["shape"])


def reader(vocabulary: Vocabulary) -> "CaseReader":
    """Return the reader of case files of the knowledge base in use, whose facts these are."""
    return CaseReader(vocabulary, _validator())


class CaseReader:
    """Reads case files against one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, validator: SchemaValidator) -> None:
        self._vocabulary = vocabulary
        self._validate = validator.validate_python
        self._dates = frozenset(name for name, fact in vocabulary.items() if fact.type == "date")

    def read(self, data: bytes | str, today: date) -> Case:
        """Return the case; raises CaseFileError with every fault. Only plans may lie after `today`."""
        return self.case(read_json(data), today)

    def case(self, loaded: Any, today: date) -> Case:  # noqa: ANN401 (any JSON)
        """Return the case that loaded JSON describes; raises CaseFileError with every fault."""
        problems: list[Problem] = []
        try:
            checked = self._validate(loaded)
        except ValidationError as error:
            problems = list(faults(loaded, error, self._vocabulary))
            checked = loaded if isinstance(loaded, dict) else {}
        visit = _day("visit_date", checked.get("visit_date"), today, problems)
        facts = self._facts(checked.get("facts"), today, visit, problems)
        if problems or visit is None:
            raise CaseFileError(_each_once(problems))
        return _case(checked, visit, facts)

    def _facts(
        self, raw: object, today: date, visit: date | None, problems: list[Problem]
    ) -> dict[str, FactValue]:
        facts: dict[str, FactValue] = {}
        if not isinstance(raw, dict):
            return facts
        for name, value in raw.items():
            kind = type(value)
            if name in self._dates:
                when = self._fact_day(name, value, today, visit, problems)
                if when is not None:
                    facts[name] = when
            elif kind is dict:
                facts[name] = _partial(f"facts.{name}", value, problems)
            elif kind is list:
                facts[name] = tuple(dict.fromkeys(str(code) for code in value))
            elif value is not None:
                facts[name] = value
        return facts

    def _fact_day(
        self, name: str, value: object, today: date, visit: date | None, problems: list[Problem]
    ) -> date | None:
        fact = self._vocabulary[name]
        found = _day(f"facts.{name}", value, today if fact.date_rule == "not_future" else date.max, problems)
        if found and visit and name == "primary_surgery_date" and found > visit:
            problems.append(Problem(f"facts.{name}", "after_visit", {"date": found.isoformat()}))
        return found


def _each_once(problems: list[Problem]) -> list[Problem]:
    return list({(problem.place, problem.code): problem for problem in problems}.values())


def _case(checked: Mapping[str, Any], visit: date, facts: dict[str, FactValue]) -> Case:
    lesions = checked.get("lesions")
    return Case(
        case_code=checked["case_code"],
        visit_date=visit,
        facts=facts,
        absent={name: Absence(reason) for name, reason in checked.get("absent", {}).items()},
        lesions=None if lesions is None else tuple(Lesion(**entry) for entry in lesions),
        note=checked.get("note"),
        done=tuple(checked.get("done", ())),
        extras={key: checked[key] for key in EXTRA_KEYS if key in checked},
    )


def _partial(place: str, value: dict[str, Any], problems: list[Problem]) -> FactValue:
    """Return a bound or a set of choices; what it reduces to where only one value is left."""
    codes = value.get("one_of")
    if isinstance(codes, list):
        unique = tuple(dict.fromkeys(str(code) for code in codes))
        return unique[0] if len(unique) == 1 else OneOf(unique)
    low, high = value.get("at_least"), value.get("at_most")
    if low is None and high is None:
        if not value:
            problems.append(Problem(place, "empty_bound"))
        return ""
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        problems.append(Problem(place, "bound_upside_down", {"low": low, "high": high}))
    return low if low == high and low is not None else Bound(low, high)


def _day(place: str, value: object, latest: date, problems: list[Problem]) -> date | None:
    if not isinstance(value, str):
        return None
    found = iso_day(value)
    if found is None:
        problems.append(Problem(place, "not_a_date", {"value": value[:_SHOWN_OF_A_BAD_DATE]}))
    elif found > latest:
        problems.append(Problem(place, "date_in_future", {"date": value}))
    return found
