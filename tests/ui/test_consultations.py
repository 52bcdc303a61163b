"""Whole consultations, by mouse and by keyboard alone, in both languages and three sizes of window."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.ui.fact_page import FactPage
from crlm_desktop.ui.window import Window
from tests.support import base, case_of
from tests.ui.hands import answer, enter_case, find, rest

NEW_PATIENT: dict[str, Any] = {
    "case_code": "NEW",
    "visit_date": "2025-03-01",
    "facts": {
        "crlm_diagnosed": True,
        "care_phase": "workup",
        "age_years": 58,
        "primary_location": "rectum",
        "primary_in_situ": True,
        "liver_met_timing": "synchronous",
        "liver_met_count": {"at_least": 2},
        "cea_ug_l": 38.5,
    },
    "absent": {"kras_status": "pending", "msi_status": "not_done"},
}
CONVERSION: dict[str, Any] = {
    "case_code": "CONV",
    "visit_date": "2025-03-01",
    "facts": {
        "crlm_diagnosed": True,
        "care_phase": "conversion",
        "primary_location": "sigmoid_colon",
        "kras_status": "mutant",
        "braf_status": "wild_type",
        "bevacizumab_given": True,
        "last_bevacizumab_date": "2025-02-10",
        "response_recist": "PR",
        "mdt_ned_class": "potential",
        "fit_for_intensive_chemo": True,
    },
}
FOLLOW_UP: dict[str, Any] = {
    "case_code": "FU",
    "visit_date": "2025-03-01",
    "facts": {
        "crlm_diagnosed": True,
        "care_phase": "follow_up",
        "primary_location": "cecum",
        "primary_resected": True,
        "liver_mets_resected": True,
        "liver_resection_margin": "R0",
        "ned_after_treatment": True,
        "ned_surgery_date": "2024-06-15",
        "postop_complete_colonoscopy_done": False,
    },
}
CASES = {"new": NEW_PATIENT, "conversion": CONVERSION, "follow_up": FOLLOW_UP}
SIZES = [(1366, 768), (1024, 768), (1093, 614)]


@pytest.mark.parametrize("keyboard", [False, True])
@pytest.mark.parametrize(
    ("name", "language", "size"), list(zip(CASES, ("zh", "en", "zh"), SIZES, strict=True))
)
def test_consultation(
    make_window: Any,  # noqa: ANN401
    name: str,
    language: str,
    size: tuple[int, int],
    keyboard: bool,  # noqa: FBT001
) -> None:
    """A consultation typed in gives the decision of its case file, and the advice page says its lines."""
    window: Window = make_window(language, size)
    case = CASES[name]
    enter_case(window, case, keyboard=keyboard)
    window.go(len(window.steps) - 1)
    rest()
    expected = evaluate(case_of(case["facts"], **{key: case[key] for key in case if key != "facts"}), base())
    decision = window.live.decision
    assert decision is not None
    assert decision.items == expected.items
    page = window.stack.page(len(window.steps) - 1)
    assert set(page.lines) == {advice.key for advice in decision.advice}  # type: ignore[union-attr]
    assert page.sentence.text()  # type: ignore[union-attr]


def _tab_order(window: Window) -> list[QWidget]:
    """Return the widgets that Tab reaches on the page in view, in order."""
    page = window.stack.currentWidget()
    start = window.focusWidget()
    found: list[QWidget] = []
    for _ in range(400):
        widget = QApplication.focusWidget()
        if widget is None or (found and widget is start):
            break
        if page.isAncestorOf(widget):
            found.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return found


def test_tab_follows_reading_order(window: Window) -> None:
    """On every page Tab goes through the open inputs from top to bottom, and reaches all of them."""
    for place in range(len(window.steps) - 1):
        window.go(place)
        window.stack.open_all_fields()
        rest()
        page = window.stack.page(place)
        assert isinstance(page, FactPage)
        page.focus_first()
        inputs = [made.input.focusProxy() or made.input for made in page.fields.values()]
        reached = [widget for widget in _tab_order(window) if widget in inputs]
        heights = [widget.mapTo(page.widget(), widget.rect().topLeft()).y() for widget in reached]
        assert len(set(reached)) == len(inputs)
        assert heights == sorted(heights)


def test_question_key_leads_from_question_to_question(window: Window) -> None:
    """F8 goes to the most telling open question, and to the next one once it is answered."""
    answer(window, "age_years", 64)
    QTest.keyClick(window, Qt.Key.Key_F8)
    rest()
    first = window.live.decision
    assert first is not None
    assert QApplication.focusWidget() is find(window, first.missing[0].fact)
