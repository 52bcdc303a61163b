"""Reports of many cases into one folder, in short steps, so that a window lives on between them.

First every case is read and every file name is settled; then, page by page, what can be written is written.
Between two steps one may stop: what is finished is whole, and nothing else is there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.case_file import reader
from crlm_desktop.engine.decision import Decision
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.report.batch_cases import Source, Unread, is_there, read_cases
from crlm_desktop.report.content import Options
from crlm_desktop.report.export import ReportError, write_report
from crlm_desktop.report.file_names import Names, safe_stem
from crlm_desktop.report.privacy import deidentified

NAMELESS = "crlm-report"
# Faults of the place, not of a file: the next page would meet them too.
_FAULTS_OF_THE_PLACE = frozenset({"disk_full", "read_only", "no_folder", "gone"})


class Order(NamedTuple):
    """What is wanted: into which folder, in which languages, and whether nobody may be named."""

    folder: Path
    languages: tuple[str, ...]
    deidentified: bool = False


class Planned(NamedTuple):
    """A case and the file of its page in each language."""

    source: Source
    case: Case
    files: Mapping[str, Path]


class Unwritten(NamedTuple):
    """A page that could not be written, and why."""

    source: Source
    error: ReportError


class Batch:
    """One order, from its files to its pages."""

    def __init__(self, order: Order, knowledge: Knowledge, today: date) -> None:
        self._order, self._knowledge, self._today = order, knowledge, today
        self._cases: list[tuple[Source, Case]] = []
        self.planned: list[Planned] = []
        self.unread: list[Unread] = []
        self.unwritten: list[Unwritten] = []
        self.written: list[Path] = []

    @property
    def pages(self) -> int:
        """How many pages there are to write."""
        return len(self._cases) * len(self._order.languages)

    def read(self, files: Sequence[Path]) -> Iterator[int]:
        """Read every case, then settle the names; yield after each case how many files are behind."""
        strict = reader(self._knowledge.facts.vocabulary)
        for behind, path in enumerate(files):
            for found in read_cases(path, strict, self._today):
                if isinstance(found, Unread):
                    self.unread.append(found)
                else:
                    self._cases.append(found)
                yield behind
        self._plan(Names())

    def in_the_way(self) -> list[Path]:
        """Return the files that lie where pages are to be written."""
        return [path for planned in self.planned for path in planned.files.values() if is_there(path)]

    def keep_both(self) -> None:
        """Give other names to the pages, so that every file that lies there stays."""
        self._plan(Names(_stems(self._order.folder)))

    def _plan(self, names: Names) -> None:
        self.planned = [
            Planned(source, case, self._files(names.give(self._stem(case)))) for source, case in self._cases
        ]

    def _stem(self, case: Case) -> str:
        return NAMELESS if self._order.deidentified else safe_stem(case.case_code, NAMELESS)

    def _files(self, stem: str) -> dict[str, Path]:
        several = len(self._order.languages) > 1
        return {
            language: self._order.folder / (f"{stem}.{language}.pdf" if several else f"{stem}.pdf")
            for language in self._order.languages
        }

    def write(self, *, replace: bool) -> Iterator[Path]:
        """Write the pages, yield each file that was tried; without `replace` what is there is not touched.

        A fault of the place ends it; a fault of one file is noted and the next is tried.
        """
        for planned in self.planned:
            decision = self._decided(planned.case)
            for language, path in planned.files.items():
                fault = self._write(decision, language, path, replace=replace)
                if fault is not None:
                    self.unwritten.append(Unwritten(planned.source, fault))
                    if fault.code in _FAULTS_OF_THE_PLACE:
                        return
                yield path

    def _decided(self, case: Case) -> Decision:
        shown = deidentified(case) if self._order.deidentified else case
        return evaluate(shown, self._knowledge)

    def _write(self, decision: Decision, language: str, path: Path, *, replace: bool) -> ReportError | None:
        options = Options(made_on=self._today, with_code=not self._order.deidentified)
        try:
            if not replace and is_there(path):
                raise ReportError("exists", {"name": path.name})  # noqa: TRY301 (told like any other)
            write_report(decision, self._knowledge, language, path, options)
        except ReportError as error:
            return error
        self.written.append(path)
        return None


def _stems(folder: Path) -> Iterable[str]:
    """Yield what stands before the first point of every name in a folder."""
    return (path.name.partition(".")[0] for path in folder.iterdir())
