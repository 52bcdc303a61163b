"""Where on the way one patient stands: how each station and each way between them is drawn."""

from collections.abc import Mapping
from typing import NamedTuple

from crlm_desktop.engine.decision import Decision
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.pathway.stations import Node, Pathway, pathway

LIT, CONDITIONAL, WAITING, DIM = "lit", "conditional", "waiting", "dim"
LEADING = frozenset({"mandatory", "recommend", "consider"})
CLASS, JUNCTION = "mdt_ned_class", "class"
MOST_QUESTIONS = 2
RISK_READING = "N-5.1.2-p"


class Standing(NamedTuple):
    """How a station stands for one patient.

    `state`: lit, conditional, waiting or dim; `questions`: the facts a waiting station needs, only where the
    way leads up to it; `applying`: its items that apply; `passed`: it lies behind the patient; `answered`:
    the team has answered its question; `figures`: what it shows of the patient, such as the risk score.
    """

    state: str
    questions: tuple[str, ...] = ()
    applying: tuple[str, ...] = ()
    passed: bool = False
    answered: bool = False
    figures: tuple[int, int] | None = None


def standings(decision: Decision, knowledge: Knowledge) -> dict[str, Standing]:
    """Return how every station stands for a patient."""
    way = pathway()
    alone = {node.id: _alone(node, decision, knowledge) for node in way.nodes}
    reached = _reached(way, alone, decision)
    return {node.id: _on_the_way(node, alone, reached) for node in way.nodes}


def _reached(way: Pathway, alone: Mapping[str, Standing], decision: Decision) -> dict[str, tuple[str, ...]]:
    """Return the stations to which an open way leads, each with the stations it comes from."""
    given = decision.facts.get(CLASS)
    goable = [
        edge
        for edge in way.edges
        if edge.ned_class in {None, given} or not isinstance(given, str)
        if DIM not in {alone[edge.first].state, alone[edge.second].state}
    ]
    targets = {edge.second for edge in way.edges}
    reached: dict[str, tuple[str, ...]] = {node.id: () for node in way.nodes if node.id not in targets}
    reached |= {name: () for name, standing in alone.items() if standing.state in {LIT, CONDITIONAL}}
    for _ in way.nodes:
        for edge in goable:
            if edge.first in reached and edge.first not in reached.get(edge.second, ()):
                reached[edge.second] = (*reached.get(edge.second, ()), edge.first)
    return reached


def _alone(node: Node, decision: Decision, knowledge: Knowledge) -> Standing:
    """Return how a station stands by its own items.

    What recommends or offers decides; notes only where a station has nothing else. What warns or forbids
    lights nothing.
    """
    strong = [name for name in node.items if _leads(name, knowledge, LEADING)]
    leading = strong or [name for name in node.items if _leads(name, knowledge, frozenset({"inform"}))]
    states = {name: decision.items[name].state for name in leading if name in decision.items}
    applying = tuple(name for name in node.items if _state(name, decision) == "applies")
    passed = bool(node.passed) and all(decision.facts.get(fact) == value for fact, value in node.passed)
    figures = _score(decision) if node.id == "crs" else None
    open_asks = tuple(
        fact for fact in node.asks if fact not in decision.facts and fact not in decision.settled
    )
    foreign = any(decision.derived.get(fact) not in {None, value} for fact, value in node.only_if)
    state = DIM if foreign else _state_of(set(states.values()))
    if passed:
        return Standing(LIT, (), applying, passed=True)
    if node.asks and not open_asks and (state != DIM or node.id == JUNCTION):
        return Standing(LIT, (), applying, answered=True)
    if state != DIM and open_asks:
        return Standing(WAITING, open_asks, applying)
    if figures is not None and state == LIT and decision.derived.get("crs_gt2") is None:
        reading = decision.items.get(RISK_READING)
        return Standing(
            WAITING, reading.missing[:MOST_QUESTIONS] if reading else (), applying, figures=figures
        )
    questions = _needed(node, decision) if state in {WAITING, CONDITIONAL} else ()
    return Standing(state, questions, applying, figures=figures)


def _leads(item: str, knowledge: Knowledge, strengths: frozenset[str]) -> bool:
    found = knowledge.item_by_id.get(item)
    return found is not None and not found.is_guard and found.strength in strengths


def _state(item: str, decision: Decision) -> str:
    found = decision.items.get(item)
    return "does_not_apply" if found is None else found.state


def _state_of(states: set[str]) -> str:
    if "applies" in states:
        return LIT
    if "conditional" in states:
        return CONDITIONAL
    return WAITING if "needs_data" in states else DIM


def _score(decision: Decision) -> tuple[int, int] | None:
    low, high = decision.derived.get("crs_min"), decision.derived.get("crs_max")
    return (low, high) if isinstance(low, int) and isinstance(high, int) else None


def _needed(node: Node, decision: Decision) -> tuple[str, ...]:
    """Return the facts that settle most of a station's open items, the team's questions of the way first."""
    counted: dict[str, int] = {}
    for name in node.items:
        found = decision.items.get(name)
        for fact in found.missing if found and found.state in {"needs_data", "conditional"} else ():
            counted[fact] = counted.get(fact, 0) + 1
    rank = {missing.fact: place for place, missing in enumerate(decision.missing)}
    ordered = sorted(counted, key=lambda fact: (-counted[fact], rank.get(fact, len(rank)), fact))
    return tuple(ordered[:MOST_QUESTIONS])


def _on_the_way(
    node: Node, alone: Mapping[str, Standing], reached: Mapping[str, tuple[str, ...]]
) -> Standing:
    """Return a station's standing on the way: what waits where no open way leads is dim.

    A question stands only where the patient's way has led up to it.
    """
    here = alone[node.id]
    if here.state != WAITING:
        return here
    if node.id not in reached:
        return here._replace(state=DIM, questions=())
    before = [alone[name] for name in reached[node.id]]
    if not before or any(standing.state in {LIT, CONDITIONAL} for standing in before):
        return here
    return here._replace(questions=())


def edge_state(first: Standing, second: Standing) -> str:
    """Return how the way between two stations is drawn."""
    if DIM in {first.state, second.state}:
        return DIM
    if WAITING in {first.state, second.state}:
        return WAITING
    return CONDITIONAL if CONDITIONAL in {first.state, second.state} else LIT
