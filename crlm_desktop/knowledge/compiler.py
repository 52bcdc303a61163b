"""Turns conditions into straight-line Python over sets of possible regions (see `domain.regions`).

Every distinct part of every condition is computed once per case; the result is a generated module that
is imported like any other, so nothing is parsed when the app starts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.kleene import TRUE, UNKNOWN
from crlm_desktop.knowledge.expression import (
    Agree,
    And,
    Compare,
    Constant,
    Entered,
    Fact,
    IfElse,
    Known,
    Less,
    Member,
    MoreThan,
    Node,
    Not,
    Or,
    Stated,
    names_in,
    parts_of,
)


@dataclass
class _FactUse:
    comparisons: set[Node] = field(default_factory=set)
    known: bool = False
    entered: bool = False
    compared_with_fact: bool = False


def _every_node(node: Node) -> Iterable[Node]:
    yield node
    for part in parts_of(node):
        yield from _every_node(part)


class Layout:
    """How each entered fact that any condition reads is cut into regions, and each comparison's mask."""

    def __init__(self, vocabulary: Mapping[str, FactDefinition], conditions: Iterable[Node]) -> None:
        """Gather every comparison in the (resolved) conditions and cut the facts accordingly."""
        self._vocabulary = vocabulary
        self._uses: dict[str, _FactUse] = {}
        for condition in conditions:
            for node in _every_node(condition):
                self._note(node)
        self.facts = tuple(name for name in vocabulary if name in self._uses)
        self.index = {name: position for position, name in enumerate(self.facts)}
        self.cuts = {name: self._cut(name) for name in self.facts}

    def _note(self, node: Node) -> None:
        match node:
            case Fact(name) | Compare(name) | Member(name):
                self._uses.setdefault(name, _FactUse()).comparisons.add(node)
            case Known(str(name)):
                self._uses.setdefault(name, _FactUse()).known = True
            case Entered(name):
                self._uses.setdefault(name, _FactUse()).entered = True
            case Less(left, right):
                for name in (left, right):
                    use = self._uses.setdefault(name, _FactUse())
                    use.compared_with_fact = use.entered = True

    def _cut(self, name: str) -> dict[str, object]:
        """Return the JSON form of `domain.regions.Regions` for one fact."""
        definition, use = self._vocabulary[name], self._uses[name]
        if definition.type in {"bool", "list"}:
            return {
                "kind": "bool" if definition.type == "bool" else "list",
                "bits": 2,
                "codes": {"false": 0, "true": 1},
            }
        if definition.is_number:
            return self._cut_number(definition, use)
        if definition.type == "text":
            codes = sorted(
                {value for node in use.comparisons if isinstance(node, Member) for value in node.values}
            )
            return {
                "kind": "text",
                "bits": len(codes) + 1,
                "codes": {code: place for place, code in enumerate(codes)},
            }
        return self._cut_choice(definition, use)

    @staticmethod
    def _cut_choice(definition: FactDefinition, use: _FactUse) -> dict[str, object]:
        members = sorted(node.values for node in use.comparisons if isinstance(node, Member))
        signatures: dict[object, int] = {}
        codes = {}
        for choice in definition.choices:
            signature = choice.code if use.known else tuple(choice.code in values for values in members)
            codes[choice.code] = signatures.setdefault(signature, len(signatures))
        return {"kind": "choice", "bits": len(signatures), "codes": codes}

    @staticmethod
    def _cut_number(definition: FactDefinition, use: _FactUse) -> dict[str, object]:
        low, high = definition.minimum or 0.0, definition.maximum or 0.0
        integer = definition.type == "integer"
        thresholds = {node.threshold for node in use.comparisons if isinstance(node, Compare)}
        if use.compared_with_fact:
            thresholds |= {float(number) for number in range(int(low), int(high) + 1)}
        ordered = sorted(thresholds)
        edges = [low - 1, *ordered, high + 1]
        empty = []
        for place in range(len(ordered) + 1):
            below, above = edges[place], edges[place + 1]
            first = low if place == 0 else below
            last = high if place == len(ordered) else above
            inside = int(below) + 1 < above if integer else below < above
            outside = (place == 0 and first >= above) or (place == len(ordered) and last <= below)
            if outside or (integer and not inside):
                empty.append(2 * place)
        bits = 2 * len(ordered) + 1
        everything = ((1 << bits) - 1) & ~sum(1 << region for region in empty)
        return {
            "kind": "number", "bits": bits, "codes": {}, "thresholds": ordered,
            "lowest": low, "highest": high,
            "integer": integer, "everything": everything,
        }  # fmt: skip

    def bits(self, name: str) -> int:
        """Return the number of regions of a fact."""
        bits = self.cuts[name]["bits"]
        assert isinstance(bits, int)  # noqa: S101
        return bits

    def entered_bit(self, name: str) -> bool:
        """Tell whether the fact carries one more bit for 'nothing was entered'."""
        return self._uses[name].entered

    def needs_known(self, name: str) -> bool:
        """Tell whether a condition asks if the fact is known."""
        return self._uses[name].known

    def everything(self, name: str) -> int:
        """Return the mask of the fact while nothing is known of it."""
        bits = self.bits(name)
        full = self.cuts[name].get("everything", (1 << bits) - 1)
        assert isinstance(full, int)  # noqa: S101
        return full | (1 << bits if self.entered_bit(name) else 0)

    def regions_json(self) -> list[dict[str, object]]:
        """Return the cuts of all facts, ready for the compiled knowledge file."""
        return [
            {"name": name} | self.cuts[name] | {"everything": self.everything(name)} for name in self.facts
        ]

    def accepts(self, node: Fact | Compare | Member) -> tuple[str, int]:
        """Return the fact of a comparison and the regions in which it is true."""
        match node:
            case Fact(name):
                return name, 2
            case Member(name, values):
                codes = self.cuts[name]["codes"]
                assert isinstance(codes, dict)  # noqa: S101
                return name, sum({1 << codes[value] for value in values})
            case Compare(name, operator, threshold):
                thresholds = self.cuts[name]["thresholds"]
                assert isinstance(thresholds, list)  # noqa: S101
                here = 2 * thresholds.index(threshold) + 1
                full = (1 << self.bits(name)) - 1
                below, on_it = (1 << here) - 1, 1 << here
                accepted = {
                    "<": below,
                    "<=": below | on_it,
                    "==": on_it,
                    ">": full & ~(below | on_it),
                    ">=": full & ~below,
                }
                return name, accepted[operator]
        raise TypeError(node)


def implied_by(node: Node, layout: Layout) -> dict[str, int]:
    """Return, for facts that a true condition fixes by itself, the regions that it leaves."""
    left: dict[str, int] = {}
    for part in node.parts if isinstance(node, And) else (node,):
        if isinstance(part, Fact | Compare | Member):
            fact, accept = layout.accepts(part)
            left[fact] = left.get(fact, accept) & accept
    return left


def simplified(node: Node, left: Mapping[str, int], layout: Layout) -> Node:
    """Return the condition with every comparison decided that `left` (see `implied_by`) decides."""
    match node:
        case Fact() | Compare() | Member():
            fact, accept = layout.accepts(node)
            possible = left.get(fact)
            if possible is None or (possible & accept and possible & ~accept):
                return node
            return Constant(bool(possible & accept))
        case Not(part):
            inner = simplified(part, left, layout)
            return (
                Constant(not inner.value)
                if isinstance(inner, Constant) and inner.value is not None
                else Not(inner)
            )
        case And(parts) | Or(parts):
            return _joined(node, [simplified(part, left, layout) for part in parts])
    return node


def _joined(node: And | Or, parts: list[Node]) -> Node:
    decisive, neutral = (
        (Constant(value=False), Constant(value=True))
        if isinstance(node, And)
        else (
            Constant(value=True),
            Constant(value=False),
        )
    )
    if decisive in parts:
        return decisive
    kept = tuple(part for part in parts if part != neutral)
    if not kept:
        return neutral
    return kept[0] if len(kept) == 1 else type(node)(kept)


class CodeWriter:
    """Writes one function body: each distinct part of the given conditions becomes one local variable."""

    def __init__(self, layout: Layout) -> None:
        """Start an empty body over a layout."""
        self._layout = layout
        self._comparisons: dict[str, dict[int, str]] = {}
        self._known: dict[str, str] = {}
        self._entered: dict[str, str] = {}
        self._compared: set[str] = set()
        self._lines: list[str] = []
        self._names: dict[object, str] = {}

    def variable(self, node: Node) -> str:
        """Return the variable (or literal) that holds a condition's truth value, writing its code if new."""
        match node:
            case Constant(value):
                return str(UNKNOWN if value is None else TRUE if value else 0)
            case Not(Fact() | Compare() | Member() as part):
                fact, accept = self._layout.accepts(part)
                return self._comparison(fact, ((1 << self._layout.bits(fact)) - 1) & ~accept)
            case Not(Not(part)):
                return self.variable(part)
            case Fact() | Compare() | Member():
                return self._comparison(*self._layout.accepts(node))
            case Known(str(name)):
                return self._known.setdefault(name, f"k{self._layout.index[name]}")
            case Entered(name):
                return self._entered.setdefault(name, f"e{self._layout.index[name]}")
        return self._computed(node)

    def _comparison(self, fact: str, accept: int) -> str:
        uses = self._comparisons.setdefault(fact, {})
        return uses.setdefault(accept, f"a{self._layout.index[fact]}_{len(uses)}")

    def _computed(self, node: Node) -> str:
        code = self._code(node)
        if code not in self._names:
            self._names[code] = f"v{len(self._names)}"
            self._lines.append(f"{self._names[code]} = {code}")
        return self._names[code]

    def _code(self, node: Node) -> str:
        match node:
            case And(parts):
                return " & ".join(sorted(dict.fromkeys(self.variable(part) for part in parts)))
            case Or(parts):
                return " | ".join(sorted(dict.fromkeys(self.variable(part) for part in parts)))
            case Not(part):
                return f"NOT[{self.variable(part)}]"
            case Known(part) if not isinstance(part, str):
                return f"KNOWN[{self.variable(part)}]"
            case Stated(part):
                return f"STATED[{self.variable(part)}]"
            case IfElse(test, then, otherwise):
                return f"{self.variable(then)} if {self.variable(test)} == 3 else {self.variable(otherwise)}"
            case Agree(left, right):
                return f"AGREE[{self.variable(left)} << 2 | {self.variable(right)}]"
            case MoreThan(limit, parts):
                total = " + ".join(f"WEIGHT[{self.variable(part)}]" for part in parts)
                return f"MORE_THAN_{limit}[{total}]"
            case Less(left, right):
                self._compared |= {left, right}
                places = f"m[{self._layout.index[left]}], m[{self._layout.index[right]}]"
                return f"less({places}, {self._layout.everything(left)})"
        raise TypeError(node)

    def line(self, text: str) -> None:
        """Add a line of code after everything computed so far."""
        self._lines.append(text)

    def facts(self) -> list[str]:
        """Return the facts that the body reads."""
        read = {*self._comparisons, *self._known, *self._entered, *self._compared}
        return [name for name in self._layout.facts if name in read]

    def body(self, tables: dict[tuple[object, ...], str]) -> list[str]:
        """Return the finished lines; comparison tables that they need are added to `tables`."""
        head = []
        for name in self.facts():
            if name not in self._comparisons and name not in self._known and name not in self._entered:
                continue
            accepts = tuple(self._comparisons.get(name, {}))
            known = name in self._known
            key = (self._layout.bits(name), accepts, known, self._layout.entered_bit(name))
            table = tables.setdefault(key, f"T{len(tables)}")
            targets = list(self._comparisons.get(name, {}).values())
            targets += [self._known[name]] if known else []
            targets += [self._entered.get(name, "_")] if self._layout.entered_bit(name) else []
            pattern = f"{targets[0]}," if len(targets) == 1 else ", ".join(targets)
            head.append(f"{pattern} = {table}[m[{self._layout.index[name]}]]")
        return head + self._lines


HEAD = """\"\"\"Generated by build_scripts/compile_knowledge.py from the knowledge base; do not edit.\"\"\"

from collections.abc import Callable, Sequence

from crlm_desktop.domain.kleene import AGREE, KNOWN, NOT, STATE, STATED, WEIGHT, AtomTable, less, more_than

Masks = Sequence[int]
Support = tuple[tuple[int, tuple[int, ...]], ...]
Question = tuple[Callable[[Masks], int], tuple[int, ...], Support, tuple[object, ...]]
SOURCE_SHA256 = "{sha256}"
MORE_THAN_2 = more_than(2)
"""


def table_lines(tables: Mapping[tuple[object, ...], str]) -> list[str]:
    """Return the definitions of the comparison tables."""
    return [
        f"{name} = AtomTable({bits}, {accepts}, known={known}, entered={entered})"
        for (bits, accepts, known, entered), name in tables.items()
    ]


def function(name: str, lines: Iterable[str], returns: str = "int") -> list[str]:
    """Return a function over the list of masks `m`."""
    return ["", "", f"def {name}(m: Masks) -> {returns}:", *(f"    {line}" for line in lines)]


def read_facts(node: Node) -> list[str]:
    """Return the facts that a resolved condition reads, each once, in reading order."""
    return list(dict.fromkeys(names_in(node)))
