"""`report`: the page of one case, or of many into a folder."""

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from crlm_desktop.commands.guard import UnwrittenError, content_of
from crlm_desktop.commands.words import DONE, INPUT, INTERNAL, language, tell, worded
from crlm_desktop.texts import say

_MOST_NAMES = 6


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
    from crlm_desktop.report.typed import substitutes

    base = knowledge()
    case = reader(base.facts.vocabulary).read(content_of(chosen.case), date.today())
    try:
        written = write_report(decide(case, base), base, chosen.language, Path(chosen.output))
    except ReportError as error:
        raise UnwrittenError(error.code, error.values) from error
    if written.substituted:
        tell(say(language(), "report.substituted", signs=substitutes(written.substituted)))
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
        tell(say(spoken, "batch.no_folder" if files else "batch.no_cases", folder=folder))
        return INTERNAL if files else INPUT
    batch = Batch(Order(folder, (chosen.language,)), knowledge(), date.today())
    _exhaust(batch.read(files))
    if not chosen.replace and (clashes := batch.in_the_way()):
        names = ", ".join(path.name for path in clashes[:_MOST_NAMES])
        tell(say(spoken, "batch.exists", count=len(clashes), names=names))
        return INTERNAL
    _exhaust(batch.write(replace=chosen.replace))
    for line in fault_lines(batch, spoken, worded):
        tell(line)
    if not batch.unwritten and not batch.unread:
        return DONE
    tell(summary(batch, spoken))
    return INTERNAL if batch.unwritten else INPUT


def _exhaust(steps: Iterable[object]) -> None:
    for _ in steps:
        pass
