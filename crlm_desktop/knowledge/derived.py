"""Derived facts, and conditions freed of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crlm_desktop.knowledge.nodes import (
    Agree,
    And,
    Entered,
    Fact,
    IfElse,
    Known,
    Member,
    MoreThan,
    Node,
    Not,
    Or,
    Stated,
)


@dataclass(frozen=True)
class Derived:
    """A derived fact: one truth value, or one condition per value of a choice."""

    name: str
    when: Node | None
    values: Mapping[str, Node] = field(default_factory=dict)
    internal: bool = False


class Resolver:
    """Replaces derived facts by their definitions, so that only entered facts remain."""

    def __init__(self, derived: Mapping[str, Derived], numbers: frozenset[str] = frozenset()) -> None:
        """Remember the derived facts by name, and which entered facts are numbers."""
        self._derived = derived
        self._numbers = numbers
        self._cache: dict[Node, Node] = {}

    def resolve(self, node: Node) -> Node:
        """Return the condition over entered facts alone."""
        if node not in self._cache:
            self._cache[node] = self._resolved(node)
        return self._cache[node]

    def _all(self, parts: Iterable[Node]) -> tuple[Node, ...]:
        return tuple(self.resolve(part) for part in parts)

    def _resolved(self, node: Node) -> Node:  # noqa: PLR0911 (one return per kind of node)
        match node:
            case Fact(name) if name in self._derived:
                when = self._derived[name].when
                assert when is not None, f"{name} is a choice"  # noqa: S101 (checked by the loader)
                return self.resolve(when)
            case Member(name, values) if name in self._derived:
                choices = self._derived[name].values
                found = self._all(choices[value] for value in values)
                return found[0] if len(found) == 1 else Or(found)
            case Known(str(name)) if name in self._numbers:
                return Entered(name)
            case Known(str(name)) if name in self._derived:
                derived = self._derived[name]
                return Known(self.resolve(derived.when or next(iter(derived.values.values()))))
            case Known(part) if not isinstance(part, str):
                return Known(self.resolve(part))
            case Not(part):
                return Not(self.resolve(part))
            case Stated(part):
                return Stated(self.resolve(part))
            case And(parts):
                return And(self._all(parts))
            case Or(parts):
                return Or(self._all(parts))
            case MoreThan(limit, parts):
                return MoreThan(limit, self._all(parts))
            case IfElse(test, then, otherwise):
                return IfElse(*self._all((test, then, otherwise)))
            case Agree(left, right):
                return Agree(*self._all((left, right)))
        return node
