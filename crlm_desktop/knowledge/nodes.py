"""The parts that conditions are made of; every one but `known`, `stated` and `entered` is three-valued."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Operator = Literal["<", "<=", ">", ">=", "=="]


@dataclass(frozen=True, slots=True)
class Constant:
    """True, False, or None for unknown."""

    value: bool | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that is true or false by itself, or a derived fact."""

    name: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A number against a threshold."""

    fact: str
    operator: Operator
    threshold: float


@dataclass(frozen=True, slots=True)
class Member:
    """A choice against a set of values (`==` is a set of one); for lists: any value at all."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Less:
    """One number below another."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Not:
    """Kleene negation."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """Kleene conjunction."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Kleene disjunction."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Known:
    """True where the part is settled (a choice: one value left), else false."""

    part: "Node | str"


@dataclass(frozen=True, slots=True)
class Stated:
    """True where the part is true, else false: what is not stated does not count."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Entered:
    """True where anything at all was entered for the fact, a bound or a set included."""

    fact: str


@dataclass(frozen=True, slots=True)
class IfElse:
    """`a if test else b`; the test is two-valued."""

    test: "Node"
    then: "Node"
    otherwise: "Node"


@dataclass(frozen=True, slots=True)
class Agree:
    """Two sources for one thing: the one that is known; unknown where they contradict each other."""

    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class MoreThan:
    """More than `limit` of the parts are true."""

    limit: int
    parts: tuple["Node", ...]


Node = (
    Constant
    | Fact
    | Compare
    | Member
    | Less
    | Not
    | And
    | Or
    | Known
    | Stated
    | Entered
    | IfElse
    | Agree
    | MoreThan
)


def parts_of(node: Node) -> tuple[Node, ...]:
    """Return a node's direct parts."""
    match node:
        case Not(part) | Stated(part):
            return (part,)
        case Known(part):
            return () if isinstance(part, str) else (part,)
        case And(parts) | Or(parts) | MoreThan(_, parts):
            return parts
        case IfElse(test, then, otherwise):
            return (test, then, otherwise)
        case Agree(left, right):
            return (left, right)
    return ()


def names_in(node: Node) -> Iterator[str]:
    """Yield the name of every fact, entered or derived, that a node reads, in reading order."""
    match node:
        case Fact(name) | Compare(name) | Member(name) | Entered(name):
            yield name
        case Less(left, right):
            yield left
            yield right
        case Known(part) if isinstance(part, str):
            yield part
    for part in parts_of(node):
        yield from names_in(part)
