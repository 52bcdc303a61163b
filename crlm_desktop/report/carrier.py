"""A report read back: the case and the result that it carries, and whether they are as they were written."""

import io
from typing import TYPE_CHECKING, NamedTuple

from crlm_desktop.report.seal import digest

if TYPE_CHECKING:
    from pypdf import PdfReader

CASE_NAME, RESULT_NAME = "case.json", "result.json"


class CarrierError(Exception):
    """The PDF carries no case that can be read; `code` is worded by the catalogue (`report.carrier.*`)."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


class Carried(NamedTuple):
    """What a report carries; `intact`: both files still have the hashes they were written with."""

    case: bytes
    result: bytes
    knowledge_id: str
    knowledge_version: str
    knowledge_sha256: str
    intact: bool


def _opened(data: bytes, password: str | None) -> "PdfReader":
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(password or ""):
        raise CarrierError("needs_password" if password is None else "wrong_password")
    return reader


def _file(reader: "PdfReader", name: str) -> tuple[bytes, str]:
    """Return a carried file and the hash written beside it."""
    for file in reader.attachment_list:
        if file.name == name:
            return file.content, (file.description or "").removeprefix("sha256:")
    raise CarrierError("no_case")


def _files(data: bytes, password: str | None) -> tuple[tuple[bytes, str], tuple[bytes, str]]:
    try:
        reader = _opened(data, password)
        return _file(reader, CASE_NAME), _file(reader, RESULT_NAME)
    except CarrierError:
        raise
    except Exception as error:  # a broken PDF breaks its reader in many ways
        raise CarrierError("not_a_report") from error


def read_case(data: bytes, password: str | None = None) -> Carried:
    """Return the case that a report carries; raises CarrierError."""
    import json

    (case, case_hash), (found, result_hash) = _files(data, password)
    try:
        knowledge = json.loads(found)["knowledge"]
        name, version, sha256 = (str(knowledge[key]) for key in ("id", "version", "sha256"))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CarrierError("no_case") from error
    intact = digest(case) == case_hash and digest(found) == result_hash
    return Carried(case, found, name, version, sha256, intact)
