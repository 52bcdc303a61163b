"""A fact's value, as a clinician writes it."""

from datetime import date

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import Bound, FactValue, OneOf
from crlm_desktop.report.fonts import printable
from crlm_desktop.report.signs import spaced
from crlm_desktop.texts import say


def number_text(number: float, decimals: int = 2) -> str:
    """Return a number without idle zeros."""
    text = f"{number:.{max(decimals, 2)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def bound_text(bound: Bound, decimals: int = 2) -> str:
    """Return limits as `≥ 3`, `≤ 2` or `2–4`."""
    low, high = bound.at_least, bound.at_most
    if low is not None and high is not None:
        return f"{number_text(low, decimals)}–{number_text(high, decimals)}"
    if low is not None:
        return f"≥ {number_text(low, decimals)}"
    return f"≤ {number_text(high or 0.0, decimals)}"


def _with_unit(text: str, definition: FactDefinition, language: str) -> str:
    if definition.unit is None:
        return text
    unit = definition.unit[language]
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


def _choices(codes: tuple[str, ...], definition: FactDefinition, language: str, glue: str) -> str:
    known = {choice.code: choice.label[language] for choice in definition.choices}
    return glue.join(known.get(code, code) for code in codes)


def fact_text(value: FactValue, definition: FactDefinition, language: str) -> str:
    """Return the value of a fact with its unit, in words of the language."""
    match value:
        case bool():
            text = say(language, "report.yes" if value else "report.no")
        case int() | float():
            text = _with_unit(number_text(value, definition.decimals), definition, language)
        case Bound():
            text = _with_unit(bound_text(value, definition.decimals), definition, language)
        case OneOf():
            text = _choices(value.values, definition, language, say(language, "report.or"))
        case tuple():
            text = _choices(value, definition, language, say(language, "report.list"))
            text = text or say(language, "report.none")
        case date():
            text = value.isoformat()
        case _:
            text = _choices((value,), definition, language, "") if definition.choices else printable(value)
    return spaced(text)
