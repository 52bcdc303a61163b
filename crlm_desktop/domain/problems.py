"""Faults of an input, each with its place and a code that the catalogues word in every language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Problem(NamedTuple):
    """One fault: where it is (a path like `facts.cea_ug_l`), which kind, and the figures of its text."""

    place: str
    code: str
    values: Mapping[str, object] = MappingProxyType({})


class CaseFileError(ValueError):
    """A case that cannot be taken; `problems` names every fault. Its text holds no patient data."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep every fault."""
        super().__init__("; ".join(f"{problem.place}: {problem.code}" for problem in problems))
        self.problems = problems
