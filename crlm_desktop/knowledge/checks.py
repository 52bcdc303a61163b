"""Faults of the knowledge base that only show where its parts meet; the loader adds file and line."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.knowledge.entries import DerivedEntry, DoubtEntry, LineEntry, RuleEntry, SettleEntry
from crlm_desktop.knowledge.nodes import Node
from crlm_desktop.knowledge.parsing import ExpressionError, parse
from crlm_desktop.knowledge.safety_entries import SafetyEntry

STATEMENTS = range(1, 31)
Vocabulary = Mapping[str, FactDefinition]
FaultsOf = Callable[[Node], Iterator[str]]


def settle_faults(
    entries: Iterable[SettleEntry], vocabulary: Vocabulary, faults_of: FaultsOf
) -> Iterator[str]:
    """Yield what is wrong with the facts that answers settle, and with the values they settle on."""
    for place, entry in enumerate(entries):
        where = f"settles: {place}"
        fact = vocabulary.get(entry.fact)
        if fact is None:
            yield f"{where}: there is no fact {entry.fact!r}"
        elif isinstance(entry.to, bool):
            if fact.type != "bool":
                yield f"{where}: {entry.fact} is not true or false"
        elif fact.type == "bool":
            yield from (f"{where}: {fault}" for fault in _faults_in(entry.to, faults_of))
        elif entry.to not in fact.codes:
            yield f"{where}: {entry.fact} has no value {entry.to!r}"


def _faults_in(source: str, faults_of: FaultsOf) -> Iterator[str]:
    try:
        yield from faults_of(parse(source))
    except ExpressionError as error:
        yield str(error)


def erase_faults(entries: Iterable[DerivedEntry], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield facts that a contradiction is to erase and that do not exist."""
    for entry in entries:
        unknown = [name for name in entry.erases if name not in vocabulary]
        yield from (f"derived: {entry.name}: erases {name!r}: there is no such fact" for name in unknown)


def choice_faults(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield values that a fact has twice."""
    for fact in vocabulary.values():
        counted = Counter(choice.code for choice in fact.choices)
        twice = [code for code, count in counted.items() if count > 1]
        yield from (f"facts/{fact.page}.yaml: {fact.name}: has the value {code!r} twice" for code in twice)


def statement_faults(summaries: Mapping[str, Any], coded: Iterable[int]) -> Iterator[str]:
    """Yield statements of the consensus without a summary, with two, or without a rule."""
    told = Counter(entry["statement"] for entry in summaries.get("statements", ()))
    for number in sorted({*STATEMENTS, *told}):
        if told[number] != 1 or number not in STATEMENTS:
            yield f"statements.yaml: statement {number} is told {told[number]} times"
    for number in sorted(set(STATEMENTS) - set(coded)):
        yield f"rules: no item codes statement {number}"


def table_faults(summaries: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield facts that a row of a table is said to answer and that no test answers."""
    for table in summaries.get("tables", ()):
        for fact in (name for row in table["rows"] for name in row.get("facts", ())):
            if fact not in vocabulary or vocabulary[fact].answered_by != "test":
                yield f"statements.yaml: table {table['table']}: there is no test for {fact!r}"


def repeated(names: Iterable[str]) -> set[str]:
    """Return the names that come more than once."""
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]


def reference_faults(
    rules: list[RuleEntry], lines: list[LineEntry], doubts: list[DoubtEntry], facts: set[str]
) -> Iterator[str]:
    """Yield what rules, lines and doubts name in vain, and what is defined twice."""
    ids = {rule.id for rule in rules}
    keys = {line.key for line in lines}
    yield from (f"rules: {name} is defined twice" for name in repeated(rule.id for rule in rules))
    yield from (f"lines: {name} is defined twice" for name in repeated(line.key for line in lines))
    for rule in rules:
        yield from (
            f"rules: {rule.id}: unless {name!r}: no such item" for name in rule.unless if name not in ids
        )
        if rule.line not in keys:
            yield f"rules: {rule.id}: no advice line {rule.line!r}"
    fed = {rule.line for rule in rules}
    yield from (f"lines: {key}: no item feeds this line" for key in sorted(keys - fed))
    for doubt in doubts:
        yield from (f"doubts.yaml: {doubt.id}: no item {name!r}" for name in doubt.items if name not in ids)
        yield from (f"doubts.yaml: {doubt.id}: no fact {name!r}" for name in doubt.facts if name not in facts)


def safety_faults(safety: SafetyEntry, ids: set[str], told: set[str], facts: set[str]) -> Iterator[str]:
    """Yield what the statements to be proved name in vain."""
    where = "safety.yaml"
    twice = repeated(entry.id for entry in safety.statements)
    yield from (f"{where}: {name} is stated twice" for name in sorted(twice))
    unknown = dict.fromkeys(name for name in safety.named_items() if name not in ids)
    yield from (f"{where}: no item {name!r}" for name in unknown)
    for entry in safety.contradictions:
        sayers = (name for name in entry.said_by if name not in ids | told)
        yield from (f"{where}: said_by {name!r}: no item, doubt or silence" for name in sayers)
    foreign = (entry.fact for entry in safety.not_monotone if entry.fact not in facts)
    yield from (f"{where}: no fact {fact!r}" for fact in foreign)
