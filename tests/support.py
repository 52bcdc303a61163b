"""What the tests share: the knowledge base, case files written by clinicians, cases made by Hypothesis."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from ruamel.yaml import YAML

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.case_file import CaseReader, reader
from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import Bound, FactValue, OneOf
from crlm_desktop.knowledge.base import Knowledge, knowledge

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 6, 30)
VISIT = date(2026, 1, 15)


@cache
def base() -> Knowledge:
    """Return the knowledge base."""
    return knowledge()


@cache
def case_reader() -> CaseReader:
    """Return the strict reader."""
    return reader(base().facts.vocabulary)


@cache
def written_cases(folder: str = "") -> tuple[dict[str, Any], ...]:
    """Return the YAML cases, in file order."""
    yaml = YAML(typ="safe")
    paths = sorted((CASES / folder).rglob("*.yaml"))
    documents = [yaml.load(path.read_text(encoding="utf-8")) for path in paths]
    return tuple(case for found in documents for case in (found if isinstance(found, list) else [found]))


def case_of(facts: dict[str, Any], **more: Any) -> Case:  # noqa: ANN401 (case file data)
    """Return the case that these facts of a case file make."""
    data = {
        "format": "crlm-case/1",
        "case_code": "T",
        "visit_date": VISIT.isoformat(),
        "facts": facts,
        **more,
    }
    return case_reader().case(data, TODAY)


def _numbers(fact: FactDefinition) -> st.SearchStrategy[Any]:
    low, high = fact.minimum or 0.0, fact.maximum or 0.0
    cut = next((cut for cut in base().regions if cut.name == fact.name), None)
    marks = [mark for mark in (cut.thresholds if cut else ()) if low <= mark <= high]
    plain: st.SearchStrategy[float]
    near: list[float]
    if fact.type == "integer":
        plain = st.integers(int(low), int(high))
        near = [number for mark in marks for number in (int(mark) - 1, int(mark), int(mark) + 1)]
    else:
        plain = st.floats(low, high, allow_nan=False)
        near = [number for mark in marks for number in (mark - 0.1, mark, mark + 0.1)]
    near = [number for number in near if low <= number <= high]
    return st.sampled_from(near) | plain if near else plain


def _bounds(numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    def ordered(pair: tuple[float, float]) -> FactValue:
        low, high = sorted(pair)
        return low if low == high else Bound(low, high)

    return (
        numbers.map(lambda number: Bound(at_least=number))
        | numbers.map(lambda number: Bound(at_most=number))
        | st.tuples(numbers, numbers).map(ordered)
    )


def _choices(fact: FactDefinition) -> st.SearchStrategy[Any]:
    codes = st.sampled_from([choice.code for choice in fact.choices])
    sets = st.lists(codes, min_size=2, max_size=3, unique=True).map(lambda found: OneOf(tuple(found)))
    return codes | sets


def values(fact: FactDefinition) -> st.SearchStrategy[Any]:
    """Return every kind of value that a fact can hold."""
    match fact.type:
        case "bool":
            return st.booleans()
        case "integer" | "decimal":
            numbers = _numbers(fact)
            return numbers | _bounds(numbers)
        case "choice":
            return _choices(fact)
        case "text":
            return st.sampled_from(["G12C", "p.(Gly12Cys)", "KRAS G12C", "p.G12D", "G13D"])
        case "list":
            return st.lists(st.sampled_from([choice.code for choice in fact.choices]), unique=True).map(tuple)
    return st.dates(date(2020, 1, 1), VISIT)


@st.composite
def facts(draw: st.DrawFn, most: int = 45) -> dict[str, Any]:
    """Return any set of facts, up to `most` of them."""
    vocabulary = base().facts.vocabulary
    names = draw(st.lists(st.sampled_from(list(vocabulary)), max_size=most, unique=True))
    return {name: draw(values(vocabulary[name])) for name in names}


def cases() -> st.SearchStrategy[Case]:
    """Return any valid case."""
    return facts().map(lambda found: Case("T", VISIT, found))
