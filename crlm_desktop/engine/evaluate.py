"""One case in, one decision out: a pure function over the compiled knowledge base."""

from collections.abc import Iterator, Sequence

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.kleene import APPLIES, CONDITIONAL, DOES_NOT_APPLY, NEEDS_DATA, STATES, TRUE
from crlm_desktop.domain.values import Absence
from crlm_desktop.engine import compiled_states
from crlm_desktop.engine.decision import Advice, Decision, ItemState, Missing, Waiting
from crlm_desktop.engine.open_questions import missing_facts
from crlm_desktop.engine.possible import Possible, derived_facts, possible, score_parts, settled_facts
from crlm_desktop.engine.reasons import settling_facts
from crlm_desktop.engine.warnings import warnings
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.knowledge.records import Item, Line

PHASES = (
    "governance", "imaging", "molecular", "resectability", "neoadjuvant", "conversion", "surgery",
    "radiotherapy", "response_pathology", "adjuvant", "palliative_systemic", "palliative_surgery",
    "interventional", "nursing", "follow_up",
)  # fmt: skip
STRENGTHS = ("mandatory", "recommend", "avoid", "not_routinely", "caution", "consider", "inform")
_OPEN = frozenset({NEEDS_DATA, CONDITIONAL})


class _Evaluation:
    """One case seen by every item of the knowledge base."""

    def __init__(self, case: Case, knowledge: Knowledge) -> None:
        self.case = case
        self.knowledge = knowledge
        self.view: Possible = possible(case, knowledge)
        self.states = self.view.states
        self.place = knowledge.item_index
        self.asides = compiled_states.asides(self.view.masks)
        self.missing = {item.id: self._missing_of(place, item) for place, item in enumerate(knowledge.items)}
        self.waits = {item.id for item in knowledge.items if self._waits(item)}

    def _missing_of(self, place: int, item: Item) -> tuple[str, ...]:
        if self.states[place] not in _OPEN or not item.asks:
            return ()
        regions = self.knowledge.regions
        return tuple(regions[fact].name for fact in missing_facts(place, self.view.masks))

    def condition_holds(self, item: str) -> bool:
        """Tell whether an item's condition is true, whatever defeats the item."""
        return self.states[self.place[item]] not in {DOES_NOT_APPLY, NEEDS_DATA}

    def _waits(self, item: Item) -> bool:
        """Tell whether an item waits: open, asking, not struck by what defeats it, and not in vain."""
        state = self.states[self.place[item.id]]
        if not item.asks or state not in _OPEN:
            return False
        if any(self.asides[place] == TRUE for place in self.knowledge.in_vain.get(item.id, ())):
            return False
        return state == CONDITIONAL or not any(self.condition_holds(defeater) for defeater in item.unless)

    def advice(self) -> list[Advice]:
        """Return the lines that apply or are conditional, in the order of care."""
        found = []
        for line in self.knowledge.lines:
            for state in (APPLIES, CONDITIONAL):
                members = [self.knowledge.item_by_id[name] for name in line.items]
                members = [item for item in members if self.states[self.place[item.id]] == state]
                if members:
                    found.append((self._order(line, members), self._line(line, members, state)))
                    break
        return [advice for _, advice in sorted(found, key=lambda pair: pair[0])]

    def _order(self, line: Line, members: list[Item]) -> tuple[int, int, int, int]:
        lead = lead_item(members)
        return (not line.urgent, PHASES.index(lead.phase), STRENGTHS.index(lead.strength), line.order)

    def _line(self, line: Line, members: list[Item], state: int) -> Advice:
        lead = lead_item(members)
        done_by_facts = line.done_index is not None and self.asides[line.done_index] == TRUE
        because = dict.fromkeys(fact for item in members for fact in self._because(item))
        return Advice(
            key=line.key,
            items=tuple(item.id for item in members),
            state=STATES[state],
            phase=lead.phase,
            strength=lead.strength,
            grade=lead.grade,
            evidence=lead.evidence,
            statements=tuple(dict.fromkeys(source_token(item) for item in members)),
            headline=line.headline,
            details=tuple(item.text for item in members),
            because=tuple(because),
            unsettled=tuple(dict.fromkeys(fact for item in members for fact in self.missing[item.id])),
            check=tuple(dict.fromkeys(fact for item in members for fact in self._unstated(item))),
            doubts=tuple(self._doubts(members, because)),
            done=done_by_facts or line.key in self.case.done,
            urgent=line.urgent,
        )

    def _because(self, item: Item) -> tuple[str, ...]:
        facts = settling_facts(self.place[item.id], self.view.masks, self.knowledge)
        return tuple(fact for fact in facts if fact in self.knowledge.facts.vocabulary)

    def _unstated(self, item: Item) -> Iterator[str]:
        for defeater in item.unless:
            for fact in self.knowledge.item_by_id[defeater].stated_only or ():
                place = self.knowledge.region_index[fact]
                if self.view.masks[place] == self.knowledge.regions[place].everything:
                    yield fact

    def _doubts(self, members: list[Item], because: dict[str, None]) -> Iterator[str]:
        ids = {item.id for item in members}
        for doubt in self.knowledge.doubts:
            if ids.intersection(doubt.items) and (not doubt.facts or self._concerns(doubt.facts, because)):
                yield doubt.id

    def _concerns(self, facts: tuple[str, ...], because: dict[str, None]) -> bool:
        vocabulary = self.knowledge.facts.vocabulary
        return any(fact not in vocabulary or fact in self.view.facts or fact in because for fact in facts)

    def waiting(self, advice: list[Advice]) -> list[Waiting]:
        """Return the lines that wait for facts, in the order of care, without those already settled."""
        settled = {line.key for line in advice}
        found = []
        for line in self.knowledge.lines:
            members = [self.knowledge.item_by_id[name] for name in line.items if name in self.waits]
            if members and line.key not in settled:
                facts = dict.fromkeys(fact for item in members for fact in self.missing[item.id])
                waiting = Waiting(line.key, tuple(item.id for item in members), line.headline, tuple(facts))
                found.append((self._order(line, members), waiting))
        return [waiting for _, waiting in sorted(found, key=lambda pair: pair[0])]

    def ranked(self) -> list[Missing]:
        """Return the facts worth knowing, most lines first; what cannot be obtained is not asked again."""
        settles: dict[str, list[Item]] = {}
        for item in self.knowledge.items:
            if item.id in self.waits:
                for fact in self.missing[item.id]:
                    settles.setdefault(fact, []).append(item)
        ranked = [
            Missing(
                fact,
                tuple(item.id for item in items),
                len({item.line for item in items}),
                self.knowledge.facts.vocabulary[fact].answered_by,
            )
            for fact, items in settles.items()
            if self.case.absence(fact) is not Absence.NOT_OBTAINABLE
        ]
        order = {name: place for place, name in enumerate(self.knowledge.facts.vocabulary)}
        return sorted(ranked, key=lambda entry: (-entry.lines, -len(entry.settles), order[entry.fact]))


def lead_item(members: Sequence[Item]) -> Item:
    """Return the item whose phase, strength and grade a line shows: the first that has a grade."""
    return next((item for item in members if item.grade is not None), members[0])


def source_token(item: Item) -> str:
    """Return where an item stands: `C17`, `T1`, a section such as `5.1.3`, or `guard`."""
    if item.statement is not None:
        return f"C{item.statement}"
    return f"T{item.table}" if item.table is not None else item.section


def evaluate(case: Case, knowledge: Knowledge) -> Decision:
    """Return everything the knowledge base says of a case."""
    run = _Evaluation(case, knowledge)
    advice = run.advice()
    return Decision(
        case=case,
        facts=run.view.facts,
        settled=settled_facts(run.view, knowledge),
        derived=derived_facts(run.view.masks, knowledge),
        items={
            item.id: ItemState(STATES[run.states[place]], run.missing[item.id])
            for place, item in enumerate(knowledge.items)
        },
        advice=tuple(advice),
        waiting=tuple(run.waiting(advice)),
        missing=tuple(run.ranked()),
        warnings=tuple(warnings(run.view, run.states, case, knowledge)),
        score_parts=score_parts(run.view.masks),
        silent=tuple(silence.key for silence in knowledge.silences if run.asides[silence.index] == TRUE),
    )
