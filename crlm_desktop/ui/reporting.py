"""The report as the window writes it; reportlab is loaded when the first page is wanted."""

from pathlib import Path

from crlm_desktop.engine.decision import Decision
from crlm_desktop.flow.files import write_whole
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say


class ReportFailedError(Exception):
    """The report could not be written; its words say why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self._key, self._values = key, values

    def words(self, language: str) -> str:
        """Return the fault in words."""
        return say(language, self._key, **self._values)


def write_report(decision: Decision | None, knowledge: Knowledge, language: str, path: Path) -> None:
    """Write the page of a decision; raises ReportFailedError, and then the old file stays whole."""
    if decision is None:
        raise ReportFailedError("ui.export.no_result")
    from crlm_desktop.report.export import report_bytes

    data = report_bytes(decision, knowledge, language)
    try:
        write_whole(path, data)
    except OSError as error:
        raise ReportFailedError(
            "ui.export.unwritable", name=path.name, reason=error.strerror or ""
        ) from error
