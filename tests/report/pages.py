"""What the tests of the page share: decisions to print, extreme ones, and a reader of the finished PDF."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pymupdf
from pypdf import PdfReader

from crlm_desktop.domain.case import Lesion
from crlm_desktop.engine.decision import Advice, Decision
from crlm_desktop.engine.evaluate import evaluate, source_token
from crlm_desktop.knowledge.records import Line
from crlm_desktop.report.content import Options, content
from crlm_desktop.report.layout import Page, page
from tests.support import base, case_of, written_cases

MADE = date(2026, 1, 20)
OPTIONS = Options(made_on=MADE)


@cache
def vignettes() -> dict[str, Decision]:
    """Return the decision of every vignette."""
    found = {}
    for written in written_cases("vignettes"):
        more = {key: written[key] for key in ("absent", "lesions") if key in written}
        case = case_of(written["facts"], case_code=written["id"], **more)
        found[written["id"]] = evaluate(case, base())
    return found


def _line(line: Line) -> Advice:
    """Return a line as if all that feeds it applied."""
    items = [base().item_by_id[item] for item in line.items]
    lead = next((item for item in items if item.grade), items[0])
    reads = (fact for item in items for fact in item.names if fact in base().facts.vocabulary)
    return Advice(
        key=line.key,
        items=line.items,
        state="applies",
        phase=lead.phase,
        strength=lead.strength,
        grade=lead.grade,
        evidence=lead.evidence,
        statements=tuple(dict.fromkeys(source_token(item) for item in items)),
        headline=line.headline,
        details=tuple(item.text for item in items),
        because=tuple(dict.fromkeys(reads)),
        check=("unfit_for_chemo", "bowel_bleeding"),
        doubts=tuple(doubt.id for doubt in base().doubts if set(doubt.items) & set(line.items)),
        urgent=line.urgent,
    )


def everything(decision: Decision, keys: frozenset[str] | None = None) -> Decision:
    """Return the decision as if every line (or those named) applied at once, and every silence."""
    lines = [line for line in base().lines if keys is None or line.key in keys]
    lesions = tuple(Lesion(("S4a", "S7", "S8")[place % 3], 12.5) for place in range(36))
    case = replace(decision.case, lesions=lesions)
    silent = tuple(silence.key for silence in base().silences)
    return decision._replace(case=case, advice=tuple(_line(line) for line in lines), silent=silent)


def with_case(decision: Decision, **changed: object) -> Decision:
    """Return the decision with another code, note or verdicts."""
    return decision._replace(case=replace(decision.case, **changed))  # type: ignore[arg-type]


def set_page(decision: Decision, language: str, options: Options = OPTIONS) -> Page:
    """Return the page as shapes."""
    return page(content(decision, base(), language, options), with_qr=options.with_qr)


class Printed:
    """A finished PDF, read back."""

    def __init__(self, data: bytes) -> None:
        """Open it."""
        self.data = data
        self.document: Any = pymupdf.open(stream=data, filetype="pdf")
        self.reader = PdfReader(io.BytesIO(data), strict=True)

    @property
    def text(self) -> str:
        """Return the words of the page without any space."""
        return "".join(self.document[0].get_text().split())

    def spans(self) -> Iterator[dict[str, object]]:
        """Yield every span of type."""
        for block in self.document[0].get_text("dict")["blocks"]:
            for line in block.get("lines", ()):
                yield from line["spans"]

    def framed(self, weight: float) -> set[str]:
        """Return the words, without any space, in each box of the drawing whose frame has a weight."""
        page = self.document[0]
        boxes = [drawing["rect"] for drawing in page.get_drawings() if self._is_box(drawing, weight)]
        return {words for box in boxes if (words := squeezed(page.get_text(clip=box)))}

    @staticmethod
    def _is_box(drawing: dict[str, Any], weight: float) -> bool:
        kind, width = str(drawing["type"]), float(drawing["width"] or 0.0)
        return kind == "fs" and round(width, 2) == weight


def squeezed(text: str) -> str:
    """Return text as `Printed.text` has it."""
    return "".join(text.split())
