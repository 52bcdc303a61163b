"""A published case goes through the window as a person would take it, and comes out as one page."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.flow.files import read_case
from crlm_desktop.knowledge.pages import facts
from crlm_desktop.paths import resource
from crlm_desktop.ui.window import Window
from tests.ui.hands import enter_page, find, go_to, rest, type_into

CASE = resource("cases", "real_sigmoid_multiple.json")
_PAGES = ("visit", "imaging", "staging", "molecular", "condition", "judgement")
_MOLECULAR = ("KRAS", "NRAS", "BRAF", "MSI", "MMR")
_ANTI_EGFR = ("cetuximab", "panitumumab", "西妥昔单抗", "帕尼单抗")


def _case() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(CASE.read_text(encoding="utf-8"))
    return data


def _enter(window: Window, *, switch_at: str) -> None:
    case = _case()
    type_into(find(window, "case_code"), case["case_code"])
    type_into(find(window, "visit_date"), case["visit_date"])
    type_into(find(window, "note"), case["note"])
    for page in _PAGES:
        if page == switch_at:
            QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        enter_page(window, case, page)
    go_to(window, "advice")


def _printed(path: Path) -> str:
    with pymupdf.open(path) as document:
        assert document.page_count == 1
        return str(document[0].get_text())


@pytest.mark.parametrize(("first", "pending"), [("zh", "pending"), ("en", "待回报")])
def test_real_case_from_keys_to_page(make_window: Any, tmp_path: Path, first: str, pending: str) -> None:  # noqa: ANN401
    """Typed page by page, language switched half-way: the result is the case file's, and the page says so."""
    window: Window = make_window(first)
    _enter(window, switch_at="molecular")
    expected = read_case(CASE.read_bytes(), date.today())
    assert window.draft.to_case(date.today()) == expected
    decision = window.live.decision
    assert decision is not None
    assert decision == evaluate(expected, window.live.knowledge)
    assert (decision.derived["crs_min"], decision.derived["crs_max"]) == (3, 4)
    assert window.reports.export(tmp_path / "page.pdf")
    text = _printed(tmp_path / "page.pdf")
    lowered = text.lower()
    assert pending in lowered
    assert all(marker in text for marker in _MOLECULAR)
    assert "3–4" in text or "3～4" in text
    assert not any(drug in lowered for drug in _ANTI_EGFR)


def test_neoadjuvant_and_resection_wait_for_the_class(window: Window) -> None:
    """Nothing of 5.1 is settled before the MDT gives the class, and the class is what is asked for."""
    assert window.desk.open(CASE)
    rest()
    decision = window.live.decision
    assert decision is not None
    assert "mdt_ned_class" in decision.items["C15a"].missing
    assert decision.items["C15a"].state == decision.items["C17a"].state == "needs_data"
    assert decision.missing[0].fact == "mdt_ned_class"
    assert not any("egfr" in advice.key for advice in decision.advice)


def test_saved_case_reads_back(window: Window, tmp_path: Path) -> None:
    """What was opened and saved is the same case."""
    assert window.desk.open(CASE)
    assert window.desk.write(tmp_path / "kept.json")
    assert read_case((tmp_path / "kept.json").read_bytes(), date.today()) == read_case(
        CASE.read_bytes(), date.today()
    )
    assert not window.draft.modified


def test_every_page_of_the_case_is_known() -> None:
    """The pages walked here are all the pages of facts there are."""
    assert tuple(page.id for page in facts().pages) == _PAGES
