"""The consensus's table of tests: by which method and on which specimen a fact is tested."""

from typing import NamedTuple

from crlm_desktop.domain.facts import Bilingual
from crlm_desktop.knowledge.base import Knowledge


class Method(NamedTuple):
    """How a test is done, and the number of the table that says so."""

    methods: Bilingual
    specimens: Bilingual
    table: int


def method_of(fact: str, knowledge: Knowledge) -> Method | None:
    """Return how the test is done that answers a fact; None where no table names it."""
    for table in knowledge.statements["tables"]:
        for row in table["rows"]:
            if fact in row.get("facts", ()):
                return Method(row["methods"], row["specimens"], table["table"])
    return None
