"""What a page carries of its case: the case file, the result, their hashes, and the words of the QR code."""

import hashlib
import json
from dataclasses import replace
from typing import NamedTuple

from crlm_desktop.domain.case import Case
from crlm_desktop.engine.decision import Decision
from crlm_desktop.engine.result import result
from crlm_desktop.knowledge.base import Knowledge

_HASH_DIGITS = 16
NO_CODE = "-"


class Seal(NamedTuple):
    """The two files that travel in the PDF, and their hashes (SHA-256, hexadecimal)."""

    case: bytes
    result: bytes
    case_hash: str
    result_hash: str


def digest(data: bytes) -> str:
    """Return the SHA-256 of data, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def travelling(case: Case, *, with_code: bool, with_note: bool) -> Case:
    """Return the case as it may leave: without its code or its note unless they are switched on."""
    return replace(
        case, case_code=case.case_code if with_code else NO_CODE, note=case.note if with_note else None
    )


def seal(decision: Decision, knowledge: Knowledge, *, with_code: bool, with_note: bool) -> Seal:
    """Return the files of a decision's case and result."""
    case = travelling(decision.case, with_code=with_code, with_note=with_note)
    case_file = (json.dumps(case.as_json(), ensure_ascii=False, indent=1) + "\n").encode()
    told = result(decision._replace(case=case), knowledge)
    result_file = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return Seal(case_file, result_file, digest(case_file), digest(result_file))


def qr_words(decision: Decision, knowledge: Knowledge, result_hash: str, *, with_code: bool) -> str:
    """Return what the QR code says: code, date of the visit, edition, hash of the result."""
    code = decision.case.case_code if with_code else NO_CODE
    parts = ("CRLM/1", code[:40], decision.case.visit_date.isoformat(), knowledge.id, knowledge.version)
    return " ".join((*parts, result_hash[:_HASH_DIGITS]))
