"""The page as shapes, QR code included: what the PDF, the printer and the picture all draw."""

from typing import NamedTuple

from crlm_desktop.engine.decision import Decision
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.report.blocks import Shape
from crlm_desktop.report.content import Options, content
from crlm_desktop.report.layout import LEFT, TOP, page
from crlm_desktop.report.seal import Seal, qr_words, seal
from crlm_desktop.report.setting import QR_SIZE, WIDTH


class Drawn(NamedTuple):
    """The page ready to be drawn: shapes with their places, what travels with it, how it was set."""

    shapes: tuple[tuple[float, float, Shape], ...]
    sealed: Seal
    title: str
    type_size: float
    further: int


def page_shapes(
    decision: Decision, knowledge: Knowledge, language: str, options: Options | None = None
) -> Drawn:
    """Return the one page of a decision as shapes."""
    options = options or Options()
    sealed = seal(decision, knowledge, with_code=options.with_code, with_note=options.with_note)
    told = content(decision, knowledge, language, options)
    placed = page(told, with_qr=options.with_qr)
    shapes = placed.shapes
    if options.with_qr:
        from crlm_desktop.report.qr import qr_block

        words = qr_words(decision, knowledge, sealed.result_hash, with_code=options.with_code)
        shapes += tuple(qr_block(words, QR_SIZE).placed(LEFT + WIDTH - QR_SIZE, TOP))
    return Drawn(shapes, sealed, told.title, placed.setting.size, placed.further)
