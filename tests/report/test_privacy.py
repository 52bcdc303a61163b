from datetime import date, timedelta

from crlm_desktop.domain.case import Case
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.report.plain import plain_report
from crlm_desktop.report.privacy import deidentified, random_offset
from tests.report.pages import OPTIONS, vignettes
from tests.support import base

CASE = Case(
    "Wang-1957",
    date(2025, 3, 31),
    {
        "crlm_diagnosed": True,
        "care_phase": "follow_up",
        "ned_after_treatment": True,
        "ned_surgery_date": date(2024, 11, 30),
        "kras_variant": "as Dr Li said",
    },
    note="Wang, bed 12",
    extras={
        "decisions": [{"key": "a", "verdict": "put_aside", "note": "his son asked"}],
        "team": ["radiology"],
    },
)


def test_dates_move_together_and_words_go() -> None:
    """Code, note, typed reasons and free text are gone; the interval between dates stays."""
    found = deidentified(CASE, -100)
    assert found.visit_date == CASE.visit_date - timedelta(days=100)
    assert found.facts["ned_surgery_date"] == date(2024, 11, 30) - timedelta(days=100)
    assert "kras_variant" not in found.facts
    assert found.note is None
    assert "Wang" not in str(found)
    assert "son" not in str(found)
    assert found.extras["team"] == ["radiology"]


def test_advice_stays_the_same_whatever_the_offset() -> None:
    """Moving the dates moves no threshold, not even at the end of a month."""
    before = evaluate(CASE, base())
    for offset in (-31, -100, -364):
        after = evaluate(deidentified(CASE, offset), base())
        assert after.items == before.items


def test_a_variant_is_no_free_text() -> None:
    """What the rules read stays."""
    case = Case("X", date(2025, 1, 1), {"kras_status": "mutant", "kras_variant": "p.(Gly12Cys)"})
    assert deidentified(case, -40).facts["kras_variant"] == "G12C"


def test_the_offset_is_random_and_never_nothing() -> None:
    """One to twelve months back."""
    found = {random_offset() for _ in range(50)}
    assert len(found) > 10
    assert all(-365 <= offset <= -31 for offset in found)


def test_plain_text_says_everything() -> None:
    """Every line of advice is in the plain text, in both languages."""
    decision = vignettes()["V28"]
    for language in ("zh", "en"):
        text = plain_report(decision, base(), language, OPTIONS).replace(" ", "")
        for line in decision.advice:
            assert line.headline[language].replace(" ", "") in text
