"""The cases of a batch: in files, in folders and in files of one case a line; a broken one stops none."""

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO, NamedTuple

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.case_file import CaseReader
from crlm_desktop.domain.problems import CaseFileError, Problem
from crlm_desktop.domain.strict_json import MAXIMUM_BYTES
from crlm_desktop.file_faults import fault_of, system_words

MANY = ".jsonl"
ENDINGS = (".json", MANY)


class Source(NamedTuple):
    """Where a case stands: its file and, in a file of many, its line."""

    path: Path
    line: int = 0


class Unread(NamedTuple):
    """A case that cannot be taken, and every fault of it."""

    source: Source
    problems: tuple[Problem, ...]


def is_there(path: Path) -> bool:
    """Tell whether something lies at a path; what cannot be looked at is not there."""
    with contextlib.suppress(OSError):
        return path.exists() or path.is_symlink()
    return False


def stands_for_many(path: Path) -> bool:
    """Tell whether a path is a folder or a file of many cases."""
    return is_there(path) and (path.is_dir() or path.suffix.lower() == MANY)


def case_files(chosen: Iterable[Path]) -> list[Path]:
    """Return the files that were chosen, each once; a folder stands for the case files that lie in it."""
    files = (
        file for path in chosen for file in (_inside(path) if is_there(path) and path.is_dir() else (path,))
    )
    return list({os.path.normcase(file.absolute()): file for file in files}.values())


def _inside(folder: Path) -> Sequence[Path]:
    try:
        return sorted(file for file in folder.iterdir() if _is_case_file(file))
    except OSError:
        return (folder,)  # to read it fails too, and is told then


def _is_case_file(file: Path) -> bool:
    return file.suffix.lower() in ENDINGS and not file.name.startswith(".") and file.is_file()


def read_cases(path: Path, reader: CaseReader, today: date) -> Iterator[tuple[Source, Case] | Unread]:
    """Yield every case of a file as it is read."""
    try:
        with path.open("rb") as file:
            for source, data in _texts(path, file):
                yield _read(source, data, reader, today)
    except OSError as error:
        values = {"fault": fault_of(error), "system": system_words(error)}
        yield Unread(Source(path), (Problem("", "unreadable", values),))


def _texts(path: Path, file: BinaryIO) -> Iterator[tuple[Source, bytes]]:
    if path.suffix.lower() != MANY:
        yield Source(path), file.read(MAXIMUM_BYTES + 1)
        return
    for number, line in enumerate(iter(lambda: file.readline(MAXIMUM_BYTES + 1), b""), 1):
        if line.strip():
            yield Source(path, number), line


def _read(source: Source, data: bytes, reader: CaseReader, today: date) -> tuple[Source, Case] | Unread:
    try:
        return source, reader.read(data, today)
    except CaseFileError as error:
        return Unread(source, tuple(error.problems))
