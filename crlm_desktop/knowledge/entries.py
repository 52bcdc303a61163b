"""The shapes of what the YAML files of the knowledge base hold: facts, rules, lines, doubts."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Strength = Literal["mandatory", "recommend", "consider", "inform", "caution", "not_routinely", "avoid"]
Phase = Literal[
    "governance", "imaging", "molecular", "response_pathology", "resectability", "neoadjuvant", "conversion",
    "surgery", "radiotherapy", "adjuvant", "palliative_systemic", "palliative_surgery", "interventional",
    "nursing", "follow_up",
]  # fmt: skip


class Closed(BaseModel):
    """An entry with no field but those named here."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Words(Closed):
    """A text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class ChoiceEntry(Words):
    """One value of a choice."""

    code: str


class UnitEntry(Closed):
    """A unit that may be typed instead."""

    symbol: str
    factor: float


class GroupEntry(Closed):
    """A group of facts on a page."""

    id: str
    label: Words


class FactEntry(Closed):
    """One entered fact as its YAML file defines it."""

    name: str
    type: Literal["bool", "choice", "integer", "decimal", "date", "text", "list"]
    group: str
    answered_by: Literal["test", "team", "history"]
    label: Words
    help: Words | None = None
    unit: Words | None = None
    range: tuple[float, float] | None = Field(default=None, strict=False)
    usual: tuple[float, float] | None = Field(default=None, strict=False)
    decimals: int = 0
    alternative_units: list[UnitEntry] = []
    choices: list[ChoiceEntry] = []
    never_asked: bool = False
    site_setting: bool = False
    date_rule: Literal["any", "not_future"] = "any"


class PageEntry(Closed):
    """One page of facts."""

    page: str
    label: Words
    groups: list[GroupEntry]
    facts: list[FactEntry]


class DerivedEntry(Closed):
    """One derived fact."""

    name: str
    when: str | None = None
    values: dict[str, str] = {}
    internal: bool = False
    erases: list[str] = []


class DerivedLabel(Closed):
    """The words of one derived fact."""

    name: str
    label: Words
    choices: list[ChoiceEntry] = []


class SettleEntry(Closed):
    """What one answer settles of another fact."""

    fact: str
    if_: str | None = Field(default=None, alias="if")
    to: str | bool
    ours: bool = False


class RuleEntry(Closed):
    """One coded item of the consensus, or a guard of ours."""

    id: str
    line: str
    statement: int | None = Field(default=None, ge=1, le=30)
    table: Literal[1, 2] | None = None
    section: str
    phase: Phase
    strength: Strength
    grade: Literal["I", "II", "III"] | None = None
    evidence: Literal["1A", "1B", "1", "2A", "2B", "2", "3"] | None = None
    when: str
    unless: list[str] = []
    asks: bool = True
    text: Words


class LineEntry(Closed):
    """One advice line: its key, its headline, when its request is met."""

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    headline: Words
    done_when: str | None = None
    urgent: bool = False


class DoubtEntry(Closed):
    """One doubt that the document leaves, and what we do about it."""

    id: str
    kind: Literal["ambiguity", "contradiction", "gap", "undefined_class", "misprint"]
    where: str
    items: list[str]
    facts: list[str] = []
    decides: Literal["mdt", "site", "pathologist", "radiologist", "surgeon", "none"]
    says: Words
    we_do: Words
    short: Words


class SilenceEntry(Closed):
    """A question on which the consensus says nothing."""

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    when: str
    text: Words


class NotCodedEntry(Closed):
    """One thing that the document says and no rule says, and why."""

    where: str
    why: Literal["background", "evidence", "definition", "laboratory", "apparatus", "told_by"]
    what: Words
