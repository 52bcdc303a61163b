"""Lines that do not apply to a patient: the facts that stop each of them, and what would bring it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from crlm_desktop.domain.values import Absence
from crlm_desktop.engine.decision import Decision
from crlm_desktop.engine.evaluate import PHASES, source_token
from crlm_desktop.engine.nearest import Change
from crlm_desktop.engine.why_not import ASKS, STOPPED, STRUCK, UNASKED, Cause, WhyNot
from crlm_desktop.flow.reading import Searchable, searchable
from crlm_desktop.flow.words import absence_words, fact_words, item_words, label_of, told
from crlm_desktop.knowledge.base import Item, Knowledge, Line
from crlm_desktop.texts import LANGUAGES, say

_NAMED = 6


@dataclass(frozen=True, slots=True)
class AbsentLine:
    """One line that neither stands nor waits; `lead`: the item whose phase and strength it shows."""

    line: Line
    lead: Item
    items: tuple[Item, ...]
    tokens: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its key."""
        return self.line.key


class Explainer:
    """Says of every line and item why it stands, waits or does not apply; one for each decision."""

    def __init__(self, decision: Decision, knowledge: Knowledge) -> None:
        self._decision, self._knowledge = decision, knowledge

    @cached_property
    def _why(self) -> WhyNot:
        return WhyNot(self._decision, self._knowledge)

    @cached_property
    def absent(self) -> tuple[AbsentLine, ...]:
        """The lines that do not apply, in the order of care."""
        present = {advice.key for advice in self._decision.advice}
        present |= {waiting.key for waiting in self._decision.waiting}
        lines = [self._absent(line) for line in self._knowledge.lines if line.key not in present]
        return tuple(sorted(lines, key=lambda found: (PHASES.index(found.lead.phase), found.line.order)))

    def _absent(self, line: Line) -> AbsentLine:
        items = tuple(self._knowledge.item_by_id[name] for name in line.items)
        lead = next((item for item in items if item.grade is not None), items[0])
        return AbsentLine(line, lead, items, tuple(dict.fromkeys(source_token(item) for item in items)))

    @cached_property
    def _searchables(self) -> dict[str, Searchable]:
        return {found.key: searchable(_texts(found)) for found in self.absent}

    def found(self, sought: str) -> tuple[AbsentLine, ...]:
        """Return the lines that hold every word sought: words, items, statements or pinyin initials."""
        return tuple(line for line in self.absent if self._searchables[line.key].holds(sought))

    def why(self, absent: AbsentLine, language: str) -> tuple[str, ...]:
        """Return why a line does not apply, one sentence for each kind of reason; never none."""
        causes = [cause for item in absent.items for cause in self._why.causes(item.id)]
        return tuple(dict.fromkeys(self._sentence(cause, language) for cause in _merged(causes)))

    def seek(self, absent: AbsentLine) -> str | None:
        """Return the fact whose field a clinician would want to see: the first that must change."""
        changes = self.nearest(absent)
        return changes[0].fact if changes else None

    def nearest(self, absent: AbsentLine) -> tuple[Change, ...]:
        """Return the nearest change that brings the line: the fewest facts changed, then answered."""
        found = [changes for item in absent.items if (changes := self._why.nearest(item.id))]
        return min(found, key=_distance, default=())

    def change(self, absent: AbsentLine, language: str) -> str:
        """Return the sentence that names the nearest change, or says that none is near."""
        return self._change_words(self.nearest(absent), language)

    def item_standing(self, item: Item, language: str) -> tuple[str, ...]:
        """Return how an item stands for this patient, through which facts, and what would bring it."""
        causes = self._why.causes(item.id)
        sentences = tuple(self._sentence(cause, language) for cause in causes)
        if any(cause.kind in {STOPPED, STRUCK, UNASKED} for cause in causes):
            return (*sentences, self._change_words(self._why.nearest(item.id), language))
        return sentences

    def details(self, absent: AbsentLine, language: str) -> tuple[str, ...]:
        """Return the full text of the line's items with source and grade."""
        return tuple(item_words(item, language) for item in absent.items)

    def _sentence(self, cause: Cause, language: str) -> str:
        facts = self._listed(cause, language)
        if cause.by is not None:
            line = self._knowledge.line_by_key[self._knowledge.item_by_id[cause.by].line]
            return say(language, "ui.not.struck", line=line.headline[language], facts=facts)
        if not cause.facts:
            return say(language, f"ui.not.{cause.kind}.nothing")
        return say(language, f"ui.not.{cause.kind}", facts=facts)

    def _listed(self, cause: Cause, language: str) -> str:
        if cause.kind in {ASKS, UNASKED}:
            words = [self._open(name, language) for name in cause.facts[:_NAMED]]
        else:
            words = [self._fact(name, language) for name in cause.facts]
        more = len(cause.facts) - len(words)
        rest = say(language, "ui.advice.more", count=more) if more else ""
        return say(language, "ui.not.list").join(words) + rest

    def _fact(self, name: str, language: str) -> str:
        words = fact_words(name, self._decision, self._knowledge, language)
        origins = [label_of(origin, self._knowledge, language) for origin in self._why.follows_from(name)]
        if not origins:
            return words
        return say(language, "ui.not.follows", fact=words, source=say(language, "ui.list").join(origins))

    def _open(self, name: str, language: str) -> str:
        """Return an open fact: its name, and what is known of it or why it is unknown."""
        decision = self._decision
        if decision.value(name) is None and decision.case.absence(name) is Absence.NOT_ASKED:
            return label_of(name, self._knowledge, language)
        return fact_words(name, decision, self._knowledge, language)

    def _change_words(self, changes: Iterable[Change], language: str) -> str:
        changed = [self._changed(change, language) for change in changes if not change.is_answer]
        answers = [self._changed(change, language) for change in changes if change.is_answer]
        separator = say(language, "ui.not.list")
        key = {(True, True): "both", (True, False): "changed", (False, True): "answered"}.get(
            (bool(changed), bool(answers)), "none"
        )
        return say(
            language, f"ui.not.near.{key}", changed=separator.join(changed), answers=separator.join(answers)
        )

    def _changed(self, change: Change, language: str) -> str:
        fact = self._knowledge.facts.vocabulary[change.fact]
        value = absence_words(Absence.NOT_ASKED, language)
        if change.value is not None:
            value = told(fact, change.value, language)
        return f"{fact.label[language]}{say(language, 'ui.colon')}{value}"


def _distance(changes: tuple[Change, ...]) -> tuple[int, int]:
    changed = sum(not change.is_answer for change in changes)
    return changed, len(changes) - changed


def _merged(causes: Iterable[Cause]) -> Iterator[Cause]:
    """Yield the reasons of several items as one for each kind, what strikes them apart."""
    facts: dict[tuple[str, str | None], dict[str, None]] = {}
    for cause in causes:
        facts.setdefault((cause.kind, cause.by), {}).update(dict.fromkeys(cause.facts))
    for (kind, by), names in facts.items():
        yield Cause(kind, tuple(names), by)


def _texts(absent: AbsentLine) -> Iterator[dict[str, str]]:
    """Yield what a line is found by: its headline, its items' texts, their names and where they stand."""
    yield dict(absent.line.headline)
    names = " ".join((*(item.id for item in absent.items), *absent.tokens))
    yield dict.fromkeys(LANGUAGES, names)
    for item in absent.items:
        yield dict(item.text)
