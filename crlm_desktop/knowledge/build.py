"""Writes the compiled form of the knowledge base: two JSON files and two generated modules."""

import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.knowledge.compiler import (
    HEAD,
    CodeWriter,
    Layout,
    function,
    implied_by,
    read_facts,
    simplified,
    table_lines,
)
from crlm_desktop.knowledge.derived import Derived, Resolver
from crlm_desktop.knowledge.entries import FactEntry, RuleEntry, SettleEntry
from crlm_desktop.knowledge.expression import (
    And,
    Compare,
    Constant,
    Entered,
    Fact,
    Known,
    Less,
    Member,
    MoreThan,
    Node,
    Not,
    Or,
    Stated,
    parse,
    parts_of,
)
from crlm_desktop.knowledge.loader import Sources

FACTS_FILE = "compiled/facts.json"
RULES_FILE = "compiled/rules.json"
STATES_MODULE = "compiled_states.py"
ITEMS_MODULE = "compiled_items.py"


class _Name(str):
    """A name that stands in generated code as it is, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Build:
    """One compilation of checked sources."""

    def __init__(self, sources: Sources) -> None:
        """Resolve every condition and lay the facts out."""
        self.sources = sources
        erasing = {name: sources.derived[name] for name in sources.erases}
        plain = {name: derived for name, derived in sources.derived.items() if name not in erasing}
        self.erasing = erasing
        self.derived = plain
        numbers = frozenset(name for name, fact in sources.vocabulary.items() if fact.is_number)
        self.resolver = Resolver(plain, numbers)
        vocabulary = dict(sources.vocabulary)
        for name in erasing:
            vocabulary[name] = FactDefinition(name, "bool", "", "", "history", {})
        self.conditions = {rule.id: self._condition(f"rules: {rule.id}") for rule in sources.rules}
        self.defeaters = {rule.id: [self.conditions[name] for name in rule.unless] for rule in sources.rules}
        self.layout = Layout(vocabulary, [*self.conditions.values(), *self._others()])

    def _condition(self, where: str) -> Node:
        return self.resolver.resolve(self.sources.conditions[where].node)

    def _others(self) -> Iterable[Node]:
        for where, condition in self.sources.conditions.items():
            if not where.startswith("rules:"):
                yield self.resolver.resolve(condition.node)
        for derived in self.derived.values():
            for node in self.nodes_of(derived):
                yield self.resolver.resolve(node)
        for derived in self.erasing.values():
            yield from self.nodes_of(derived)
        for entry in self.sources.settles:
            target = self._settled_node(entry)
            if target is not None:
                yield self.resolver.resolve(target)

    @staticmethod
    def nodes_of(derived: Derived) -> list[Node]:
        """Return the conditions that define a derived fact."""
        return [derived.when] if derived.when is not None else list(derived.values.values())

    def _settled_node(self, entry: SettleEntry) -> Node | None:
        definition = self.sources.vocabulary[entry.fact]
        if isinstance(entry.to, bool):
            return Constant(entry.to)
        return parse(entry.to) if definition.type == "bool" else None

    def settle_lines(self) -> list[str]:
        """Return the body of `settle(m, entered)`: contradictions first, then what answers settle."""
        lines: list[str] = []
        for name, derived in self.erasing.items():
            lines += self._erase_lines(name, derived)
        lines.append("clashes = []")
        for place, entry in enumerate(self.sources.settles):
            lines += self._settle_block(place, entry, self.layout.index[entry.fact])
        return [*lines, "return clashes"]

    def _erase_lines(self, name: str, derived: Derived) -> list[str]:
        writer = CodeWriter(self.layout)
        variable = writer.variable(self.resolver.resolve(self.nodes_of(derived)[0]))
        lines = writer.body(self.tables)
        lines.append(f"m[{self.layout.index[name]}] = 2 if {variable} == 3 else 1")
        lines.append(f"if {variable} == 3:")
        for fact in self.sources.erases[name]:
            lines.append(f"    m[{self.layout.index[fact]}] = {self.layout.everything(fact)}")
        return lines

    def _settle_block(self, place: int, entry: SettleEntry, target: int) -> list[str]:
        writer = CodeWriter(self.layout)
        test = "3"
        if entry.if_ is not None:
            test = writer.variable(self._condition(f"settles: {place}"))
        node = self._settled_node(entry)
        if node is None:
            codes = self.layout.cuts[entry.fact]["codes"]
            assert isinstance(codes, dict)  # noqa: S101
            value = str(1 << codes[str(entry.to)])
        else:
            value = f"TRUTH_MASK[{writer.variable(self.resolver.resolve(node))}]"
        lines = writer.body(self.tables)
        effect = [
            f"value = {value}",
            f"if not entered[{target}]:",
            f"    m[{target}] = value",
            f"elif not m[{target}] & value:",
            f"    clashes.append({place})",
        ]
        if entry.if_ is None:
            return [*lines, *effect]
        return [*lines, f"if {test} == 3:", *(f"    {line}" for line in effect)]

    def states_module(self) -> str:
        """Return the module that settles, derives and gives the state of every item."""
        self.tables: dict[tuple[object, ...], str] = {}
        settle = self.settle_lines()
        return self._module(
            ["TRUTH_MASK = (1, 3, 0, 2)"],
            function("settle", settle, "list[int]")
            + function("states", self._states_body(), "tuple[int, ...]")
            + function("derive", self._derive_body(), "tuple[tuple[int, ...], tuple[int, ...]]")
            + function("asides", self._asides_body(), "list[int]"),
        ).replace("def settle(m: Masks)", "def settle(m: list[int], entered: bytearray)")

    def _module(self, constants: list[str], functions: list[str]) -> str:
        head = HEAD.format(sha256=self.sources.sha256).splitlines()
        return "\n".join([*head, *constants, *table_lines(self.tables), *functions]) + "\n"

    def _states_body(self) -> list[str]:
        writer = CodeWriter(self.layout)
        results = [self._state_code(writer, rule.id) for rule in self.sources.rules]
        return [*writer.body(self.tables), "return (", *(f"    {result}," for result in results), ")"]

    def _state_code(self, writer: CodeWriter, item: str) -> str:
        condition = writer.variable(self.conditions[item])
        defeaters = self.defeaters[item]
        if not defeaters:
            return condition
        struck = writer.variable(defeaters[0] if len(defeaters) == 1 else Or(tuple(defeaters)))
        return f"STATE[{condition} | {struck} << 2]"

    def derived_outputs(self) -> list[tuple[str, str, list[str]]]:
        """Return (name, kind, codes) of every derived value, in output order; kind: truth, choice, score."""
        outputs: list[tuple[str, str, list[str]]] = []
        for name, derived in self.sources.derived.items():
            if derived.internal:
                continue
            if derived.values:
                outputs.append((name, "choice", list(derived.values)))
            else:
                outputs.append((name, "truth", []))
        return outputs

    def _derive_body(self) -> list[str]:
        writer = CodeWriter(self.layout)
        results = []
        for name, _, codes in self.derived_outputs():
            derived = self.sources.derived[name]
            nodes = [derived.values[code] for code in codes] if codes else [derived.when]
            if name in self.erasing:
                results.append(f"m[{self.layout.index[name]}] == 2 and 3 or 0")
                continue
            results += [writer.variable(self.resolver.resolve(node)) for node in nodes if node is not None]
        score = self.resolver.resolve(self.nodes_of(self.derived["crs_gt2"])[0])
        assert isinstance(score, MoreThan)  # noqa: S101 (the clinical risk score is a count)
        parts = [writer.variable(part) for part in score.parts]
        return [*writer.body(self.tables), f"return ({', '.join(results)}), ({', '.join(parts)})"]

    def _asides_body(self) -> list[str]:
        """Return the truth of every `done_when`, every silence, and every way of waiting in vain."""
        writer = CodeWriter(self.layout)
        wheres = [f"lines: {line.key}" for line in self.sources.lines if line.done_when is not None]
        wheres += [f"silences: {silence.key}" for silence in self.sources.silences]
        wheres += [f"in vain: {place}" for place, _ in enumerate(self.sources.safety.waits_in_vain)]
        results = [writer.variable(self._condition(where)) for where in wheres]
        return [*writer.body(self.tables), f"return [{', '.join(results)}]"]

    def items_module(self) -> str:
        """Return the module with small functions per item, for asking what can still change it."""
        self.tables = {}
        functions: list[str] = []
        entries: list[str] = []
        for place, rule in enumerate(self.sources.rules):
            asking = [node for node in self.defeaters[rule.id] if self._stated_only(node) is None]
            condition = self._question(f"condition_{place}", self.conditions[rule.id], functions)
            defeater = "None"
            if asking:
                struck = asking[0] if len(asking) == 1 else Or(tuple(asking))
                assumed = implied_by(self.conditions[rule.id], self.layout)
                struck = simplified(struck, assumed, self.layout)
                defeater = self._question(f"defeater_{place}", struck, functions)
            entries.append(f"    ({condition}, {defeater}),")
        return self._module(
            [], [*functions, "", "ITEMS: tuple[tuple[Question, Question | None], ...] = (", *entries, ")"]
        )

    def _question(self, name: str, node: Node, functions: list[str]) -> str:
        """Write the function of one condition; return (function, facts read, facts asked with answers)."""
        writer = CodeWriter(self.layout)
        code = writer.variable(node)
        functions += function(name, [*writer.body(self.tables), f"return {code}"])
        reads = tuple(self.layout.index[fact] for fact in writer.facts())
        asked = dict.fromkeys(fact for fact in asked_facts(node) if fact not in self.erasing)
        support = tuple((self.layout.index[fact], self._groups(fact, [node])) for fact in asked)
        return f"({name}, {reads}, {support}, {self._shape(node, functions)})"

    def _shape(self, node: Node, functions: list[str]) -> tuple[object, ...]:
        """Return the shape of a condition for `engine.liveness`; what it cannot follow becomes a function."""
        match node:
            case Fact() | Compare() | Member() if not (isinstance(node, Fact) and node.name in self.erasing):
                fact, accept = self.layout.accepts(node)
                beyond = 1 << self.layout.bits(fact) if self.layout.entered_bit(fact) else 0
                return ("fact", self.layout.index[fact], accept | beyond)
            case Not(part):
                return ("not", self._shape(part, functions))
            case And(parts):
                return ("all", tuple(self._shape(part, functions) for part in parts))
            case Or(parts):
                return ("any", tuple(self._shape(part, functions) for part in parts))
            case MoreThan(limit, parts):
                return ("more", limit, tuple(self._shape(part, functions) for part in parts))
        if isinstance(node, Known):
            return ("loose", tuple(self.layout.index[fact] for fact in dict.fromkeys(asked_facts(node))))
        writer = CodeWriter(self.layout)
        code = writer.variable(node)
        name = self._part_names.setdefault(node, f"part_{len(self._part_names)}")
        if not any(line.startswith(f"def {name}(") for line in functions):
            functions += function(name, [*writer.body(self.tables), f"return {code}"])
        places = tuple(
            self.layout.index[fact] for fact in dict.fromkeys(asked_facts(node)) if fact in self.layout.index
        )
        return ("call", _Name(name), places)

    def _groups(self, name: str, nodes: list[Node]) -> tuple[int, ...]:
        accepts = sorted(self._accepts(name, nodes))
        everything = self.layout.everything(name) & ((1 << self.layout.bits(name)) - 1)
        separate = self.layout.needs_known(name) or any(accept < 0 for accept in accepts)
        groups: dict[object, int] = {}
        for region in range(self.layout.bits(name)):
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
            fact, accept = self.layout.accepts(node)
            if fact == name:
                found.add(accept)
        elif isinstance(node, Less) and name in {node.left, node.right}:
            found.add(-1)
        for part in parts_of(node):
            self._collect(name, part, found)

    @cached_property
    def _part_names(self) -> dict[Node, str]:
        return {}

    def facts_json(self) -> str:
        """Return what the pages need at start: pages, groups and facts."""
        data = {
            "sha256": self.sources.sha256,
            "pages": [
                {
                    "page": page.page,
                    "label": page.label.model_dump(),
                    "groups": [group.model_dump() for group in page.groups],
                }
                for page in self.sources.pages
            ],
            "facts": [self._fact(page.page, entry) for page in self.sources.pages for entry in page.facts],
        }
        return _json(data)

    @staticmethod
    def _fact(page: str, entry: FactEntry) -> dict[str, Any]:
        return {"page": page, **entry.model_dump(exclude_defaults=True)}

    def rules_json(self) -> str:
        """Return everything else: items, lines, doubts, silences, regions, derived facts, edition."""
        sources = self.sources
        data = {
            "sha256": sources.sha256,
            "edition": sources.edition,
            "regions": self.layout.regions_json(),
            "derived": self._derived_json(),
            "definitions": [entry.model_dump(exclude_defaults=True) for entry in sources.derived_entries],
            "items": [self._item(rule) for rule in sources.rules],
            "lines": [line.model_dump(exclude_defaults=True) for line in sources.lines],
            "doubts": [doubt.model_dump() for doubt in sources.doubts],
            "silences": [silence.model_dump() for silence in sources.silences],
            "in_vain": [entry.items for entry in sources.safety.waits_in_vain],
            "settles": [entry.model_dump(by_alias=True, exclude_defaults=True) for entry in sources.settles],
            "statements": sources.statements,
            "safety": [
                {"id": entry.id, "zh": entry.zh, "en": entry.en} for entry in sources.safety.statements
            ],
        }
        return _json(data)

    def _derived_json(self) -> list[dict[str, Any]]:
        labels = {label.name: label for label in self.sources.derived_labels}
        entries = []
        for name, kind, codes in self.derived_outputs():
            label = labels[name].model_dump(exclude_defaults=True) if name in labels else {"name": name}
            entries.append({**label, "kind": kind, "codes": codes})
        return entries

    def _item(self, rule: RuleEntry) -> dict[str, Any]:
        condition = self.sources.conditions[f"rules: {rule.id}"].node
        data = rule.model_dump(exclude_defaults=True)
        data["names"] = read_facts(condition)
        data["reads"] = read_facts(self.conditions[rule.id])
        if rule.unless:
            data["defeater_reads"] = list(
                dict.fromkeys(name for node in self.defeaters[rule.id] for name in read_facts(node))
            )
        guard = self._stated_only(self.conditions[rule.id])
        if guard is not None:
            data["stated_only"] = guard
        return data

    @staticmethod
    def _stated_only(node: Node) -> list[str] | None:
        """Return the facts of a guard that only a statement can trigger (`known(x) and x`), else None."""

        def limb(part: Node) -> list[str] | None:
            if not isinstance(part, And):
                return None
            known = [
                piece.part for piece in part.parts if isinstance(piece, Known) and isinstance(piece.part, str)
            ]
            return [str(name) for name in known] if known else None

        limbs = [limb(part) for part in (node.parts if isinstance(node, Or) else (node,))]
        if any(found is None for found in limbs):
            return None
        return [name for found in limbs if found for name in found]


def asked_facts(node: Node) -> Iterator[str]:
    """Yield the facts that a condition waits for: all but those that count only once stated."""
    match node:
        case Stated() | Entered():
            return
        case Fact(name) | Compare(name) | Member(name):
            yield name
        case Less(left, right):
            yield left
            yield right
        case Known(str(name)):
            yield name
    for part in parts_of(node):
        yield from asked_facts(part)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=False) + "\n"


def compiled(sources: Sources) -> tuple[dict[str, str], dict[str, str]]:
    """Return the compiled data files and the generated modules, each by name."""
    build = Build(sources)
    return (
        {FACTS_FILE: build.facts_json(), RULES_FILE: build.rules_json()},
        {STATES_MODULE: build.states_module(), ITEMS_MODULE: build.items_module()},
    )
