"""Conditions cut short by what is certain already."""

from collections.abc import Mapping

from crlm_desktop.knowledge.layout import Layout
from crlm_desktop.knowledge.nodes import And, Compare, Constant, Fact, Member, Node, Not, Or


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
