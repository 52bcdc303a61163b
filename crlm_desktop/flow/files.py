"""Case files and the recovery file: read strictly, written whole or not at all."""

import json
from datetime import date
from pathlib import Path

from crlm_desktop.domain.case import Case
from crlm_desktop.flow.draft import Draft, DraftState
from crlm_desktop.knowledge.pages import facts
from crlm_desktop.whole_file import write_whole

_LONGEST_FILE = 8_000_000


def read_bytes(path: Path) -> bytes:
    """Return a file, no more of it than any case file holds; raises OSError."""
    with path.open("rb") as file:
        return file.read(_LONGEST_FILE)


def read_case(data: bytes, today: date) -> Case:
    """Return the case of a file; raises CaseFileError with every fault."""
    from crlm_desktop.domain.case_file import reader

    return reader(facts().vocabulary).read(data, today)


def write_case(case: Case, path: Path) -> None:
    """Write a case; the old file stays whole until the new one is."""
    write_whole(path, json.dumps(case.as_json(), ensure_ascii=False, indent=1).encode() + b"\n")


def write_recovery(draft: Draft, path: Path, today: date) -> None:
    """Keep the draft, typed words included, for the next start."""
    state = draft.state
    kept = {
        "case": draft.to_case(today).as_json(),
        "typed": dict(state.typed),
        "undated": state.visit_date is None,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(kept, ensure_ascii=False).encode())


def read_recovery(path: Path, today: date) -> DraftState | None:
    """Return the draft that was kept; None where there is none or it cannot be read."""
    from crlm_desktop.domain.case_file import reader
    from crlm_desktop.domain.strict_json import read_json

    try:
        kept = read_json(path.read_bytes())
        draft = Draft()
        draft.open(reader(facts().vocabulary).case(kept["case"], today))
        typed = {name: text for name, text in kept["typed"].items() if isinstance(text, str)}
        when = None if kept["undated"] else draft.state.visit_date
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return _replaced(draft.state, typed, when)


def _replaced(state: DraftState, typed: dict[str, str], when: date | None) -> DraftState:
    from dataclasses import replace

    return replace(state, typed=typed, visit_date=when)
