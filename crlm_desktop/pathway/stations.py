"""The stations of the way through the consensus, laid out, and the ways between them."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from crlm_desktop.paths import resource

NODE_WIDTH, NODE_HEIGHT = 150.0, 74.0
_COLUMN, _ROW = 190.0, 91.0
_LEFT, _TOP = 8.0, 30.0


class Node(NamedTuple):
    """One station: its place on the grid, its items, the team's questions it asks.

    `passed`: the facts that put it behind the patient; `only_if`: the derived facts without which it is no
    station of this patient's.
    """

    id: str
    column: int
    row: float
    shape: str
    items: tuple[str, ...]
    asks: tuple[str, ...] = ()
    passed: tuple[tuple[str, object], ...] = ()
    only_if: tuple[tuple[str, object], ...] = ()

    @property
    def x(self) -> float:
        """Its centre from the left, in the drawing's units."""
        return self.column * _COLUMN + NODE_WIDTH / 2 + _LEFT

    @property
    def y(self) -> float:
        """Its centre from the top, in the drawing's units."""
        return self.row * _ROW + NODE_HEIGHT / 2 + _TOP


class Edge(NamedTuple):
    """The way from one station to the next; `ned_class`: only patients of that class go it."""

    first: str
    second: str
    ned_class: str | None = None


class Pathway(NamedTuple):
    """All stations, the ways between them, and the heading of each class (its code, centre and base line)."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lanes: tuple[tuple[str, float, float], ...]
    width: float
    height: float


@cache
def pathway() -> Pathway:
    """Return the way through the consensus."""
    data: dict[str, Any] = json.loads(resource("pictures", "pathway.json").read_text(encoding="utf-8"))
    nodes = tuple(_node(entry) for entry in data["nodes"])
    edges = tuple(Edge(*entry) for entry in data["edges"])
    width = max(node.x for node in nodes) + NODE_WIDTH / 2 + 8
    height = max(node.y for node in nodes) + NODE_HEIGHT / 2 + 8
    lanes = tuple(
        (code, column * _COLUMN + NODE_WIDTH / 2 + _LEFT, row * _ROW + _TOP - 10)
        for code, column, row in data["lanes"]
    )
    return Pathway(nodes, edges, lanes, width, height)


def _node(entry: Mapping[str, Any]) -> Node:
    return Node(
        id=entry["id"],
        column=entry["column"],
        row=entry["row"],
        shape=entry["shape"],
        items=tuple(entry["items"]),
        asks=tuple(entry.get("asks", ())),
        passed=tuple(entry.get("passed", {}).items()),
        only_if=tuple(entry.get("only_if", {}).items()),
    )


@cache
def classes_of() -> dict[str, tuple[str, ...]]:
    """Return the classes whose way leads to each station, in the order of the drawing; none: all go there."""
    way = pathway()
    order = [code for code, _, _ in way.lanes]
    found = {node.id: {edge.ned_class for edge in way.edges if edge.second == node.id} for node in way.nodes}
    for _ in way.nodes:
        for edge in way.edges:
            found[edge.second] |= found[edge.first]
    return {name: tuple(code for code in order if code in codes) for name, codes in found.items()}
