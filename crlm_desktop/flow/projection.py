"""What the room sees: the case without anything that names the patient, the advice hidden until revealed."""

from collections.abc import Collection
from typing import NamedTuple

from crlm_desktop.engine.decision import Decision
from crlm_desktop.flow.overview import MARKS, channel
from crlm_desktop.flow.relevance import FIRST_VISIT
from crlm_desktop.flow.words import fact_words, grade_words, place_words, score_words
from crlm_desktop.knowledge.base import Knowledge

_ORDER = ("now", "options", "open", "careful")
# What is said of a patient at the table; the rest is in the report.
_PRESENTED = FIRST_VISIT - {"liver_mri_ever_done", "primary_in_situ"} | {
    "care_phase", "age_years", "clinical_t_stage", "clinical_n_positive", "extrahepatic_sites",
    "response_recist",
    "bowel_obstruction", "bowel_perforation", "bowel_bleeding", "treatment_goal", "flr_pct",
    "fit_for_intensive_chemo", "liver_resection_margin", "months_since_surgery",
}  # fmt: skip


class ShownLine(NamedTuple):
    """One line to reveal; `key` tells it from the others, whatever becomes of it."""

    key: str
    mark: str
    text: str
    source: str


class Projection(NamedTuple):
    """The facts of a case, and its lines in the order of revealing."""

    facts: tuple[str, ...]
    lines: tuple[ShownLine, ...]

    def seen_first(self, seen: Collection[str]) -> "Projection":
        """Return it with the lines that the room has seen in front; what came between is still hidden."""
        return self._replace(lines=tuple(sorted(self.lines, key=lambda line: line.key not in seen)))


NOTHING = Projection((), ())


def projection(decision: Decision, knowledge: Knowledge, language: str) -> Projection:
    """Return what the room sees; no code, no date, no free text."""
    case = decision.case
    known = [
        fact.name
        for fact in knowledge.facts.vocabulary.values()
        if fact.name in _PRESENTED and (fact.name in case.facts or fact.name in case.absent)
    ]
    facts = [fact_words(name, decision, knowledge, language) for name in known]
    score = score_words(decision, language)
    ordered = [advice for group in _ORDER for advice in decision.advice if channel(advice) == group]
    lines = tuple(
        ShownLine(
            advice.key,
            "◇" if advice.state == "conditional" else MARKS[advice.strength],
            advice.headline[language],
            " · ".join(
                filter(
                    None,
                    (
                        grade_words(advice.grade, advice.evidence, language),
                        *(place_words(token, language) for token in advice.statements[:2]),
                    ),
                )
            ),
        )
        for advice in ordered
    )
    return Projection((*facts, *([score] if score else [])), lines)
