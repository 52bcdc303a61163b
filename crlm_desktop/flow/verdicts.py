"""What the team says of single lines, and who was at the table; both travel with the case."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

VERDICTS = ("accepted", "put_aside", "replaced")
REASONS = ("team_choice", "this_patient", "newer_practice", "patient_choice", "not_available", "other")
DISCIPLINES = (
    "hepatobiliary_surgery", "colorectal_surgery", "medical_oncology", "radiation_oncology", "radiology",
    "interventional", "pathology", "ultrasound", "gastroenterology", "nursing",
)  # fmt: skip
DECISIONS, TEAM = "decisions", "team"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line accepted, put aside or replaced, with a reason."""

    key: str
    verdict: str
    reason: str = ""
    note: str = ""


def verdicts(extras: Mapping[str, object]) -> dict[str, Verdict]:
    """Return the team's verdicts by advice key."""
    entries = extras.get(DECISIONS)
    found = entries if isinstance(entries, list | tuple) else ()
    read = (_read(entry) for entry in found if isinstance(entry, Mapping))
    return {verdict.key: verdict for verdict in read if verdict.key}


def _read(entry: Mapping[str, object]) -> Verdict:
    words = {name: str(entry.get(name) or "") for name in ("key", "verdict", "reason", "note")}
    return Verdict(**words)


def with_verdict(extras: Mapping[str, object], verdict: Verdict) -> list[dict[str, str]] | None:
    """Return the verdicts with one more; one without a verdict is taken out; None when nothing is left."""
    known = verdicts(extras)
    known.pop(verdict.key, None)
    kept = [*known.values(), *([verdict] if verdict.verdict else [])]
    return [{name: text for name, text in asdict(entry).items() if text} for entry in kept] or None


def team(extras: Mapping[str, object]) -> tuple[str, ...]:
    """Return the disciplines that were at the table."""
    found = extras.get(TEAM)
    return tuple(str(code) for code in found) if isinstance(found, list | tuple) else ()
