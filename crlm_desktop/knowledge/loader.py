"""The strict loader of the knowledge base: every fault of every file at once, with file and line.

Used when the app is built and tested; the running app reads the compiled form (`knowledge.base`).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from crlm_desktop.domain.facts import AlternativeUnit, Choice, FactDefinition
from crlm_desktop.knowledge.checks import (
    choice_faults,
    erase_faults,
    settle_faults,
    statement_faults,
    table_faults,
)
from crlm_desktop.knowledge.compiler import Derived
from crlm_desktop.knowledge.expression import (
    Compare,
    Entered,
    ExpressionError,
    Fact,
    Known,
    Less,
    Member,
    Node,
    parse,
    parts_of,
)

Strength = Literal["mandatory", "recommend", "consider", "inform", "caution", "not_routinely", "avoid"]
Phase = Literal[
    "governance", "imaging", "molecular", "response_pathology", "resectability", "neoadjuvant", "conversion",
    "surgery", "radiotherapy", "adjuvant", "palliative_systemic", "palliative_surgery", "interventional",
    "nursing", "follow_up",
]  # fmt: skip


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Entry = TypeVar("Entry", bound=_Closed)


class Words(_Closed):
    """A text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class ChoiceEntry(Words):
    """One value of a choice."""

    code: str


class UnitEntry(_Closed):
    """A unit that may be typed instead."""

    symbol: str
    factor: float


class GroupEntry(_Closed):
    """A group of facts on a page."""

    id: str
    label: Words


class FactEntry(_Closed):
    """One entered fact as its YAML file defines it."""

    name: str
    type: Literal["bool", "choice", "integer", "decimal", "date", "text", "list"]
    group: str
    answered_by: Literal["test", "team", "history"]
    label: Words
    help: Words | None = None
    unit: Words | None = None
    range: tuple[float, float] | None = Field(default=None, strict=False)
    usual: tuple[float, float] | None = Field(default=None, strict=False)
    decimals: int = 0
    alternative_units: list[UnitEntry] = []
    choices: list[ChoiceEntry] = []
    never_asked: bool = False
    site_setting: bool = False
    date_rule: Literal["any", "not_future"] = "any"


class PageEntry(_Closed):
    """One page of facts."""

    page: str
    label: Words
    groups: list[GroupEntry]
    facts: list[FactEntry]


class DerivedEntry(_Closed):
    """One derived fact."""

    name: str
    when: str | None = None
    values: dict[str, str] = {}
    internal: bool = False
    erases: list[str] = []


class DerivedLabel(_Closed):
    """The words of one derived fact."""

    name: str
    label: Words
    choices: list[ChoiceEntry] = []


class SettleEntry(_Closed):
    """What one answer settles of another fact."""

    fact: str
    if_: str | None = Field(default=None, alias="if")
    to: str | bool
    ours: bool = False


class RuleEntry(_Closed):
    """One coded item of the consensus, or a guard of ours."""

    id: str
    line: str
    statement: int | None = Field(default=None, ge=1, le=30)
    table: Literal[1, 2] | None = None
    section: str
    phase: Phase
    strength: Strength
    grade: Literal["I", "II", "III"] | None = None
    evidence: Literal["1A", "1B", "1", "2A", "2B", "2", "3"] | None = None
    when: str
    unless: list[str] = []
    asks: bool = True
    text: Words


class LineEntry(_Closed):
    """One advice line: its key, its headline, when its request is met."""

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    headline: Words
    done_when: str | None = None
    urgent: bool = False


class DoubtEntry(_Closed):
    """One doubt that the document leaves, and what we do about it."""

    id: str
    kind: Literal["ambiguity", "contradiction", "gap", "undefined_class", "misprint"]
    where: str
    items: list[str]
    facts: list[str] = []
    decides: Literal["mdt", "site", "pathologist", "radiologist", "surgeon", "none"]
    says: Words
    we_do: Words
    short: Words


class SilenceEntry(_Closed):
    """A question on which the consensus says nothing."""

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    when: str
    text: Words


class NotCodedEntry(_Closed):
    """One thing that the document says and no rule says, and why."""

    where: str
    why: Literal["background", "evidence", "definition", "laboratory", "apparatus", "told_by"]
    what: Words


class StatementEntry(Words):
    """One safety statement: a formula that no case makes true."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    never: str
    cases: Literal["any", "known"] = "any"


class NotMonotoneEntry(Words):
    """A fact through which settled items may change once more, and why."""

    fact: str
    items: list[str]


class HeldBackEntry(Words):
    """A result that is in and yet settles nothing."""

    id: str
    while_: str = Field(alias="while")


class VainEntry(Words):
    """Items that are open while no answer can bring them, and when that is so."""

    items: list[str]
    while_: str = Field(alias="while")


class SlotEntry(_Closed):
    """One clinical question and the items that answer it first."""

    slot: str
    items: list[str] = Field(min_length=2)


class ContradictionEntry(_Closed):
    """Two items that contradict each other, and what says so; nothing: they never meet."""

    items: list[str] = Field(min_length=2, max_length=2)
    said_by: list[str]


class SafetyEntry(_Closed):
    """Everything that the proof has to show."""

    statements: list[StatementEntry]
    not_monotone: list[NotMonotoneEntry]
    held_back: list[HeldBackEntry]
    waits_in_vain: list[VainEntry]
    slots: list[SlotEntry]
    contradictions: list[ContradictionEntry]

    def named_items(self) -> Iterator[str]:
        """Yield every item that the file names outside its formulas."""
        yield from (name for entry in self.not_monotone for name in entry.items)
        yield from (name for entry in self.waits_in_vain for name in entry.items)
        yield from (name for entry in self.slots for name in entry.items)
        yield from (name for entry in self.contradictions for name in entry.items)


class KnowledgeError(ValueError):
    """The knowledge base has faults; `problems` names each with file and line."""

    def __init__(self, problems: list[str]) -> None:
        """Keep every problem."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Condition:
    """A parsed condition with the text it came from."""

    source: str
    node: Node


@dataclass(frozen=True)
class Sources:
    """The whole knowledge base as read from its YAML files, checked."""

    sha256: str
    edition: dict[str, Any]
    pages: list[PageEntry]
    vocabulary: dict[str, FactDefinition]
    derived: dict[str, Derived]
    derived_entries: list[DerivedEntry]
    erases: dict[str, list[str]]
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
    conditions: dict[str, Condition]


RULE_CHAPTERS = (
    "20-mdt", "30-imaging", "40-molecular", "43-response-pathology", "51-ned-achievable", "52-ned-potential",
    "531-systemic", "532-local", "60-care-and-follow-up", "90-guards",
)  # fmt: skip
PAGES = ("visit", "imaging", "staging", "molecular", "condition", "judgement")


def sources_hash(folder: Path) -> str:
    """Return the SHA-256 over every YAML file of the knowledge base (names and contents, LF ends)."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self._places: dict[str, str] = {}

    def remember(self, name: str, raw: object, place: int) -> None:
        """Remember in which file and line an entry stands, by the name that its problems carry."""
        if not isinstance(raw, dict) or not hasattr(raw, "lc"):
            return
        kind = name if "/" not in name or name.startswith("facts/") else name.split("/", maxsplit=1)[0]
        label = next((str(raw[key]) for key in ("id", "key", "name") if key in raw), str(place))
        self._places.setdefault(f"{kind.removesuffix('.yaml')}: {label}", f"{name}:{raw.lc.line + 1}")

    def placed(self, problem: str) -> str:
        """Return a problem with file and line in front, where its entry is known."""
        if not re.match(r"[\w./-]+: ", problem):
            return problem
        subject = problem.replace(".yaml: ", ": ", 1)
        entry = ": ".join(subject.split(": ", 2)[:2]).split(" is defined twice")[0]
        return f"{self._places[entry]}: {problem}" if entry in self._places else problem

    def load(self, name: str) -> Any:  # noqa: ANN401 (YAML is checked right after)
        path = self.folder / name
        if not path.is_file():
            self.problems.append(f"{name}: the file is missing")
            return None
        reader = YAML(typ="rt")
        reader.allow_duplicate_keys = False
        try:
            return reader.load(path.read_text(encoding="utf-8"))
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self.problems.append(f"{name}:{line}: {error.problem}")
            return None

    def entries(self, name: str, model: type[Entry]) -> list[Entry]:
        found = []
        for place, raw in enumerate(self.load(name) or []):
            self.remember(name, raw, place)
            entry = self.entry(name, model, raw, place)
            if entry is not None:
                found.append(entry)
        return found

    def entry(self, name: str, model: type[Entry], raw: Any, place: int) -> Entry | None:  # noqa: ANN401
        try:
            return model.model_validate(plain(raw))
        except ValidationError as error:
            line = raw.lc.line + 1 if hasattr(raw, "lc") else place
            for fault in error.errors():
                where = ".".join(str(step) for step in fault["loc"])
                self.problems.append(f"{name}:{line}: {where}: {fault['msg']}")
            return None


def plain(value: Any) -> Any:  # noqa: ANN401 (YAML data of any shape)
    """Return YAML data as plain dicts, lists and scalars."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    return value


def _definition(page: str, entry: FactEntry) -> FactDefinition:
    return FactDefinition(
        name=entry.name,
        type=entry.type,
        page=page,
        group=entry.group,
        answered_by=entry.answered_by,
        label=entry.label.model_dump(),
        help=entry.help.model_dump() if entry.help else None,
        unit=entry.unit.model_dump() if entry.unit else None,
        minimum=None if entry.range is None else entry.range[0],
        maximum=None if entry.range is None else entry.range[1],
        usual=entry.usual,
        decimals=entry.decimals,
        alternative_units=tuple(
            AlternativeUnit(unit.symbol, unit.factor) for unit in entry.alternative_units
        ),
        choices=tuple(Choice(choice.code, {"zh": choice.zh, "en": choice.en}) for choice in entry.choices),
        never_asked=entry.never_asked,
        site_setting=entry.site_setting,
        date_rule=entry.date_rule,
        codes=frozenset(choice.code for choice in entry.choices),
    )


def _vocabulary(pages: Iterable[PageEntry], problems: list[str]) -> dict[str, FactDefinition]:
    found: dict[str, FactDefinition] = {}
    for page in pages:
        groups = {group.id for group in page.groups}
        for entry in page.facts:
            where = f"facts/{page.page}.yaml: {entry.name}"
            if entry.name in found:
                problems.append(f"{where}: defined twice")
            if entry.group not in groups:
                problems.append(f"{where}: no group {entry.group!r} on this page")
            if (entry.type in {"integer", "decimal"}) != (entry.range is not None):
                problems.append(f"{where}: a number, and only a number, has a range")
            if (entry.type in {"choice", "list"}) != bool(entry.choices):
                problems.append(f"{where}: a choice or list, and only that, has choices")
            found[entry.name] = _definition(page.page, entry)
    return found


class _Checker:
    """Checks that a condition names facts and values that exist, each in a way its type allows."""

    def __init__(self, vocabulary: Mapping[str, FactDefinition], derived: Mapping[str, Derived]) -> None:
        self._vocabulary = vocabulary
        self._derived = derived

    def faults(self, node: Node) -> Iterator[str]:
        match node:
            case Fact(name):
                yield from self._truth_faults(name)
            case Compare(name) if not self._is(name, "integer", "decimal"):
                yield f"{name} is not a number"
            case Less(left, right):
                yield from (
                    f"{name} is not an integer" for name in (left, right) if not self._is(name, "integer")
                )
            case Member(name, values):
                yield from self._member_faults(name, values)
            case Known(str(name)) | Entered(name) if (
                name not in self._vocabulary and name not in self._derived
            ):
                yield f"there is no fact {name!r}"
        for part in parts_of(node):
            yield from self.faults(part)

    def _is(self, name: str, *types: str) -> bool:
        return name in self._vocabulary and self._vocabulary[name].type in types

    def _truth_faults(self, name: str) -> Iterator[str]:
        derived = self._derived.get(name)
        if derived is not None:
            if derived.when is None:
                yield f"{name} is a choice, not true or false"
        elif not self._is(name, "bool", "list"):
            yield f"there is no fact {name!r} that is true or false"

    def _member_faults(self, name: str, values: tuple[str, ...]) -> Iterator[str]:
        if name in self._derived:
            codes = frozenset(self._derived[name].values)
        elif self._is(name, "choice"):
            codes = self._vocabulary[name].codes
        elif self._is(name, "text"):
            return
        else:
            yield f"{name} is not a choice"
            return
        yield from (f"{name} has no value {value!r}" for value in values if value not in codes)


def _parsed(source: str, where: str, problems: list[str]) -> Node | None:
    try:
        return parse(source)
    except ExpressionError as error:
        problems.append(f"{where}: {error}")
        return None


def _derived(
    entries: Iterable[DerivedEntry], vocabulary: Mapping[str, FactDefinition], problems: list[str]
) -> dict[str, Derived]:
    found: dict[str, Derived] = {}
    for entry in entries:
        where = f"derived.yaml: {entry.name}"
        when = None if entry.when is None else _parsed(entry.when, where, problems)
        values = {code: _parsed(source, where, problems) for code, source in entry.values.items()}
        checker = _Checker(vocabulary, found)
        for node in (when, *values.values()):
            if node is not None:
                problems.extend(f"{where}: {fault}" for fault in checker.faults(node))
        nodes = {code: node for code, node in values.items() if node is not None}
        found[entry.name] = Derived(entry.name, when, nodes, internal=entry.internal)
    return found


def _conditions(sources: Mapping[str, str], checker: _Checker, problems: list[str]) -> dict[str, Condition]:
    found = {}
    for where, source in sources.items():
        node = _parsed(source, where, problems)
        if node is not None:
            problems.extend(f"{where}: {fault}" for fault in checker.faults(node))
            found[where] = Condition(source, node)
    return found


def _repeated(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]


def _reference_faults(
    rules: list[RuleEntry], lines: list[LineEntry], doubts: list[DoubtEntry], facts: set[str]
) -> Iterator[str]:
    ids = {rule.id for rule in rules}
    keys = {line.key for line in lines}
    yield from (f"rules: {name} is defined twice" for name in _repeated(rule.id for rule in rules))
    yield from (f"lines: {name} is defined twice" for name in _repeated(line.key for line in lines))
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


def _safety_faults(safety: SafetyEntry, ids: set[str], told: set[str], facts: set[str]) -> Iterator[str]:
    where = "safety.yaml"
    repeated = _repeated(entry.id for entry in safety.statements)
    yield from (f"{where}: {name} is stated twice" for name in sorted(repeated))
    unknown = dict.fromkeys(name for name in safety.named_items() if name not in ids)
    yield from (f"{where}: no item {name!r}" for name in unknown)
    for entry in safety.contradictions:
        sayers = (name for name in entry.said_by if name not in ids | told)
        yield from (f"{where}: said_by {name!r}: no item, doubt or silence" for name in sayers)
    foreign = (entry.fact for entry in safety.not_monotone if entry.fact not in facts)
    yield from (f"{where}: no fact {fact!r}" for fact in foreign)


_NOTHING_PROVED = SafetyEntry(
    statements=[], not_monotone=[], held_back=[], waits_in_vain=[], slots=[], contradictions=[]
)


def load(folder: Path) -> Sources:
    """Read and check the knowledge base in `folder`; raises KnowledgeError with every fault."""
    reader = _Reader(folder)
    raw_pages = [(name, reader.load(f"facts/{name}.yaml")) for name in PAGES]
    pages = [
        page
        for name, raw in raw_pages
        if raw is not None and (page := reader.entry(f"facts/{name}.yaml", PageEntry, raw, 0)) is not None
    ]
    for name, raw in raw_pages:
        for place, fact in enumerate((raw or {}).get("facts", [])):
            reader.remember(f"facts/{name}.yaml", fact, place)
    problems = reader.problems
    vocabulary = _vocabulary(pages, problems)
    entries = reader.entries("derived.yaml", DerivedEntry)
    derived = _derived(entries, vocabulary, problems)
    rules = [rule for chapter in RULE_CHAPTERS for rule in reader.entries(f"rules/{chapter}.yaml", RuleEntry)]
    lines = [line for chapter in RULE_CHAPTERS for line in reader.entries(f"lines/{chapter}.yaml", LineEntry)]
    settles = reader.entries("settles.yaml", SettleEntry)
    doubts = reader.entries("doubts.yaml", DoubtEntry)
    silences = reader.entries("silences.yaml", SilenceEntry)
    safety = reader.entry("safety.yaml", SafetyEntry, reader.load("safety.yaml"), 0) or _NOTHING_PROVED
    conditions = _conditions(
        {f"rules: {rule.id}": rule.when for rule in rules}
        | {f"lines: {line.key}": line.done_when for line in lines if line.done_when is not None}
        | {f"silences: {silence.key}": silence.when for silence in silences}
        | {f"in vain: {place}": entry.while_ for place, entry in enumerate(safety.waits_in_vain)}
        | {f"settles: {place}": entry.if_ for place, entry in enumerate(settles) if entry.if_ is not None},
        _Checker(vocabulary, derived),
        problems,
    )
    problems.extend(_reference_faults(rules, lines, doubts, {*vocabulary, *derived}))
    problems.extend(f"doubts: {name} is defined twice" for name in _repeated(entry.id for entry in doubts))
    problems.extend(
        f"silences: {name} is defined twice" for name in _repeated(entry.key for entry in silences)
    )
    problems.extend(choice_faults(vocabulary))
    problems.extend(settle_faults(settles, vocabulary, _Checker(vocabulary, derived).faults))
    problems.extend(erase_faults(entries, vocabulary))
    summaries = plain(reader.load("statements.yaml")) or {}
    problems.extend(statement_faults(summaries, (rule.statement for rule in rules if rule.statement)))
    problems.extend(table_faults(summaries, vocabulary))
    told = {*(doubt.id for doubt in doubts), *(silence.key for silence in silences)}
    problems.extend(_safety_faults(safety, {rule.id for rule in rules}, told, set(vocabulary)))
    labels = reader.entries("facts/derived-labels.yaml", DerivedLabel)
    result = Sources(
        sha256=sources_hash(folder),
        edition=plain(reader.load("edition.yaml")) or {},
        pages=pages,
        vocabulary=vocabulary,
        derived=derived,
        derived_entries=entries,
        erases={entry.name: entry.erases for entry in entries if entry.erases},
        derived_labels=labels,
        settles=settles,
        rules=rules,
        lines=lines,
        doubts=doubts,
        silences=silences,
        safety=safety,
        statements=summaries,
        not_coded=reader.entries("not_coded.yaml", NotCodedEntry),
        glossary=plain(reader.load("glossary.yaml")) or [],
        conditions=conditions,
    )
    if problems:
        raise KnowledgeError([reader.placed(problem) for problem in problems])
    return result
