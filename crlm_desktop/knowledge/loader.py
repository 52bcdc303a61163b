"""The strict loader of the knowledge base: every fault of every file at once, with file and line.

Used when the app is built and tested; the running app reads the compiled form (`knowledge.base`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.knowledge.checks import (
    choice_faults,
    erase_faults,
    reference_faults,
    repeated,
    safety_faults,
    settle_faults,
    statement_faults,
    table_faults,
)
from crlm_desktop.knowledge.conditions import Checker, Condition, derived_facts, parsed_conditions
from crlm_desktop.knowledge.derived import Derived
from crlm_desktop.knowledge.entries import (
    DerivedEntry,
    DerivedLabel,
    DoubtEntry,
    LineEntry,
    NotCodedEntry,
    PageEntry,
    RuleEntry,
    SettleEntry,
    SilenceEntry,
)
from crlm_desktop.knowledge.safety_entries import NOTHING_PROVED, SafetyEntry
from crlm_desktop.knowledge.vocabulary import vocabulary_of
from crlm_desktop.knowledge.yaml_reader import KnowledgeError, Reader, plain, sources_hash

RULE_CHAPTERS = (
    "20-mdt", "30-imaging", "40-molecular", "43-response-pathology", "51-ned-achievable", "52-ned-potential",
    "531-systemic", "532-local", "60-care-and-follow-up", "90-guards",
)  # fmt: skip
PAGES = ("visit", "imaging", "staging", "molecular", "condition", "judgement")


@dataclass(frozen=True)
class Written:
    """What the YAML files hold, entry by entry in the right shape."""

    edition: dict[str, Any]
    pages: list[PageEntry]
    derived_entries: list[DerivedEntry]
    derived_labels: list[DerivedLabel]
    settles: list[SettleEntry]
    rules: list[RuleEntry]
    lines: list[LineEntry]
    doubts: list[DoubtEntry]
    silences: list[SilenceEntry]
    safety: SafetyEntry
    statements: dict[str, Any]
    not_coded: list[NotCodedEntry]
    glossary: list[dict[str, Any]]


@dataclass(frozen=True)
class Sources(Written):
    """The whole knowledge base as read from its YAML files, checked."""

    sha256: str
    vocabulary: dict[str, FactDefinition]
    derived: dict[str, Derived]
    erases: dict[str, list[str]]
    conditions: dict[str, Condition]


def load(folder: Path) -> Sources:
    """Read and check the knowledge base in `folder`; raises KnowledgeError with every fault."""
    reader = Reader(folder)
    written, problems = _written(reader), reader.problems
    vocabulary = vocabulary_of(written.pages, problems)
    derived = derived_facts(written.derived_entries, vocabulary, problems)
    checker = Checker(vocabulary, derived)
    conditions = parsed_conditions(_conditions_of(written), checker, problems)
    problems.extend(_reference_faults(written, {*vocabulary, *derived}))
    problems.extend(_fact_faults(written, vocabulary, checker))
    if problems:
        raise KnowledgeError([reader.placed(problem) for problem in problems])
    return Sources(
        **vars(written),
        sha256=sources_hash(folder),
        vocabulary=vocabulary,
        derived=derived,
        erases={entry.name: entry.erases for entry in written.derived_entries if entry.erases},
        conditions=conditions,
    )


def _written(reader: Reader) -> Written:
    return Written(
        edition=plain(reader.load("edition.yaml")) or {},
        pages=_pages(reader),
        derived_entries=reader.entries("derived.yaml", DerivedEntry),
        derived_labels=reader.entries("facts/derived-labels.yaml", DerivedLabel),
        settles=reader.entries("settles.yaml", SettleEntry),
        rules=[rule for name in RULE_CHAPTERS for rule in reader.entries(f"rules/{name}.yaml", RuleEntry)],
        lines=[line for name in RULE_CHAPTERS for line in reader.entries(f"lines/{name}.yaml", LineEntry)],
        doubts=reader.entries("doubts.yaml", DoubtEntry),
        silences=reader.entries("silences.yaml", SilenceEntry),
        safety=reader.entry("safety.yaml", SafetyEntry, reader.load("safety.yaml"), 0) or NOTHING_PROVED,
        statements=plain(reader.load("statements.yaml")) or {},
        not_coded=reader.entries("not_coded.yaml", NotCodedEntry),
        glossary=plain(reader.load("glossary.yaml")) or [],
    )


def _pages(reader: Reader) -> list[PageEntry]:
    pages = []
    for name in (f"facts/{page}.yaml" for page in PAGES):
        raw = reader.load(name)
        if raw is None:
            continue
        for place, fact in enumerate(raw.get("facts", [])):
            reader.remember(name, fact, place)
        page = reader.entry(name, PageEntry, raw, 0)
        if page is not None:
            pages.append(page)
    return pages


def _conditions_of(written: Written) -> dict[str, str]:
    """Return every condition by the place where it stands, but those of the derived facts."""
    settles = enumerate(written.settles)
    return (
        {f"rules: {rule.id}": rule.when for rule in written.rules}
        | {f"lines: {line.key}": line.done_when for line in written.lines if line.done_when is not None}
        | {f"silences: {silence.key}": silence.when for silence in written.silences}
        | {f"in vain: {place}": entry.while_ for place, entry in enumerate(written.safety.waits_in_vain)}
        | {f"settles: {place}": entry.if_ for place, entry in settles if entry.if_ is not None}
    )


def _reference_faults(written: Written, facts: set[str]) -> Iterator[str]:
    """Yield what one file names and another does not define, and what is defined twice."""
    doubts, silences = [entry.id for entry in written.doubts], [entry.key for entry in written.silences]
    yield from reference_faults(written.rules, written.lines, written.doubts, facts)
    yield from (f"doubts: {name} is defined twice" for name in repeated(doubts))
    yield from (f"silences: {name} is defined twice" for name in repeated(silences))
    statements = (rule.statement for rule in written.rules if rule.statement)
    yield from statement_faults(written.statements, statements)


def _fact_faults(
    written: Written, vocabulary: Mapping[str, FactDefinition], checker: Checker
) -> Iterator[str]:
    """Yield what is wrong with the facts, and with what answers settle, tables ask and the proof names."""
    yield from choice_faults(vocabulary)
    yield from settle_faults(written.settles, vocabulary, checker.faults)
    yield from erase_faults(written.derived_entries, vocabulary)
    yield from table_faults(written.statements, vocabulary)
    told = {*(doubt.id for doubt in written.doubts), *(silence.key for silence in written.silences)}
    yield from safety_faults(written.safety, {rule.id for rule in written.rules}, told, set(vocabulary))
