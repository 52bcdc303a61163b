"""What can go wrong with a subcommand's files, and the sentence and exit code that it ends with."""

import argparse
import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from crlm_desktop.commands.words import INPUT, INTERNAL, language, tell, worded
from crlm_desktop.domain.problems import CaseFileError
from crlm_desktop.file_faults import reason
from crlm_desktop.texts import say
from crlm_desktop.whole_file import replacing


class FileError(Exception):
    """A file that refuses; `fault` is what the system said."""

    def __init__(self, fault: OSError) -> None:
        super().__init__(fault)
        self.fault = fault


class UnreadableError(FileError):
    """An input file that cannot be read."""


class UnwritableError(FileError):
    """An output file that cannot be written; nothing was left behind."""


class UnwrittenError(Exception):
    """A report that was not written; `code` and `values` are worded by the catalogue (`report.error.*`)."""

    def __init__(self, code: str, values: Mapping[str, object]) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def guarded(action: Callable[[argparse.Namespace], int], chosen: argparse.Namespace) -> int:
    """Run a subcommand; turn every failure into a sentence on standard error and an exit code."""
    try:
        return action(chosen)
    except CaseFileError as error:
        tell(say(language(), "problem.count", path=chosen.case, count=len(error.problems)))
        for problem in error.problems:
            tell(f"  {worded(problem)}")
        return INPUT
    except UnreadableError as error:
        tell(say(language(), "cli.cannot_read", path=chosen.case, reason=reason(error.fault, language())))
        return INPUT
    except UnwrittenError as error:
        tell(say(language(), f"report.error.{error.code}", **error.values))
        return INTERNAL
    except UnwritableError as error:
        why = reason(error.fault, language(), Path(chosen.output))
        tell(say(language(), "cli.cannot_write", path=chosen.output, reason=why))
        return INTERNAL
    except Exception as error:  # noqa: BLE001 (no traceback reaches a user)
        if _reader_left(error):
            _let_go_of_output()
        else:
            tell(say(language(), "cli.internal", reason=type(error).__name__))
        return INTERNAL


def _reader_left(error: Exception) -> bool:
    """Whether the other end of the pipe is closed; Windows calls that an invalid argument."""
    invalid = isinstance(error, OSError) and error.errno == errno.EINVAL
    return isinstance(error, BrokenPipeError) or (invalid and sys.platform == "win32")


def _let_go_of_output() -> None:
    """Point standard output nowhere, so that its last flush at exit does not fail once more."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def content_of(path: str) -> bytes:
    """Return the content of a file; raises UnreadableError."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UnreadableError(error) from error


@contextlib.contextmanager
def written_whole(path: str) -> Iterator[Path]:
    """Yield a file to write that takes its place once it is whole; raises UnwritableError."""
    try:
        with replacing(Path(path), shared=True) as beside:
            yield beside
    except OSError as error:
        raise UnwritableError(error) from error


def opened(path: str) -> BinaryIO:
    """Open a file to be read as it comes; raises UnreadableError."""
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise UnreadableError(error) from error
