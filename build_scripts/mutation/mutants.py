"""Every mistake that the rules, derived facts and settlings of the knowledge base could hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from crlm_desktop.knowledge.base import knowledge
from crlm_desktop.knowledge.records import Definition, Settling
from mutation.changes import Mutations


@dataclass(frozen=True)
class Mutant:
    """One mistake: in which part of the knowledge base, what it was and what it became."""

    part: str
    name: str
    was: str
    became: str

    def __str__(self) -> str:
        """Return the mistake in one line."""
        return f"{self.part} {self.name}: {self.was}  ->  {self.became}"


def mutants() -> Iterator[Mutant]:
    """Yield every mistake."""
    base = knowledge()
    derived = {entry.name: tuple(entry.values) for entry in base.definitions}
    make = Mutations(base.facts.vocabulary, derived)
    for item in base.items:
        yield from (Mutant("rule", item.id, item.when, became) for became in make.of(item.when))
        yield from (Mutant("defeater", item.id, name, "") for name in item.unless)
    for entry in base.definitions:
        yield from _of_definition(entry, make)
    for place, settling in enumerate(base.settlings):
        yield from _of_settling(f"{place} {settling.fact}", settling, make)


def _of_definition(entry: Definition, make: Mutations) -> Iterator[Mutant]:
    if entry.when:
        yield from (Mutant("derived", entry.name, entry.when, became) for became in make.of(entry.when))
    for code, when in entry.values.items():
        yield from (Mutant("derived", f"{entry.name}.{code}", when, became) for became in make.of(when))
    yield from (Mutant("derived", f"{entry.name}.erases", fact, "") for fact in entry.erases)


def _of_settling(name: str, entry: Settling, make: Mutations) -> Iterator[Mutant]:
    yield Mutant("settling dropped", name, str(entry.to), "")
    if entry.condition:
        for became in make.of(entry.condition):
            yield Mutant("settling condition", name, entry.condition, became)
    fact = knowledge().facts.vocabulary[entry.fact]
    if isinstance(entry.to, bool):
        yield Mutant("settling value", name, str(entry.to), str(not entry.to))
    elif fact.type == "bool":
        yield from (Mutant("settling value", name, entry.to, became) for became in make.of(entry.to))
    else:
        others = [choice.code for choice in fact.choices if choice.code != entry.to]
        yield from (Mutant("settling value", name, entry.to, other) for other in others)
