"""The report as the window writes it: page, picture or text; reportlab is loaded when a page is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crlm_desktop.texts import say

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.knowledge.base import Knowledge
    from crlm_desktop.report.content import Options


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of one export; without a wish nothing but the case code names anyone."""

    language: str
    with_code: bool = True
    with_note: bool = False
    deidentified: bool = False
    password: str = ""


class ReportFailedError(Exception):
    """The report could not be written; its words say why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self._key, self._values = key, values

    def words(self, language: str) -> str:
        """Return the fault in words."""
        return say(language, self._key, **self._values)


def prepared(decision: Decision, knowledge: Knowledge, wish: Wish) -> tuple[Decision, Options]:
    """Return the decision to print, its case de-identified where that is wished, and the page's options."""
    from crlm_desktop.report.content import Options

    options = Options(
        made_on=date.today(),
        with_code=wish.with_code and not wish.deidentified,
        with_note=wish.with_note and not wish.deidentified,
        password=wish.password or None,
    )
    if not wish.deidentified:
        return decision, options
    from crlm_desktop.engine.evaluate import evaluate
    from crlm_desktop.report.privacy import deidentified

    return evaluate(deidentified(decision.case), knowledge), options._replace(made_on=None)


def write_report(decision: Decision | None, knowledge: Knowledge, wish: Wish, path: Path) -> None:
    """Write the page as PDF, or as a picture by its name; raises ReportFailedError: the old file stays."""
    if decision is None:
        raise ReportFailedError("ui.export.no_result")
    from crlm_desktop.report.export import ReportError
    from crlm_desktop.report.export import write_report as write_page

    shown, options = prepared(decision, knowledge, wish)
    try:
        if path.suffix.lower() == ".png":
            _write_picture(shown, knowledge, wish.language, options, path)
        else:
            write_page(shown, knowledge, wish.language, path, options)
    except ReportError as error:
        raise ReportFailedError(f"report.error.{error.code}", **error.values) from error


def _write_picture(
    decision: Decision, knowledge: Knowledge, language: str, options: Options, path: Path
) -> None:
    from PySide6.QtCore import QBuffer, QIODevice

    from crlm_desktop.report.export import write_page as write_picture
    from crlm_desktop.ui.drawn_page import page_image

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page_image(decision, knowledge, language, options, 2480).save(buffer, "PNG")  # type: ignore[call-overload]
    write_picture(path, bytes(buffer.data().data()))


def plain_text(decision: Decision, knowledge: Knowledge, wish: Wish) -> str:
    """Return the report as plain text for the hospital's system."""
    from crlm_desktop.report.plain import plain_report

    shown, options = prepared(decision, knowledge, wish)
    return plain_report(shown, knowledge, wish.language, options)


def substituted(decision: Decision, knowledge: Knowledge, wish: Wish) -> str:
    """Return in words which typed characters no face can draw, and what the page prints for them."""
    from crlm_desktop.report.typed import substitutes, unprintable

    return substitutes(unprintable(*prepared(decision, knowledge, wish)))


def preview(decision: Decision, knowledge: Knowledge, wish: Wish, width: int) -> QImage:
    """Return the page as it will be printed, as a picture."""
    from crlm_desktop.ui.drawn_page import page_image

    shown, options = prepared(decision, knowledge, wish)
    return page_image(shown, knowledge, wish.language, options, width)
