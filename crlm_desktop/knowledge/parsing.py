"""The condition language: a small, closed subset of Python's expression grammar, parsed to nodes.

    mdt_ned_class == "potential" and (liver_met_count >= 4 or crs_gt2) and not known(kras_variant)

What is not written in it is refused.
"""

import ast
from functools import cache
from typing import TYPE_CHECKING

from crlm_desktop.knowledge.nodes import (
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
    Operator,
    Or,
    Stated,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_OPERATORS: dict[type[ast.cmpop], Operator] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
}
_MIRRORED: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}
_CONSTANTS = {"true": True, "false": False, "unknown": None}


class ExpressionError(ValueError):
    """A condition that is not written in the condition language."""


@cache
def parse(source: str) -> Node:
    """Parse a condition; raises ExpressionError saying what is not understood."""
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except SyntaxError as error:
        message = f"not an expression: {error.msg}: {source!r}"
        raise ExpressionError(message) from error
    return _node(tree.body)


def _reject(tree: ast.AST) -> ExpressionError:
    return ExpressionError(f"not in the condition language: {ast.unparse(tree)}")


def _node(tree: ast.expr) -> Node:
    match tree:
        case ast.BoolOp(op=ast.And(), values=values):
            return And(tuple(_node(value) for value in values))
        case ast.BoolOp(op=ast.Or(), values=values):
            return Or(tuple(_node(value) for value in values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Not(_node(operand))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return IfElse(_node(test), _node(body), _node(orelse))
        case ast.Name(id=name):
            return Constant(_CONSTANTS[name]) if name in _CONSTANTS else Fact(name)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return _call(name, arguments, tree)
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            return _comparison(left, operator, right, tree)
    raise _reject(tree)


def _call(name: str, arguments: list[ast.expr], tree: ast.expr) -> Node:
    builders: dict[str, tuple[int, Callable[[list[ast.expr]], Node]]] = {
        "known": (1, lambda parts: Known(_fact_or_node(parts[0]))),
        "stated": (1, lambda parts: Stated(_node(parts[0]))),
        "entered": (1, lambda parts: Entered(_name(parts[0]))),
        "agree": (2, lambda parts: Agree(_node(parts[0]), _node(parts[1]))),
    }
    if name == "more_than" and arguments and isinstance(arguments[0], ast.Constant):
        limit = arguments[0].value
        if isinstance(limit, int):
            return MoreThan(limit, tuple(_node(part) for part in arguments[1:]))
    if name in builders and len(arguments) == builders[name][0]:
        return builders[name][1](arguments)
    raise _reject(tree)


def _name(tree: ast.expr) -> str:
    if isinstance(tree, ast.Name):
        return tree.id
    raise _reject(tree)


def _fact_or_node(tree: ast.expr) -> Node | str:
    return tree.id if isinstance(tree, ast.Name) else _node(tree)


def _comparison(left: ast.expr, operator: ast.cmpop, right: ast.expr, tree: ast.expr) -> Node:
    match left, operator, right:
        case ast.Name(id=fact), ast.In(), ast.Set(elts=elements):
            return _membership(fact, elements, tree)
        case ast.Name(id=fact), ast.Eq(), ast.Constant(value=str(value)):
            return Member(fact, (value,))
        case ast.Name(id=fact), _, ast.Constant(value=int() | float() as threshold) if (
            type(operator) in _OPERATORS
        ):
            return Compare(fact, _OPERATORS[type(operator)], float(threshold))
        case ast.Constant(value=int() | float() as threshold), _, ast.Name(id=fact) if (
            type(operator) in _OPERATORS
        ):
            return Compare(fact, _MIRRORED[_OPERATORS[type(operator)]], float(threshold))
        case ast.Name(id=first), ast.Lt(), ast.Name(id=second):
            return Less(first, second)
    raise _reject(tree)


def _membership(fact: str, elements: list[ast.expr], tree: ast.expr) -> Node:
    values = [element.value for element in elements if isinstance(element, ast.Constant)]
    if len(values) == len(elements) and all(isinstance(value, str) for value in values):
        return Member(fact, tuple(str(value) for value in values))
    if len(values) == len(elements) and all(type(value) is int for value in values):
        return _among(fact, sorted(int(str(value)) for value in values))
    raise _reject(tree)


def _among(fact: str, numbers: list[int]) -> Node:
    """Return membership in a set of whole numbers; a run of them is an interval, which a bound can settle."""
    if numbers == list(range(numbers[0], numbers[-1] + 1)):
        return And((Compare(fact, ">=", float(numbers[0])), Compare(fact, "<=", float(numbers[-1]))))
    return Or(tuple(Compare(fact, "==", float(number)) for number in numbers))
