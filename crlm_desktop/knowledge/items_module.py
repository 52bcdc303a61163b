"""The module with small functions per item, for asking what can still change it."""

from crlm_desktop.knowledge.build import Build
from crlm_desktop.knowledge.code_writer import CodeWriter, function, module
from crlm_desktop.knowledge.facts_read import asked_facts, stated_only
from crlm_desktop.knowledge.nodes import (
    And,
    Compare,
    Fact,
    Known,
    Less,
    Member,
    MoreThan,
    Node,
    Not,
    Or,
    parts_of,
)
from crlm_desktop.knowledge.simplify import implied_by, simplified


class _Name(str):
    """A name that stands in generated code as it is, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class ItemsModule:
    """Writes `compiled_items.py`."""

    def __init__(self, build: Build) -> None:
        """Begin with no table and no part written."""
        self._build, self._layout = build, build.layout
        self._tables: dict[tuple[object, ...], str] = {}
        self._part_names: dict[Node, str] = {}

    def text(self) -> str:
        """Return the module with small functions per item, for asking what can still change it."""
        functions: list[str] = []
        entries: list[str] = []
        for place, rule in enumerate(self._build.sources.rules):
            asking = [node for node in self._build.defeaters[rule.id] if stated_only(node) is None]
            condition = self._question(f"condition_{place}", self._build.conditions[rule.id], functions)
            defeater = "None"
            if asking:
                struck = asking[0] if len(asking) == 1 else Or(tuple(asking))
                assumed = implied_by(self._build.conditions[rule.id], self._layout)
                struck = simplified(struck, assumed, self._layout)
                defeater = self._question(f"defeater_{place}", struck, functions)
            entries.append(f"    ({condition}, {defeater}),")
        return module(
            self._build.sources.sha256,
            self._tables,
            [],
            [*functions, "", "ITEMS: tuple[tuple[Question, Question | None], ...] = (", *entries, ")"],
        )

    def _question(self, name: str, node: Node, functions: list[str]) -> str:
        """Write the function of one condition; return (function, facts read, facts asked with answers)."""
        writer = CodeWriter(self._layout)
        code = writer.variable(node)
        functions += function(name, [*writer.body(self._tables), f"return {code}"])
        reads = tuple(self._layout.index[fact] for fact in writer.facts())
        asked = dict.fromkeys(fact for fact in asked_facts(node) if fact not in self._build.erasing)
        support = tuple((self._layout.index[fact], self._groups(fact, [node])) for fact in asked)
        return f"({name}, {reads}, {support}, {self._shape(node, functions)})"

    def _shape(self, node: Node, functions: list[str]) -> tuple[object, ...]:
        """Return the shape of a condition for `engine.liveness`; what it cannot follow becomes a function."""
        match node:
            case Fact() | Compare() | Member() if not (
                isinstance(node, Fact) and node.name in self._build.erasing
            ):
                fact, accept = self._layout.accepts(node)
                beyond = 1 << self._layout.bits(fact) if self._layout.entered_bit(fact) else 0
                return ("fact", self._layout.index[fact], accept | beyond)
            case Not(part):
                return ("not", self._shape(part, functions))
            case And(parts):
                return ("all", tuple(self._shape(part, functions) for part in parts))
            case Or(parts):
                return ("any", tuple(self._shape(part, functions) for part in parts))
            case MoreThan(limit, parts):
                return ("more", limit, tuple(self._shape(part, functions) for part in parts))
        if isinstance(node, Known):
            return (
                "loose",
                tuple(self._layout.index[fact] for fact in dict.fromkeys(asked_facts(node))),
            )
        writer = CodeWriter(self._layout)
        code = writer.variable(node)
        name = self._part_names.setdefault(node, f"part_{len(self._part_names)}")
        if not any(line.startswith(f"def {name}(") for line in functions):
            functions += function(name, [*writer.body(self._tables), f"return {code}"])
        places = tuple(
            self._layout.index[fact]
            for fact in dict.fromkeys(asked_facts(node))
            if fact in self._layout.index
        )
        return ("call", _Name(name), places)

    def _groups(self, name: str, nodes: list[Node]) -> tuple[int, ...]:
        accepts = sorted(self._accepts(name, nodes))
        everything = self._layout.everything(name) & ((1 << self._layout.bits(name)) - 1)
        separate = self._layout.needs_known(name) or any(accept < 0 for accept in accepts)
        groups: dict[object, int] = {}
        for region in range(self._layout.bits(name)):
            if everything >> region & 1:
                key = region if separate else tuple(accept >> region & 1 for accept in accepts)
                groups[key] = groups.get(key, 0) | 1 << region
        return tuple(groups.values())

    def _accepts(self, name: str, nodes: list[Node]) -> set[int]:
        found: set[int] = set()
        for node in nodes:
            self._collect(name, node, found)
        return found

    def _collect(self, name: str, node: Node, found: set[int]) -> None:
        if isinstance(node, Fact | Compare | Member):
            fact, accept = self._layout.accepts(node)
            if fact == name:
                found.add(accept)
        elif isinstance(node, Less) and name in {node.left, node.right}:
            found.add(-1)
        for part in parts_of(node):
            self._collect(name, part, found)
