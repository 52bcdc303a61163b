"""Facts in words: values, bounds, possibilities and reasons for being unknown, in the language asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crlm_desktop.domain.values import Absence, Bound, FactValue, OneOf
from crlm_desktop.flow.entry import tidy
from crlm_desktop.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crlm_desktop.domain.facts import Choice, FactDefinition
    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.knowledge.base import Item, Knowledge


def number_words(value: float | Bound) -> str:
    """Return a number or bound without its unit."""
    if not isinstance(value, Bound):
        return tidy(value)
    if value.at_least is not None and value.at_most is not None:
        return f"{tidy(value.at_least)}–{tidy(value.at_most)}"
    return f"≥ {tidy(value.at_least)}" if value.at_least is not None else f"≤ {tidy(value.at_most)}"


def unit_words(definition: FactDefinition, language: str) -> str:
    """Return the unit, or nothing for a bare number."""
    return definition.unit[language] if definition.unit else ""


def value_words(definition: FactDefinition, value: FactValue, language: str) -> str:
    """Return a value in words, with its unit."""
    if isinstance(value, bool):
        return say(language, "ui.yes" if value else "ui.no")
    if isinstance(value, int | float | Bound):
        text, unit = number_words(value), unit_words(definition, language)
        return f"{text}{unit}" if unit == "%" else f"{text} {unit}".rstrip()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, OneOf):
        return say(language, "ui.or").join(_labels(definition, value.values, language))
    if isinstance(value, tuple):
        return say(language, "ui.and").join(_labels(definition, value, language)) or say(language, "ui.none")
    return next(iter(_labels(definition, (value,), language)))


def _labels(definition: FactDefinition, codes: Iterable[str], language: str) -> list[str]:
    known = {choice.code: choice.label[language] for choice in definition.choices}
    return [known.get(code, code) for code in codes]


def absence_words(reason: Absence, language: str) -> str:
    """Return why a fact is unknown."""
    return say(language, f"ui.absence.{reason.value}")


def fact_words(name: str, decision: Decision, knowledge: Knowledge, language: str) -> str:
    """Return a fact with what is known of it: `KRAS：野生型`; settled and derived facts too."""
    definition = knowledge.facts.vocabulary.get(name)
    if definition is None:
        told = _derived(name, decision, knowledge, language)
        return f"{label_of(name, knowledge, language)}{say(language, 'ui.colon')}{told}"
    known = decision.facts.get(name)
    if known is not None:
        text = value_words(definition, known, language)
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
        return say(language, "ui.absence.not_asked")
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


def grade_words(grade: str | None, evidence: str | None, language: str) -> str:
    """Return grade and class as printed; nothing for an ungraded sentence."""
    if grade is None and evidence is None:
        return ""
    return say(language, "ui.grade", grade=grade or "–", evidence=evidence or "–")
