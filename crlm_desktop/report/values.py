"""A fact's value as the page prints it."""

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import FactValue
from crlm_desktop.domain.wording import value_words
from crlm_desktop.report.fonts import printable
from crlm_desktop.report.signs import spaced


def fact_text(value: FactValue, definition: FactDefinition, language: str) -> str:
    """Return the value of a fact with its unit; what no face can draw is named."""
    return spaced(printable(value_words(definition, value, language, "report")))
