"""Rare characters in names and notes: printed by a face of their own, read back, and never boxed."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from crlm_desktop.report.breaking import line_width, lines, measure
from crlm_desktop.report.content import Options
from crlm_desktop.report.export import report_bytes, write_report
from crlm_desktop.report.fonts import printable
from crlm_desktop.report.signs import BOLD, Run
from crlm_desktop.report.typed import unprintable
from tests.report.pages import OPTIONS, Printed, vignettes, with_case
from tests.support import base

DECISION = vignettes()["V14"]
NAMES = "𠮷䶮㐂龘𬭎𡋤𪚥𡥈"
WITH_NOTE = OPTIONS._replace(with_note=True)
VERDICT = {"key": DECISION.advice[0].key, "verdict": "put_aside", "reason": "this_patient", "note": "从𠮷议"}
NOTHING_RARE = """
from crlm_desktop.report import fonts
from crlm_desktop.report.export import report_bytes
from tests.report.pages import OPTIONS, vignettes
from tests.support import base
report_bytes(vignettes()["V14"], base(), "zh", OPTIONS)
print(fonts.rare_in_use())
"""


def _pictures(page: Any, signs: str, size: float) -> Iterator[bytes]:  # noqa: ANN401 (pymupdf has no types)
    """Yield a picture of each character where it first stands on the page in that size of type."""
    spans = [
        span
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if abs(span["size"] - size) < 1
    ]
    for sign in signs:
        place = next(char["bbox"] for span in spans for char in span["chars"] if char["c"] == sign)
        yield page.get_pixmap(clip=pymupdf.Rect(place), dpi=600, colorspace="gray").samples


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rare_names_are_drawn_and_read_back(language: str) -> None:
    """In the code and in the note every character is there as text, and each has a shape of its own."""
    named = with_case(DECISION, case_code=NAMES, note=f"请{NAMES}医生与 Dr. Šimić 复核")
    printed = Printed(report_bytes(named, base(), language, WITH_NOTE))
    assert printed.text.count(NAMES) == 2
    assert "Šimić" in printed.text
    assert "[U+" not in printed.text
    shown = list(_pictures(printed.document[0], NAMES, 9.0))
    assert all(min(picture) < 60 for picture in shown)
    assert all(one != other for one, other in combinations(shown, 2))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_of_the_team_and_reasons_print_rare_characters(language: str) -> None:
    """Whoever decided and why can be read, whatever the name."""
    decision = with_case(DECISION, extras={"team": ["𡋤㐂"], "decisions": [VERDICT]})
    text = Printed(report_bytes(decision, base(), language, OPTIONS)).text
    assert "𡋤㐂" in text
    assert "从𠮷议" in text


def test_a_page_with_rare_names_stays_small() -> None:
    """Only the characters in use are embedded."""
    named = with_case(DECISION, case_code=NAMES)
    assert len(report_bytes(named, base(), "zh", OPTIONS)) < 200_000


def test_what_no_face_has_is_named_and_told(tmp_path: Path) -> None:
    """A character without a glyph prints by its number beside those that have one, and the caller is told."""
    named = with_case(DECISION, case_code="𠮷😀-1", note="也缺🐉", extras={"team": ["🐼"]})
    printed = Printed(report_bytes(named, base(), "zh", OPTIONS))
    assert "𠮷[U+1F600]-1" in printed.text
    assert write_report(named, base(), "zh", tmp_path / "r.pdf", OPTIONS).substituted == "😀🐼"
    assert unprintable(named, WITH_NOTE) == "😀🐉🐼"
    assert unprintable(named, Options(with_code=False)) == "🐼"
    assert not unprintable(with_case(DECISION, case_code=NAMES), OPTIONS)


@pytest.mark.parametrize("style", [0, BOLD])
def test_rare_characters_break_like_all_others(style: int) -> None:
    """Ten squares to a line of ten, and a foreign name stays whole."""
    rows = lines(measure((Run(printable("𠮷㐂" * 10), style),)), 10.0)
    assert ["".join(placed.text for placed in row) for row in rows] == ["𠮷㐂" * 5] * 2
    assert [line_width(row) for row in rows] == [10.0, 10.0]
    rows = lines(measure((Run(printable("㐂 Šimićević 㐂"), style),)), 6.0)
    assert any("Šimićević" in placed.text for row in rows for placed in row)
    assert all(line_width(row) <= 6.0 for row in rows)


def test_without_rare_characters_their_face_stays_packed() -> None:
    """The usual page pays nothing for it."""
    words = [sys.executable, "-c", NOTHING_RARE]
    found = subprocess.run(words, capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False"]


def test_the_usual_pages_are_the_same_after_a_rare_one() -> None:
    """The face that a rare name brought in changes no other page."""
    before = report_bytes(DECISION, base(), "zh", OPTIONS)
    report_bytes(with_case(DECISION, case_code=NAMES), base(), "zh", OPTIONS)
    assert report_bytes(DECISION, base(), "zh", OPTIONS) == before
    assert b"RareHan" not in before
