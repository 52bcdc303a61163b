"""Lines that do not apply to a patient: by phase, found by words, each with why and what would bring it."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from crlm_desktop.domain.facts import Bilingual
from crlm_desktop.engine.decision import Decision
from crlm_desktop.engine.evaluate import PHASES, lead_item, source_token
from crlm_desktop.engine.nearest import Change
from crlm_desktop.engine.why_not import STOPPED, STRUCK, UNASKED, Cause, WhyNot
from crlm_desktop.flow.cause_words import CauseWords
from crlm_desktop.flow.reading import Searchable
from crlm_desktop.flow.words import item_words
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.knowledge.records import Item, Line
from crlm_desktop.texts import LANGUAGES, say

GUARDS = "guards"
_LINKS, _NAMED = 2, 3


class AbsentLine(NamedTuple):
    """One line that neither stands nor waits; `lead`: the item whose phase and strength it shows."""

    line: Line
    lead: Item
    items: tuple[Item, ...]
    tokens: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its key."""
        return self.line.key


class PresentLine(NamedTuple):
    """One line that was sought here and stands, or waits for facts, elsewhere on the page."""

    key: str
    mark: str
    words: str
    fact: str | None = None


class Explainer:
    """Says of every line and item why it stands, waits or does not apply; one for each decision."""

    def __init__(self, decision: Decision, knowledge: Knowledge) -> None:
        self._decision, self._knowledge = decision, knowledge

    @cached_property
    def _why(self) -> WhyNot:
        return WhyNot(self._decision, self._knowledge)

    def _words(self, language: str) -> CauseWords:
        return CauseWords(self._why, self._decision, self._knowledge, language)

    @cached_property
    def absent(self) -> tuple[AbsentLine, ...]:
        """The lines that do not apply, in the order of care, checks of ours last."""
        present = {advice.key for advice in self._decision.advice}
        present |= {waiting.key for waiting in self._decision.waiting}
        lines = [self._absent(line) for line in self._knowledge.lines if line.key not in present]
        return tuple(sorted(lines, key=_order))

    def _absent(self, line: Line) -> AbsentLine:
        items = tuple(self._knowledge.item_by_id[name] for name in line.items)
        return AbsentLine(
            line, lead_item(items), items, tuple(dict.fromkeys(source_token(item) for item in items))
        )

    def by_phase(self) -> dict[str, list[AbsentLine]]:
        """Return the lines that do not apply under the phases to which they belong, checks of ours last."""
        found: dict[str, list[AbsentLine]] = {}
        for absent in self.absent:
            found.setdefault(GUARDS if absent.lead.is_guard else absent.lead.phase, []).append(absent)
        return found

    @cached_property
    def _searchables(self) -> dict[str, Searchable]:
        return {line.key: Searchable(_texts(self._absent(line))) for line in self._knowledge.lines}

    def found(self, sought: str) -> tuple[AbsentLine, ...]:
        """Return the lines that hold every word sought, or its initials; first those whose headline does."""
        found = [line for line in self.absent if self._searchables[line.key].holds(sought)]
        return tuple(sorted(found, key=lambda line: not Searchable([line.line.headline]).holds(sought)))

    def found_elsewhere(self, sought: str, language: str) -> tuple[PresentLine, ...]:
        """Return the lines that hold every word sought and stand, or wait, on this page."""
        lines = (*self._standing(language), *self._waiting(language))
        return tuple(line for line in lines if self._searchables[line.key].holds(sought))

    def _standing(self, language: str) -> Iterator[PresentLine]:
        for advice in self._decision.advice:
            words = say(language, "ui.not.above", line=advice.headline[language])
            yield PresentLine(advice.key, "●", words)

    def _waiting(self, language: str) -> Iterator[PresentLine]:
        rank = {entry.fact: place for place, entry in enumerate(self._decision.missing)}
        vocabulary = self._knowledge.facts.vocabulary
        for waiting in self._decision.waiting:
            facts = sorted(waiting.missing, key=lambda fact: rank.get(fact, len(rank)))
            names = say(language, "ui.list").join(vocabulary[fact].label[language] for fact in facts[:_NAMED])
            if len(facts) > _NAMED:
                names += say(language, "ui.advice.more", count=len(facts) - _NAMED)
            waits = say(language, "ui.advice.waits_for", facts=names)
            words = f"{waiting.headline[language]}\n{waits}"
            yield PresentLine(waiting.key, "…", words, next(iter(facts), None))

    def why(self, absent: AbsentLine, language: str) -> tuple[str, ...]:
        """Return why a line does not apply, one sentence for each kind of reason; never none."""
        causes = [cause for item in absent.items for cause in self._why.causes(item.id)]
        words = self._words(language)
        return tuple(dict.fromkeys(words.sentence(cause) for cause in _merged(causes)))

    def nearest(self, absent: AbsentLine) -> tuple[Change, ...]:
        """Return the nearest change that brings the line: the fewest facts changed, then answered."""
        found = [changes for item in absent.items if (changes := self._why.nearest(item.id))]
        return min(found, key=_distance, default=())

    def change(self, absent: AbsentLine, language: str) -> str:
        """Return the sentence that names the nearest change, or says that none is near."""
        return self._words(language).change(self.nearest(absent))

    def fields(self, absent: AbsentLine, language: str) -> tuple[tuple[str, str], ...]:
        """Return the first facts that would have to change, with their labels."""
        vocabulary = self._knowledge.facts.vocabulary
        names = [change.fact for change in self.nearest(absent)][:_LINKS]
        return tuple((name, vocabulary[name].label[language]) for name in names)

    def details(self, absent: AbsentLine, language: str) -> tuple[str, ...]:
        """Return the full text of the line's items with source and grade."""
        return tuple(item_words(item, language) for item in absent.items)

    def item_standing(self, item: Item, language: str) -> tuple[str, ...]:
        """Return how an item stands for this patient, through which facts, and what would bring it."""
        causes, words = self._why.causes(item.id), self._words(language)
        sentences = tuple(words.sentence(cause) for cause in causes)
        if any(cause.kind in {STOPPED, STRUCK, UNASKED} for cause in causes):
            return (*sentences, words.change(self._why.nearest(item.id)))
        return sentences


def _order(absent: AbsentLine) -> tuple[bool, int, int]:
    return absent.lead.is_guard, PHASES.index(absent.lead.phase), absent.line.order


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


def _texts(absent: AbsentLine) -> Iterator[Bilingual]:
    """Yield what a line is found by: its headline, its items' names, where they stand, their texts."""
    yield absent.line.headline
    yield dict.fromkeys(LANGUAGES, " ".join((*(item.id for item in absent.items), *absent.tokens)))
    for item in absent.items:
        yield item.text
