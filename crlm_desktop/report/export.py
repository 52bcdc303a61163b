"""The page as bytes and as a file: one way in for window and command line."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from crlm_desktop.engine.decision import Decision
from crlm_desktop.file_faults import fault_of, system_words
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.report.archive import CASE_NAME, RESULT_NAME, About, Attached, as_archive, with_line_ends
from crlm_desktop.report.content import Options
from crlm_desktop.report.drawing import draw
from crlm_desktop.report.fonts import faces
from crlm_desktop.report.layout import PAGE_HEIGHT, PAGE_WIDTH
from crlm_desktop.report.seal import Seal
from crlm_desktop.report.shapes import Drawn, page_shapes
from crlm_desktop.report.typed import unprintable
from crlm_desktop.whole_file import write_whole

rl_config.useA85 = 0  # binary streams: a fifth smaller


class ReportError(Exception):
    """The report could not be written; `code` and `values` are worded by the catalogue (`report.error.*`)."""

    def __init__(self, code: str, values: Mapping[str, object] | None = None) -> None:
        """Keep what the words need."""
        super().__init__(code)
        self.code = code
        self.values = dict(values or {})


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What was written: where, how large, in which type, how many lines are left to the app.

    `substituted`: typed characters that the page prints by number, for want of a glyph.
    """

    path: Path
    size: int
    type_size: float
    further: int
    substituted: str = field(default="")


def _attached(sealed: Seal) -> dict[str, Attached]:
    return {
        CASE_NAME: Attached(sealed.case, f"sha256:{sealed.case_hash}", "Source"),
        RESULT_NAME: Attached(sealed.result, f"sha256:{sealed.result_hash}", "Data"),
    }


def _page_bytes(drawn: Drawn, language: str, options: Options) -> bytes:
    """Return the drawn page as PDF, its case attached."""
    target = io.BytesIO()
    size = (PAGE_WIDTH, PAGE_HEIGHT)
    face = faces()[0].name
    canvas = Canvas(target, size, invariant=1, pageCompression=1, pdfVersion=(1, 7), initialFontName=face)
    about = About(drawn.title, "zh-CN" if language == "zh" else "en", options.made_on or date.today())
    files = _attached(drawn.sealed) if options.with_case else {}
    as_archive(canvas, about, files, claim=not options.password)
    draw(canvas, drawn.shapes)
    canvas.showPage()
    canvas.save()
    return _locked(with_line_ends(target.getvalue()), options.password)


def report_bytes(
    decision: Decision, knowledge: Knowledge, language: str, options: Options | None = None
) -> bytes:
    """Return the one-page report as PDF; the same input gives the same bytes, unless a password is set."""
    options = options or Options()
    return _page_bytes(page_shapes(decision, knowledge, language, options), language, options)


def _locked(data: bytes, password: str | None) -> bytes:
    if not password:
        return data
    from crlm_desktop.report.locking import LockingUnavailableError, locked

    try:
        return locked(data, password)
    except LockingUnavailableError as error:
        raise ReportError("no_locking") from error


def write_report(
    decision: Decision, knowledge: Knowledge, language: str, path: Path, options: Options | None = None
) -> ReportResult:
    """Write the one-page report; raises ReportError, and then the old file stays whole."""
    options = options or Options()
    drawn = page_shapes(decision, knowledge, language, options)
    data = _page_bytes(drawn, language, options)
    write_page(path, data)
    return ReportResult(path, len(data), drawn.type_size, drawn.further, unprintable(decision, options))


def _worded(error: OSError, path: Path) -> ReportError:
    values = {"name": path.name or str(path), "folder": str(path.parent), "reason": system_words(error)}
    return ReportError(fault_of(error, path) or "unwritable", values)


def write_page(path: Path, data: bytes) -> None:
    """Write a page whole or not at all; raises ReportError."""
    try:
        write_whole(path, data, shared=True)
    except OSError as error:
        raise _worded(error, path) from error
