"""A validated, frozen case: what is known of one patient at one visit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from crlm_desktop.domain.values import Absence, FactValue, value_as_json

CASE_FORMAT = "crlm-case/1"
LONGEST_TEXT, LONGEST_NOTE = 400, 20_000  # characters of a code or name, and of the note
SEGMENTS = ("S1", "S2", "S3", "S4a", "S4b", "S4", "S5", "S6", "S7", "S8")
SMALLEST_LESION_CM, LARGEST_LESION_CM = 0.1, 40
LIMITS, POSSIBLE = "Limits", "Possible"  # how a fault in a bound, or in a set of values, tells its place
EXTRA_KEYS = ("decisions", "team")  # what later features added to the case file


@dataclass(frozen=True, slots=True)
class Lesion:
    """One liver metastasis: its Couinaud segment and, where measured, its diameter in cm (0.1 to 40)."""

    segment: str
    diameter_cm: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one patient at one visit; a fact that is not in `facts` is unknown."""

    case_code: str
    visit_date: date
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    absent: Mapping[str, Absence] = field(default_factory=dict)
    lesions: tuple[Lesion, ...] | None = None
    note: str | None = None
    done: tuple[str, ...] = ()
    extras: Mapping[str, object] = field(default_factory=dict)

    def absence(self, fact: str) -> Absence:
        """Return why a fact is unknown; `NOT_ASKED` where nothing was said."""
        return self.absent.get(fact, Absence.NOT_ASKED)

    def as_json(self) -> dict[str, object]:
        """Return the case as the case file writes it."""
        data: dict[str, object] = {
            "format": CASE_FORMAT,
            "case_code": self.case_code,
            "visit_date": self.visit_date.isoformat(),
            "facts": {name: value_as_json(value) for name, value in self.facts.items()},
        }
        if self.absent:
            data["absent"] = {name: reason.value for name, reason in self.absent.items()}
        if self.lesions is not None:
            data["lesions"] = [
                {"segment": lesion.segment}
                | ({} if lesion.diameter_cm is None else {"diameter_cm": lesion.diameter_cm})
                for lesion in self.lesions
            ]
        if self.note is not None:
            data["note"] = self.note
        if self.done:
            data["done"] = list(self.done)
        return data | dict(self.extras)
