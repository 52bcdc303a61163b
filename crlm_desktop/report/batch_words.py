"""What a batch has to say at its end: how many pages there are, and of every other case why there is none."""

from collections.abc import Callable, Iterator

from crlm_desktop.domain.problems import Problem
from crlm_desktop.report.batch import Batch
from crlm_desktop.report.batch_cases import Source
from crlm_desktop.texts import say


def summary(batch: Batch, language: str) -> str:
    """Return the count of pages written, and of cases that could not be read."""
    words = say(language, "batch.written", written=len(batch.written), pages=batch.pages)
    unread = len(batch.unread)
    return f"{words}{say(language, 'batch.unread', count=unread)}" if unread else words


def fault_lines(batch: Batch, language: str, worded: Callable[[Problem], str]) -> Iterator[str]:
    """Yield every case of which there is no page, and under it its faults; `worded` puts one into words."""
    for unread in batch.unread:
        yield _named(unread.source, language)
        yield from (f"  {worded(problem)}" for problem in unread.problems)
    for unwritten in batch.unwritten:
        yield _named(unwritten.source, language)
        yield f"  {say(language, f'report.error.{unwritten.error.code}', **unwritten.error.values)}"


def _named(source: Source, language: str) -> str:
    name = source.path.name or str(source.path)
    return say(language, "batch.line", name=name, line=source.line) if source.line else name
