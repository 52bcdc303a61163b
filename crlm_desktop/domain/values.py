"""What a fact can hold: a value, a bound, a set of what is still possible, or why it is unknown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Absence(StrEnum):
    """Why a fact is unknown; it changes what is asked and printed, never a rule."""

    PENDING = "pending"
    NOT_DONE = "not_done"
    NOT_OBTAINABLE = "not_obtainable"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Bound:
    """A number known only within limits, both ends inclusive; at least one limit is given."""

    at_least: float | None = None
    at_most: float | None = None

    def as_json(self) -> dict[str, float]:
        """Return the bound as the case file writes it."""
        pairs = (("at_least", self.at_least), ("at_most", self.at_most))
        return {name: limit for name, limit in pairs if limit is not None}


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice of which more than one value is still possible."""

    values: tuple[str, ...]

    def as_json(self) -> dict[str, list[str]]:
        """Return the set as the case file writes it."""
        return {"one_of": list(self.values)}


FactValue = bool | int | float | str | date | Bound | OneOf | tuple[str, ...]


def value_as_json(value: FactValue) -> object:
    """Return a fact's value as plain JSON data."""
    if isinstance(value, Bound | OneOf):
        return value.as_json()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value
