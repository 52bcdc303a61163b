"""Where the patient stands on the way through the consensus: what the small drawing of the page shows.

The stations and their states are those of the window. So that the drawing stays small, the way of a class
that the patient does not go, or that hangs on the open class, is one box.
"""

from collections.abc import Iterator, Mapping

from crlm_desktop.domain.wording import span_words
from crlm_desktop.pathway.standings import (
    CLASS,
    CONDITIONAL,
    DIM,
    JUNCTION,
    LIT,
    WAITING,
    Standing,
    edge_state,
    standings,
)
from crlm_desktop.pathway.stations import Node, classes_of, pathway
from crlm_desktop.report.apparatus import Apparatus
from crlm_desktop.report.rows import Leg, Stop, Way
from crlm_desktop.report.signs import spaced
from crlm_desktop.texts import say

PASSED = "passed"
_STATES = (LIT, PASSED, CONDITIONAL, WAITING, DIM)
_MARKS = {CONDITIONAL: "half", WAITING: "asked"}


def _open_classes(apparatus: Apparatus, found: Mapping[str, Standing]) -> frozenset[str]:
    """Return the classes whose stations are drawn one by one: the one given, else those already begun."""
    given = apparatus.decision.facts.get(CLASS)
    if isinstance(given, str):
        return frozenset({given})
    begun = (codes for name, codes in classes_of().items() if found[name].state in {LIT, CONDITIONAL})
    return frozenset(codes[0] for codes in begun if codes)


def _shown(name: str, state: str, opened: frozenset[str]) -> bool:
    """Tell whether a station has its own box; one that applies always has."""
    codes = classes_of()[name]
    if not codes or state in {LIT, CONDITIONAL}:
        return True
    return bool(opened.intersection(codes)) if state == WAITING else codes[0] in opened


def _station(apparatus: Apparatus, node: Node, standing: Standing) -> Stop:
    title = say(apparatus.language, f"pictures.pathway.node.{node.id}")
    if standing.figures is not None:
        low, high = standing.figures
        title = f"CRS {span_words(str(low), str(high), apparatus.language)}"
    mark = PASSED if standing.passed else _MARKS.get(standing.state, "")
    return Stop(
        node.id, spaced(title), standing.state, node.column, node.row, mark, question=node.shape == "question"
    )


def _closed(apparatus: Apparatus, codes: list[str], found: Mapping[str, Standing]) -> Iterator[Stop]:
    """Yield one box for each class that is not drawn station by station: open as long as its first one is.

    Where all classes are so, they stand where their ways begin; else above and below their junction.
    """
    nodes = {node.id: node for node in pathway().nodes}
    for place, code in enumerate(codes):
        firsts = [nodes[edge.second] for edge in pathway().edges if edge.ned_class == code]
        waits = any(found[node.id].state == WAITING for node in firsts)
        label = apparatus.knowledge.facts.vocabulary[CLASS].choice_label(code, apparatus.language)
        column, row = firsts[0].column, firsts[0].row
        if len(codes) < len(pathway().lanes):
            column, row = nodes[JUNCTION].column, nodes[JUNCTION].row + (1 if place else -1)
        yield Stop(code, spaced(label), WAITING if waits else DIM, column, row)


def _legs(found: Mapping[str, Standing], stops: Mapping[str, Stop]) -> Iterator[Leg]:
    """Yield the ways between the boxes; none leads on from a closed class."""
    for edge in pathway().edges:
        if edge.first in stops and edge.second in stops:
            yield Leg(edge.first, edge.second, edge_state(found[edge.first], found[edge.second]))
        elif edge.first in stops and edge.ned_class is not None and edge.ned_class in stops:
            yield Leg(edge.first, edge.ned_class, stops[edge.ned_class].state)


def way(apparatus: Apparatus) -> Way:
    """Return what the small drawing shows of a patient."""
    found = standings(apparatus.decision, apparatus.knowledge)
    opened = _open_classes(apparatus, found)
    stops = [
        _station(apparatus, node, found[node.id])
        for node in pathway().nodes
        if _shown(node.id, found[node.id].state, opened)
    ]
    stops += _closed(apparatus, [code for code, _, _ in pathway().lanes if code not in opened], found)
    legs = dict.fromkeys(_legs(found, {stop.id: stop for stop in stops}))
    used = {stop.state for stop in stops} | {stop.mark for stop in stops}
    states = tuple(
        (state, say(apparatus.language, f"pictures.pathway.state.{state}"))
        for state in _STATES
        if state in used
    )
    return Way(apparatus.say("section.way"), tuple(stops), tuple(legs), states)
