"""Facts in words: values, bounds, possibilities and reasons for being unknown, in the language asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crlm_desktop.domain.wording import value_words
from crlm_desktop.texts import say

if TYPE_CHECKING:
    from crlm_desktop.domain.facts import Choice, FactDefinition
    from crlm_desktop.domain.values import Absence, FactValue
    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.knowledge.base import Knowledge
    from crlm_desktop.knowledge.records import Item


def told(definition: FactDefinition, value: FactValue, language: str) -> str:
    """Return a value in the window's words, with its unit."""
    return value_words(definition, value, language, "ui")


def absence_words(reason: Absence, language: str) -> str:
    """Return why a fact is unknown."""
    return say(language, f"absence.{reason.value}")


def fact_words(name: str, decision: Decision, knowledge: Knowledge, language: str) -> str:
    """Return a fact with what is known of it: `KRAS：野生型`; settled and derived facts too."""
    definition = knowledge.facts.vocabulary.get(name)
    if definition is None:
        text = _derived(name, decision, knowledge, language)
        return f"{label_of(name, knowledge, language)}{say(language, 'ui.colon')}{text}"
    known = decision.value(name)
    if known is not None:
        text = told(definition, known, language)
    else:
        text = absence_words(decision.case.absence(name), language)
    return f"{definition.label[language]}{say(language, 'ui.colon')}{text}"


def label_of(name: str, knowledge: Knowledge, language: str) -> str:
    """Return the label of an entered or derived fact."""
    definition = knowledge.facts.vocabulary.get(name)
    if definition is not None:
        return definition.label[language]
    return next(
        (fact.label[language] for fact in knowledge.derived if fact.name == name and fact.label), name
    )


def _derived(name: str, decision: Decision, knowledge: Knowledge, language: str) -> str:
    value = decision.derived.get(name)
    if value is None:
        return say(language, "absence.not_asked")
    if isinstance(value, bool):
        return say(language, "ui.yes" if value else "ui.no")
    choices = next((fact.choices for fact in knowledge.derived if fact.name == name), ())
    return _choice(choices, str(value), language)


def _choice(choices: tuple[Choice, ...], code: str, language: str) -> str:
    return next((choice.label[language] for choice in choices if choice.code == code), code)


def score_words(decision: Decision, language: str) -> str | None:
    """Return the clinical risk score or the interval in which it lies; nothing before anything is known."""
    low, high = decision.derived.get("crs_min"), decision.derived.get("crs_max")
    if not isinstance(low, int) or not isinstance(high, int):
        return None
    if low == high:
        return say(language, "ui.score.known", score=low)
    return say(language, "ui.score.between", low=low, high=high)


def source_words(item: Item, language: str) -> str:
    """Return where an item stands: statement and section, table, section, or a guard of ours."""
    if item.is_guard:
        return say(language, "ui.source.guard")
    if item.statement is not None:
        return say(language, "ui.source.statement", number=item.statement, section=item.section)
    if item.table is not None:
        return say(language, "ui.source.table", number=item.table)
    return say(language, "ui.source.section", section=item.section)


def item_words(item: Item, language: str) -> str:
    """Return the full text of an item, its source and grade behind it."""
    marks = (source_words(item, language), grade_words(item.grade, item.evidence, language))
    source = " · ".join(mark for mark in marks if mark)
    return say(language, "ui.item", text=item.text[language], source=source)


def grade_words(grade: str | None, evidence: str | None, language: str) -> str:
    """Return grade and class as printed; nothing for an ungraded sentence."""
    if grade is None and evidence is None:
        return ""
    if evidence is None:
        return say(language, "ui.grade.only", grade=grade)
    return say(language, "ui.grade", grade=grade or "–", evidence=evidence)


def place_words(token: str, language: str) -> str:
    """Return where a line stands, as briefly as a badge: `C4`, `T1`, `§4.1`, or our own check."""
    if token == "guard":  # noqa: S105 (where an item stands, no secret)
        return say(language, "ui.source.guard")
    return token if token[0] in "CT" else f"§{token}"
