"""Every small mistake that a condition could hold: flipped comparisons, dropped parts, shifted thresholds."""

import ast
import copy
from collections.abc import Callable, Iterator, Mapping

from crlm_desktop.domain.facts import FactDefinition

Vocabulary = Mapping[str, FactDefinition]
Codes = Mapping[str, tuple[str, ...]]
FLIPS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.GtE, ast.LtE),
}
Put = Callable[[ast.expr], None]


class Mutations:
    """Makes every mutation of a condition, given what the facts can be."""

    def __init__(self, vocabulary: Vocabulary, derived: Codes) -> None:
        self._steps = {
            name: 1.0 if fact.type == "integer" else 0.1
            for name, fact in vocabulary.items()
            if fact.is_number
        }
        codes = {name: tuple(choice.code for choice in fact.choices) for name, fact in vocabulary.items()}
        self._codes = {**codes, **derived}
        self._truths = {name for name, fact in vocabulary.items() if fact.type in {"bool", "list"}}
        self._truths |= {name for name, values in derived.items() if not values}

    def of(self, source: str) -> Iterator[str]:
        """Yield every mutation of a condition that reads otherwise, each once."""
        original = ast.unparse(ast.parse(source.strip(), mode="eval"))
        seen = {original}
        for place in range(sum(1 for _ in ast.walk(ast.parse(original, mode="eval")))):
            for mutated in self._at(original, place):
                if mutated not in seen:
                    seen.add(mutated)
                    yield mutated

    def _at(self, source: str, place: int) -> Iterator[str]:
        tree = ast.parse(source, mode="eval")
        node = list(ast.walk(tree))[place]
        if not isinstance(node, ast.expr) or node in _asked_after(tree):
            return
        for new in self._changed(node):
            fresh = ast.parse(source, mode="eval")
            target = list(ast.walk(fresh))[place]
            yield ast.unparse(ast.fix_missing_locations(_Replacing(target, new).visit(fresh)))

    def _changed(self, node: ast.expr) -> Iterator[ast.expr]:
        match node:
            case ast.BoolOp(op=op, values=values):
                yield from _without_one(node)
                yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            case ast.UnaryOp(operand=operand):
                yield operand
            case ast.IfExp(body=body, orelse=orelse):
                yield from (body, orelse)
            case ast.Call():
                yield from self._called(node)
            case ast.Compare():
                yield from self._compared(node)
            case ast.Name(id=name) if name in self._truths:
                yield ast.UnaryOp(ast.Not(), node)

    @staticmethod
    def _called(node: ast.Call) -> Iterator[ast.expr]:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in {"stated", "agree"}:
            yield from node.args
        elif name == "more_than":
            limit, parts = node.args[0], node.args[1:]
            assert isinstance(limit, ast.Constant)  # noqa: S101 (the condition language says so)
            counts = (int(str(limit.value)) + step for step in (-1, 1))
            yield from (ast.Call(node.func, [ast.Constant(count), *parts], []) for count in counts)
            for place in range(len(parts)):
                yield ast.Call(node.func, [limit, *parts[:place], *parts[place + 1 :]], [])

    def _compared(self, node: ast.Compare) -> Iterator[ast.expr]:
        match node:
            case ast.Compare(left=ast.Name(id=fact), ops=[ast.In()], comparators=[ast.Set(elts=elements)]):
                values = [element.value for element in elements if isinstance(element, ast.Constant)]
                yield from self._among(fact, [value for value in values if isinstance(value, str | int)])
            case ast.Compare(
                left=ast.Name(id=fact), ops=[ast.Eq()], comparators=[ast.Constant(value=str(value))]
            ):
                yield from self._among(fact, [value])
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                for flipped in FLIPS[type(op)]:
                    if not (isinstance(left, ast.Name) and isinstance(right, ast.Name)):
                        yield ast.Compare(left, [flipped()], [right])
                yield from self._shifted(node)

    def _among(self, fact: str, values: list[str | int]) -> Iterator[ast.expr]:
        others: list[str | int] = [code for code in self._codes.get(fact, ()) if code not in values]
        if not self._codes.get(fact):
            numbers = [value for value in values if isinstance(value, int)]
            others = [max(numbers) + 1] if numbers else ["G12D"]
        for value in values:
            left = [other for other in values if other != value]
            yield _member(fact, left) if left else ast.Name("false")
        yield from (_member(fact, [*values, other]) for other in others)

    def _shifted(self, node: ast.Compare) -> Iterator[ast.expr]:
        left, right = node.left, node.comparators[0]
        for side, other in ((left, right), (right, left)):
            if isinstance(side, ast.Constant) and isinstance(other, ast.Name):
                for step in (-self._steps[other.id], self._steps[other.id]):
                    shifted = ast.Constant(round(float(str(side.value)) + step, 4))
                    pair = (shifted, right) if side is left else (left, shifted)
                    yield ast.Compare(pair[0], node.ops, [pair[1]])


def _asked_after(tree: ast.AST) -> list[ast.expr]:
    """Return what `known` and `entered` ask after: its opposite is known just as well."""
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    return [call.args[0] for call in calls if getattr(call.func, "id", "") in {"known", "entered"}]


def _member(fact: str, values: list[str | int]) -> ast.expr:
    elements: list[ast.expr] = [ast.Constant(value) for value in values]
    return ast.Compare(ast.Name(fact), [ast.In()], [ast.Set(elements)])


def _without_one(node: ast.BoolOp) -> Iterator[ast.expr]:
    for place in range(len(node.values)):
        left = node.values[:place] + node.values[place + 1 :]
        yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)


class _Replacing(ast.NodeTransformer):
    """Puts one expression in the place of another."""

    def __init__(self, target: ast.AST, new: ast.expr) -> None:
        self._target = target
        self._new = new

    def visit(self, node: ast.AST) -> ast.AST:
        """Return the new expression at the target; elsewhere what stands there."""
        return copy.deepcopy(self._new) if node is self._target else self.generic_visit(node)
