"""Which facts a condition reads, and which it waits for."""

from collections.abc import Iterator

from crlm_desktop.knowledge.nodes import (
    And,
    Compare,
    Entered,
    Fact,
    Known,
    Less,
    Member,
    Node,
    Or,
    Stated,
    names_in,
    parts_of,
)


def read_facts(node: Node) -> list[str]:
    """Return the facts that a resolved condition reads, each once, in reading order."""
    return list(dict.fromkeys(names_in(node)))


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


def stated_only(node: Node) -> list[str] | None:
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
