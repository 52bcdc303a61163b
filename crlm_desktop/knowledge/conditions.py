"""Conditions as the YAML files write them: parsed, and checked against the facts that exist."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.knowledge.derived import Derived
from crlm_desktop.knowledge.entries import DerivedEntry
from crlm_desktop.knowledge.nodes import Compare, Entered, Fact, Known, Less, Member, Node, parts_of
from crlm_desktop.knowledge.parsing import ExpressionError, parse


@dataclass(frozen=True)
class Condition:
    """A parsed condition with the text it came from."""

    source: str
    node: Node


class Checker:
    """Checks that a condition names facts and values that exist, each in a way its type allows."""

    def __init__(self, vocabulary: Mapping[str, FactDefinition], derived: Mapping[str, Derived]) -> None:
        """Remember the entered facts and the derived ones."""
        self._vocabulary = vocabulary
        self._derived = derived

    def faults(self, node: Node) -> Iterator[str]:
        """Yield what is wrong with a condition and its parts."""
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


def derived_facts(
    entries: Iterable[DerivedEntry], vocabulary: Mapping[str, FactDefinition], problems: list[str]
) -> dict[str, Derived]:
    """Return the derived facts by name; each may use those before it."""
    found: dict[str, Derived] = {}
    for entry in entries:
        where = f"derived.yaml: {entry.name}"
        when = None if entry.when is None else _parsed(entry.when, where, problems)
        values = {code: _parsed(source, where, problems) for code, source in entry.values.items()}
        checker = Checker(vocabulary, found)
        for node in (when, *values.values()):
            if node is not None:
                problems.extend(f"{where}: {fault}" for fault in checker.faults(node))
        nodes = {code: node for code, node in values.items() if node is not None}
        found[entry.name] = Derived(entry.name, when, nodes, internal=entry.internal)
    return found


def parsed_conditions(
    sources: Mapping[str, str], checker: Checker, problems: list[str]
) -> dict[str, Condition]:
    """Return the conditions by the place where they stand."""
    found = {}
    for where, source in sources.items():
        node = _parsed(source, where, problems)
        if node is not None:
            problems.extend(f"{where}: {fault}" for fault in checker.faults(node))
            found[where] = Condition(source, node)
    return found
