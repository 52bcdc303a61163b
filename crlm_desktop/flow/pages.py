"""The seven pages of the consultation as data: six of facts, made from their definitions, and the advice."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crlm_desktop.domain.facts import Bilingual, FactDefinition
from crlm_desktop.knowledge.pages import Group, Page, facts
from crlm_desktop.texts import LANGUAGES, say

ADVICE = "advice"


class _Said(Mapping[str, str]):
    """Words of the app in every language, looked up when read: only one catalogue is needed at the start."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __getitem__(self, language: str) -> str:
        return say(language, self._key)

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


class Step(NamedTuple):
    """One step of the consultation; `page` is None for the advice, which asks nothing."""

    id: str
    number: int
    label: Bilingual
    page: Page | None = None

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of facts on the page."""
        return self.page.groups if self.page else ()

    @property
    def facts(self) -> tuple[FactDefinition, ...]:
        """The facts on the page, in reading order."""
        return self.page.facts if self.page else ()


def steps() -> tuple[Step, ...]:
    """Return the steps in order."""
    pages = facts().pages
    asked = tuple(Step(page.id, place, page.label, page) for place, page in enumerate(pages, start=1))
    return (*asked, Step(ADVICE, len(asked) + 1, _Said("ui.page.advice")))


def step_of_fact(name: str) -> str | None:
    """Return the page on which a fact is entered; None for a derived one."""
    definition = facts().vocabulary.get(name)
    return definition.page if definition else None
