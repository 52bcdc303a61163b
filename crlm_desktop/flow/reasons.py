"""A line of advice explained: its sentences, sources, this patient's facts, doubts, what would flip it."""

from collections.abc import Iterator
from typing import NamedTuple

from crlm_desktop.domain.kleene import APPLIES, STATES
from crlm_desktop.engine.decision import Advice, Decision
from crlm_desktop.flow.words import fact_words, item_words, label_of
from crlm_desktop.flow.words import told as value_told
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say

_MOST_FLIPS = 6


class Reason(NamedTuple):
    """One paragraph of an explanation: its heading (a key of words) and its sentences."""

    heading: str
    sentences: tuple[str, ...]


def explanation(
    advice: Advice, decision: Decision, knowledge: Knowledge, language: str
) -> tuple[Reason, ...]:
    """Return everything that stands behind a line, in reading order; empty paragraphs are left out."""
    reasons = (
        Reason("says", tuple(item_words(knowledge.item_by_id[name], language) for name in advice.items)),
        Reason("because", tuple(fact_words(fact, decision, knowledge, language) for fact in advice.because)),
        Reason(
            "unsettled", tuple(fact_words(fact, decision, knowledge, language) for fact in advice.unsettled)
        ),
        Reason("check", tuple(label_of(fact, knowledge, language) for fact in advice.check)),
        Reason("doubts", tuple(_doubts(advice, knowledge, language))),
        Reason("flips", tuple(_flips(advice, decision, knowledge, language))),
    )
    return tuple(reason for reason in reasons if reason.sentences)


def _doubts(advice: Advice, knowledge: Knowledge, language: str) -> Iterator[str]:
    known = {doubt.id: doubt for doubt in knowledge.doubts}
    for name in advice.doubts:
        doubt = known[name]
        ours = say(language, "ui.why.we_do", text=doubt.we_do[language])
        yield say(language, "ui.sentences", first=doubt.says[language], second=ours)


def _flips(advice: Advice, decision: Decision, knowledge: Knowledge, language: str) -> Iterator[str]:
    """Yield the nearest single changes that would take the line away."""
    from crlm_desktop.engine.what_if import flips

    told: set[str] = set()
    for flip in flips(decision.case, knowledge, advice.items):
        stands = STATES[APPLIES]
        if flip.fact in told or (flip.before == stands) == (flip.after == stands):
            continue
        told.add(flip.fact)
        fact = knowledge.facts.vocabulary[flip.fact]
        key = "ui.why.goes" if flip.before == stands else "ui.why.comes"
        yield say(language, key, fact=fact.label[language], value=value_told(fact, flip.value, language))
        if len(told) == _MOST_FLIPS:
            return
