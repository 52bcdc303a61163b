"""What all parts of the content share: case, decision, knowledge and language, and the ways to word them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from crlm_desktop.domain.values import Absence
from crlm_desktop.engine.decision import Decision
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.report.signs import spaced
from crlm_desktop.report.values import fact_text
from crlm_desktop.texts import Bilingual, say, words


@dataclass
class Apparatus:
    """One decision to be put on one page in one language."""

    decision: Decision
    knowledge: Knowledge
    language: str

    def say(self, key: str, **values: object) -> str:
        """Return a text of the report's catalogue."""
        return spaced(say(self.language, f"report.{key}", **values))

    def named(self, key: str, code: str) -> str:
        """Return the word for a code; the code itself where the catalogue has none."""
        return words(self.language).get(f"report.{key}.{code}", code)

    def own(self, text: Bilingual) -> str:
        """Return a text of the knowledge base in the page's language."""
        return spaced(text[self.language])

    def label(self, fact: str) -> str:
        """Return the label of an entered or derived fact."""
        definition = self.knowledge.facts.vocabulary.get(fact)
        if definition is not None:
            return self.own(definition.label)
        derived = next((entry for entry in self.knowledge.derived if entry.name == fact), None)
        return self.own(derived.label) if derived is not None else fact

    def value(self, fact: str) -> str | None:
        """Return the value of an entered fact, or what followed from another answer; None where unknown."""
        definition = self.knowledge.facts.vocabulary[fact]
        value = self.decision.value(fact)
        return None if value is None else fact_text(value, definition, self.language)

    def absence(self, fact: str) -> str:
        """Return why a fact is unknown, in words; empty where nothing was said."""
        reason = self.decision.case.absence(fact)
        return "" if reason is Absence.NOT_ASKED else self.reason(reason)

    def reason(self, reason: Absence) -> str:
        """Return the words for a reason, those of the window."""
        return spaced(say(self.language, f"absence.{reason.value}"))

    @cached_property
    def sections(self) -> dict[str, str]:
        """Return the section of each statement."""
        entries = self.knowledge.statements["statements"]
        return {f"C{entry['statement']}": str(entry["section"]) for entry in entries}

    @cached_property
    def put_aside(self) -> frozenset[str]:
        """Return the keys of the lines that the team has put aside or replaced."""
        return self._with_verdict("put_aside", "replaced")

    @cached_property
    def replaced(self) -> frozenset[str]:
        """Return the keys of the lines that the team has replaced by something else."""
        return self._with_verdict("replaced")

    @cached_property
    def accepted(self) -> frozenset[str]:
        """Return the keys of the lines that the team has accepted."""
        return self._with_verdict("accepted")

    def _with_verdict(self, *verdicts: str) -> frozenset[str]:
        return frozenset(str(entry.get("key")) for entry in self.verdicts if entry.get("verdict") in verdicts)

    @cached_property
    def verdicts(self) -> tuple[Mapping[str, object], ...]:
        """Return what the team said of single lines."""
        entries = self.decision.case.extras.get("decisions")
        listed = entries if isinstance(entries, list | tuple) else ()
        return tuple(entry for entry in listed if isinstance(entry, Mapping))
