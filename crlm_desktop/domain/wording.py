"""A fact's value as a clinician writes it: numbers, bounds, choices, units; window and page share it."""

from datetime import date

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import Bound, FactValue, OneOf
from crlm_desktop.texts import say

_TYPED_DECIMALS, _COMPUTED_DECIMALS = 6, 2
_UNSPACED_DIGITS = 4


def tidy(number: float | None) -> str:
    """Return a number without needless zeros, a space between thousands from five digits on.

    A figure is told as it was typed: rounding could carry it over a cut-off. Only what was computed
    (months, weeks) has more decimals than anybody types, and is rounded to two.
    """
    if number is None:
        return ""
    typed = round(number, _TYPED_DECIMALS) == number
    text = f"{number:.{_TYPED_DECIMALS if typed else _COMPUTED_DECIMALS}f}".rstrip("0").rstrip(".")
    whole, _, rest = text.partition(".")
    if len(whole) > _UNSPACED_DIGITS:
        whole = f"{int(whole):,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{whole}.{rest}" if rest else whole


def span_words(low: str, high: str, language: str) -> str:
    """Return a range with the dash of the language: `2–4`, in Chinese `2～4`."""
    return low if low == high else say(language, "number.span", low=low, high=high)


def number_words(value: float | Bound, language: str) -> str:
    """Return a number, or limits as `≥ 3`, `≤ 2` or `2–4`, without the unit."""
    if not isinstance(value, Bound):
        return tidy(value)
    if value.at_least is not None and value.at_most is not None:
        return span_words(tidy(value.at_least), tidy(value.at_most), language)
    return f"≥ {tidy(value.at_least)}" if value.at_least is not None else f"≤ {tidy(value.at_most)}"


def unit_words(definition: FactDefinition, language: str, value: float | Bound | None = None) -> str:
    """Return the unit, or nothing for a bare number; in English one of a kind has no plural."""
    unit = definition.unit[language] if definition.unit else ""
    return unit.removesuffix("s") if value == 1 and language == "en" else unit


def value_words(definition: FactDefinition, value: FactValue, language: str, part: str) -> str:
    """Return a value in words, with its unit; `part` of the app (`ui`, `report`) says yes and no its way."""
    if isinstance(value, bool):
        return say(language, f"{part}.yes" if value else f"{part}.no")
    if isinstance(value, int | float | Bound):
        text, unit = number_words(value, language), unit_words(definition, language, value)
        return f"{text}{unit}" if unit == "%" else f"{text} {unit}".rstrip()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, OneOf):
        return say(language, f"{part}.or").join(_labels(definition, value.values, language))
    if isinstance(value, tuple):
        listed = _labels(definition, value, language)
        return say(language, f"{part}.list").join(listed) or say(language, f"{part}.none")
    return _labels(definition, (value,), language)[0]


def _labels(definition: FactDefinition, codes: tuple[str, ...], language: str) -> list[str]:
    known = {choice.code: choice.label[language] for choice in definition.choices}
    return [known.get(code, code) for code in codes]
