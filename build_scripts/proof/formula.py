"""Safety statements as formulas: the condition language, plus questions about lines.

    shown("C20a", "§5.1.2", "-N-5.1.2-o") and possible(ras_braf_mutant)

`applies`, `shown` (applies or conditional), `waits` (named as waiting) and `struck` (overridden): true where
one of the items is in that state; `§5.1.2` stands for every item of that section and those below it, `-X`
takes one out. `silent("key")`: that silence is told. `certain(x)`: true whatever the open facts are.
`possible(x)`: not certainly false. All of these are two-valued.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from crlm_desktop.knowledge.nodes import Compare, Fact, Member, Node, parts_of
from crlm_desktop.knowledge.parsing import parse
from proof.bits import any_of, two_valued

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crlm_desktop.knowledge.build import Build
    from proof.bits import Truth
    from proof.world import World

ABOUT_ITEMS = ("applies", "shown", "waits", "struck")
ABOUT_TRUTH = ("certain", "possible")
Names = tuple[str, ...]


class FormulaError(ValueError):
    """A formula that is not understood."""


class _Reader(ast.NodeTransformer):
    """Puts a plain name for every question about lines and rewrites `certain` and `possible`."""

    def __init__(self) -> None:
        self.questions: dict[str, tuple[str, Names]] = {}

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Rewrite one call."""
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in (*ABOUT_ITEMS, "silent"):
            texts = tuple(str(part.value) for part in node.args if isinstance(part, ast.Constant))
            key = f"question_{len(self.questions)}"
            self.questions[key] = (name, texts)
            return ast.Name(key)
        if name in ABOUT_TRUTH:
            return self._stated(node.args[0], negated=name == "possible")
        return node

    @staticmethod
    def _stated(part: ast.expr, *, negated: bool) -> ast.expr:
        def call(inner: ast.expr) -> ast.expr:
            return ast.Call(ast.Name("stated"), [inner], [])

        def opposite(inner: ast.expr) -> ast.expr:
            return ast.UnaryOp(ast.Not(), inner)

        return opposite(call(opposite(part))) if negated else call(part)


class Formula:
    """One parsed formula."""

    def __init__(self, source: str, build: Build) -> None:
        reader = _Reader()
        tree = reader.visit(ast.parse(source.strip(), mode="eval"))
        self.source = source
        self.build = build
        self.node = build.resolver.resolve(parse(ast.unparse(tree)))
        self.questions = {name: self._checked(*asked) for name, asked in reader.questions.items()}
        for node in _every(self.node):
            self._check_cut(node)

    def _checked(self, kind: str, names: Names) -> tuple[str, Names]:
        if kind == "silent":
            known = {silence.key for silence in self.build.sources.silences}
            self._all_in(names, known)
            return kind, names
        return kind, self.items(names)

    def items(self, names: Names) -> Names:
        """Return the items that ids and sections stand for."""
        found: dict[str, None] = {}
        for name in names:
            if name.startswith("§"):
                found |= dict.fromkeys(self._section(name[1:]))
        taken = {name[1:] for name in names if name.startswith("-")}
        found |= dict.fromkeys(name for name in names if name[0] not in "§-")
        self._all_in((*found, *taken), set(self.build.conditions))
        return tuple(name for name in found if name not in taken)

    def _section(self, section: str) -> list[str]:
        rules = self.build.sources.rules
        found = [
            rule.id for rule in rules if rule.section == section or rule.section.startswith(section + ".")
        ]
        if not found:
            raise FormulaError(f"no item in section {section}: {self.source}")
        return found

    def _all_in(self, names: Names, known: set[str]) -> None:
        for name in names:
            if name not in known:
                raise FormulaError(f"there is no {name!r}: {self.source}")

    def _check_cut(self, node: Node) -> None:
        """Refuse a comparison that the layout of the rules does not tell apart."""
        cuts = self.build.layout.cuts
        if isinstance(node, Compare) and node.threshold not in list_of(cuts[node.fact]["thresholds"]):
            raise FormulaError(f"no rule knows the threshold {node.threshold} of {node.fact}")
        if isinstance(node, Member):
            codes: Any = cuts[node.fact]["codes"]
            regions = {codes[value] for value in node.values}
            if any(region in regions for code, region in codes.items() if code not in node.values):
                raise FormulaError(f"no rule tells {node.values} of {node.fact} apart")

    def truth(self, world: World) -> Truth:
        """Return the formula's truth in a world."""
        answers: dict[Node, Truth] = {
            Fact(name): two_valued(self._answer(world, kind, names))
            for name, (kind, names) in self.questions.items()
        }
        return world.truth_with(self.node, answers)

    def _answer(self, world: World, kind: str, names: Names) -> Any:  # noqa: ANN401 (z3 ships no types)
        questions: dict[str, Callable[[str], Any]] = {
            "applies": world.applies,
            "shown": world.shown,
            "waits": world.waits,
            "struck": world.overridden,
            "silent": world.silent,
        }
        return any_of(questions[kind](name) for name in names)


def list_of(value: object) -> list[float]:
    """Return the thresholds of a cut."""
    return [float(number) for number in value] if isinstance(value, list) else []


def _every(node: Node) -> Iterator[Node]:
    yield node
    for part in parts_of(node):
        yield from _every(part)
