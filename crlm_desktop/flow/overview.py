"""What the live panel says while one types: contradictions, the next questions, what stands, what waits."""

from collections.abc import Iterator
from typing import NamedTuple

from crlm_desktop.domain.facts import Bilingual
from crlm_desktop.engine.decision import Advice, Decision
from crlm_desktop.flow.how_tested import how_tested
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import LANGUAGES, both, counted

QUESTIONS = 6
_CHANNEL = {
    "mandatory": "now", "recommend": "now", "consider": "options", "inform": "information",
    "caution": "careful", "not_routinely": "careful", "avoid": "careful",
}  # fmt: skip
CHANNELS = ("now", "options", "careful", "information")
MARKS = {
    "mandatory": "■", "recommend": "●", "consider": "○", "inform": "·",
    "caution": "▲", "not_routinely": "▲", "avoid": "×",
}  # fmt: skip


class Entry(NamedTuple):
    """One line of the panel; `fact` is the field a click leads to, `advice` the line; `tip` says more."""

    section: str
    key: str
    mark: str
    text: Bilingual
    fact: str | None = None
    advice: str | None = None
    tone: str = ""
    tip: Bilingual | None = None


def channel(advice: Advice) -> str:
    """Return the group in which a line is read: now, options, careful, information, open or done."""
    if advice.done:
        return "done"
    return "open" if advice.state == "conditional" else _CHANNEL[advice.strength]


def overview(decision: Decision, knowledge: Knowledge) -> tuple[Entry, ...]:
    """Return the lines of the panel in reading order."""
    return (
        *_contradictions(decision),
        *_questions(decision, knowledge),
        *_standing(decision),
        *_conditional(decision, knowledge),
    )


def _contradictions(decision: Decision) -> Iterator[Entry]:
    for warning in decision.warnings:
        fact = warning.facts[0] if warning.facts else None
        yield Entry(
            "warnings", f"{warning.code}:{','.join(warning.facts)}", "▲", warning.text, fact, tone="warn"
        )


def _questions(decision: Decision, knowledge: Knowledge) -> Iterator[Entry]:
    for entry in decision.missing[:QUESTIONS]:
        label = knowledge.facts.vocabulary[entry.fact].label
        reason = decision.case.absence(entry.fact).value
        why = both("ui.colon") if reason == "not_asked" else both(f"absence.{reason}")
        said = both(counted(f"ui.panel.question.{entry.answered_by}", entry.lines), count=entry.lines)
        text = {
            language: f"{label[language]}{said[language]}"
            + ("" if reason == "not_asked" else f" · {why[language]}")
            for language in said
        }
        tip = {language: how_tested(entry.fact, knowledge, language) for language in LANGUAGES}
        yield Entry("questions", entry.fact, "?", text, entry.fact, tip=tip)


def _standing(decision: Decision) -> Iterator[Entry]:
    for wanted in CHANNELS[:3]:
        for advice in decision.advice:
            if channel(advice) == wanted:
                yield Entry(wanted, advice.key, MARKS[advice.strength], advice.headline, advice=advice.key)


def _conditional(decision: Decision, knowledge: Knowledge) -> Iterator[Entry]:
    for advice in decision.advice:
        if channel(advice) == "open":
            fact = next(iter(advice.unsettled), None)
            yield Entry("open", advice.key, "◇", _if(advice, fact, knowledge), fact, advice.key)


def _if(advice: Advice, fact: str | None, knowledge: Knowledge) -> Bilingual:
    if fact is None:
        return advice.headline
    label = knowledge.facts.vocabulary[fact].label
    return {
        language: both("ui.panel.open_first", question=label[language], line=text)[language]
        for language, text in advice.headline.items()
    }


def tally(decision: Decision) -> dict[str, int]:
    """Return how many lines stand in each group, and how many wait."""
    found = dict.fromkeys((*CHANNELS, "open", "done"), 0)
    for advice in decision.advice:
        found[channel(advice)] += 1
    return found | {"waiting": len(decision.waiting), "warnings": len(decision.warnings)}
