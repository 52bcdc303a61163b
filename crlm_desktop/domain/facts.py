"""What a fact is: one definition feeds case files, rules, input widgets, printed pages and exports."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

FactType = Literal["bool", "choice", "integer", "decimal", "date", "text", "list"]
AnsweredBy = Literal["test", "team", "history"]
Bilingual = Mapping[str, str]


class Choice(NamedTuple):
    """One value of a choice or list fact."""

    code: str
    label: Bilingual


class AlternativeUnit(NamedTuple):
    """A unit a person may type: value in the fact's own unit = typed number times `factor`."""

    symbol: str
    factor: float


class FactDefinition(NamedTuple):
    """One fact: its type, unit, range and words; ranges are inclusive and in the fact's own unit."""

    name: str
    type: FactType
    page: str
    group: str
    answered_by: AnsweredBy
    label: Bilingual
    help: Bilingual | None = None
    unit: Bilingual | None = None
    minimum: float | None = None
    maximum: float | None = None
    usual: tuple[float, float] | None = None
    decimals: int = 0
    alternative_units: tuple[AlternativeUnit, ...] = ()
    choices: tuple[Choice, ...] = ()
    never_asked: bool = False
    site_setting: bool = False
    date_rule: Literal["any", "not_future"] = "any"
    codes: frozenset[str] = frozenset()

    @property
    def is_number(self) -> bool:
        """Tell whether the fact is an integer or a decimal."""
        return self.type in {"integer", "decimal"}

    def choice_label(self, code: str, language: str) -> str:
        """Return the label of one of the fact's values; raises KeyError for a foreign code."""
        for choice in self.choices:
            if choice.code == code:
                return choice.label[language]
        raise KeyError(code)


Vocabulary = Mapping[str, FactDefinition]
