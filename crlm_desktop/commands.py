"""What each subcommand does; no Qt, no traceback, no patient data in messages."""

import argparse
import contextlib
import locale
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO

from crlm_desktop.domain.problems import CaseFileError, Problem
from crlm_desktop.texts import say
from crlm_desktop.whole_file import replacing

DONE, INTERNAL, INPUT = 0, 1, 2
_MOST_NAMES = 6


def language() -> str:
    """Return the language in which the command line speaks: Chinese where the system does, else English."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if not spoken:
        spoken = locale.getlocale()[0] or ""
    return "zh" if spoken.lower().startswith(("zh", "chinese")) else "en"


def describe() -> str:
    """Return what the app is, for `--help`."""
    return say(language(), "cli.description")


def refuse_window() -> int:
    """Say that there is no display for the window, and what works without one."""
    _tell(say(language(), "cli.no_window"))
    return INTERNAL


class UnreadableError(OSError):
    """An input file that cannot be read."""


class UnwritableError(OSError):
    """An output file that cannot be written; nothing was left behind."""


class UnwrittenError(Exception):
    """A report that was not written; `code` and `values` are worded by the catalogue (`report.error.*`)."""

    def __init__(self, code: str, values: Mapping[str, object]) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def worded(problem: Problem, spoken: str | None = None) -> str:
    """Return a problem in words: its place, the fault, what to do."""
    spoken = spoken or language()
    values = dict(problem.values)
    if problem.code == "wrong_type":
        values["expected"] = say(spoken, f"problem.type.{values['expected']}")
    return (
        f"{problem.place or say(spoken, 'problem.file')}: {say(spoken, f'problem.{problem.code}', **values)}"
    )


def guarded(action: Callable[[argparse.Namespace], int], chosen: argparse.Namespace) -> int:
    """Run a subcommand; turn every failure into a sentence on standard error and an exit code."""
    try:
        return action(chosen)
    except CaseFileError as error:
        _tell(say(language(), "problem.count", path=chosen.case, count=len(error.problems)))
        for problem in error.problems:
            _tell(f"  {worded(problem)}")
        return INPUT
    except UnreadableError as error:
        _tell(say(language(), "cli.cannot_read", path=chosen.case, reason=_reason(error)))
        return INPUT
    except UnwrittenError as error:
        _tell(say(language(), f"report.error.{error.code}", **error.values))
        return INTERNAL
    except UnwritableError as error:
        _tell(say(language(), "cli.cannot_write", path=chosen.output, reason=_reason(error)))
        return INTERNAL
    except BrokenPipeError:
        _let_go_of_output()
        return INTERNAL
    except Exception as error:  # noqa: BLE001 (no traceback reaches a user)
        _tell(say(language(), "cli.internal", reason=type(error).__name__))
        return INTERNAL


def _let_go_of_output() -> None:
    """Point standard output nowhere, so that its last flush at exit does not fail once more."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _reason(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__


def _tell(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UnreadableError(error.errno, error.strerror) from error


@contextlib.contextmanager
def _written_whole(path: str) -> Iterator[Path]:
    try:
        with replacing(Path(path), shared=True) as beside:
            yield beside
    except OSError as error:
        raise UnwritableError(error.errno, error.strerror) from error


def evaluate(chosen: argparse.Namespace) -> int:
    """Evaluate one case to standard output or a file, or many cases to a file."""
    if chosen.case.lower().endswith(".jsonl"):
        return _evaluate_many(chosen)
    from crlm_desktop.domain.case_file import reader
    from crlm_desktop.engine.evaluate import evaluate as decide
    from crlm_desktop.engine.result import as_text, result
    from crlm_desktop.knowledge.base import knowledge

    base = knowledge()
    case = reader(base.facts.vocabulary).read(_read(chosen.case), date.today())
    data = result(decide(case, base), base)
    if chosen.states_only:
        items = {name: item["state"] for name, item in data["items"].items()}
        data = {"case_code": data["case_code"], "items": items}
    _deliver(as_text(data), chosen.output)
    return DONE


def _deliver(text: str, output: str | None) -> None:
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    with _written_whole(output) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def _evaluate_many(chosen: argparse.Namespace) -> int:
    if chosen.output is None:
        _tell(say(language(), "cli.needs_output"))
        return INPUT
    with _opened(chosen.case) as source, _written_whole(chosen.output) as temporary:
        _stream(source, temporary, states_only=chosen.states_only)
    return DONE


def _opened(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise UnreadableError(error.errno, error.strerror) from error


def _stream(source: Iterable[bytes], target: Path, *, states_only: bool) -> None:
    from crlm_desktop.domain.case_file import reader
    from crlm_desktop.engine.batch import Batch
    from crlm_desktop.knowledge.base import knowledge

    base = knowledge()
    batch = Batch(base, reader(base.facts.vocabulary), date.today())
    answers = batch.states_only if states_only else batch.full
    with target.open("w", encoding="utf-8", newline="\n", buffering=1 << 20) as stream:
        stream.writelines(answers(source, worded))


def report(chosen: argparse.Namespace) -> int:
    """Write the one-page report of a case; of several cases, one each into a folder."""
    from crlm_desktop.report.batch_cases import stands_for_many

    [first, *others] = chosen.cases
    if others or stands_for_many(Path(first)):
        return _report_many(chosen)
    chosen.case = first
    return _report_one(chosen)


def _report_one(chosen: argparse.Namespace) -> int:
    from crlm_desktop.domain.case_file import reader
    from crlm_desktop.engine.evaluate import evaluate as decide
    from crlm_desktop.knowledge.base import knowledge
    from crlm_desktop.report.export import ReportError, write_report

    base = knowledge()
    case = reader(base.facts.vocabulary).read(_read(chosen.case), date.today())
    try:
        write_report(decide(case, base), base, chosen.language, Path(chosen.output))
    except ReportError as error:
        raise UnwrittenError(error.code, error.values) from error
    return DONE


def _report_many(chosen: argparse.Namespace) -> int:
    """Write what can be written; name every case of which there is no page."""
    from crlm_desktop.knowledge.base import knowledge
    from crlm_desktop.report.batch import Batch, Order
    from crlm_desktop.report.batch_cases import case_files
    from crlm_desktop.report.batch_words import fault_lines, summary

    spoken, folder = language(), Path(chosen.output)
    files = case_files(Path(name) for name in chosen.cases)
    if not files or not folder.is_dir():
        _tell(say(spoken, "batch.no_folder" if files else "batch.no_cases", folder=folder))
        return INTERNAL if files else INPUT
    batch = Batch(Order(folder, (chosen.language,)), knowledge(), date.today())
    _exhaust(batch.read(files))
    if not chosen.replace and (clashes := batch.in_the_way()):
        names = ", ".join(path.name for path in clashes[:_MOST_NAMES])
        _tell(say(spoken, "batch.exists", count=len(clashes), names=names))
        return INTERNAL
    _exhaust(batch.write(replace=chosen.replace))
    for line in fault_lines(batch, spoken, worded):
        _tell(line)
    if not batch.unwritten and not batch.unread:
        return DONE
    _tell(summary(batch, spoken))
    return INTERNAL if batch.unwritten else INPUT


def _exhaust(steps: Iterable[object]) -> None:
    for _ in steps:
        pass


def self_check(_: argparse.Namespace) -> int:
    """Prove the installation; print what was checked."""
    from crlm_desktop.self_check import run

    return run(language(), sys.stdout)
