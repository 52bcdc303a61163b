"""Lines that do not apply, in words: all of them, found by what one types, none without its reason."""

from typing import Any

import pytest

from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.flow.how_tested import how_tested
from crlm_desktop.flow.why_not import GUARDS, Explainer
from tests.support import base, case_of, written_cases

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("written", written_cases("vignettes"), ids=lambda written: written["id"])
def test_every_line_that_does_not_apply_is_told_with_its_reason(written: dict[str, Any]) -> None:
    """Each line stands, waits or is told why not, with what would bring it; both languages, never blank."""
    decision = evaluate(case_of(written["facts"]), base())
    explainer = Explainer(decision, base())
    present = {line.key for line in decision.advice} | {line.key for line in decision.waiting}
    absent = [line for lines in explainer.by_phase().values() for line in lines]
    assert {line.key for line in absent} == {line.key for line in base().lines} - present
    for line in absent:
        for language in LANGUAGES:
            sentences = (*explainer.why(line, language), explainer.change(line, language))
            assert len(sentences) >= 2, line.key
            assert all(sentence.strip().rstrip("：:“”") == sentence.strip() for sentence in sentences), (
                line.key
            )


def _expect(facts: dict[str, Any], sought: str) -> dict[str, tuple[str, ...]]:
    """Return what is said, in Chinese and English, of the first line found."""
    explainer = Explainer(evaluate(case_of(facts), base()), base())
    line = explainer.found(sought)[0]
    return {
        language: (*explainer.why(line, language), explainer.change(line, language)) for language in LANGUAGES
    }


def test_the_stopping_fact_and_the_change_are_told_in_both_languages() -> None:
    assert _expect({"crlm_diagnosed": True, "liver_met_timing": "synchronous"}, "N-4-c") == {
        "zh": ("不适用，因为：肝转移发生时间：同时性", "若改为“肝转移发生时间：异时性”，则适用"),
        "en": (
            "Does not apply, because: Timing of liver metastases: Synchronous",
            "Would apply with Timing of liver metastases: Metachronous",
        ),
    }


def test_what_was_never_entered_is_told_as_such() -> None:
    """A check that only a statement brings names no fact of this patient, and what would bring it."""
    told = _expect({"crlm_diagnosed": True}, "不适合化疗")
    assert told["en"] == (
        "Does not apply: nothing of the kind was entered",
        "Would apply once known: Unfit for any chemotherapy: Yes",
    )


@pytest.mark.parametrize("sought", ["G12C", "N-4.1.1-e", "抑制剂 ｇ１２ｃ", "sykytb"])
def test_a_line_is_found(sought: str) -> None:
    """By its words, its item, or pinyin initials; what does not match is not found."""
    explainer = Explainer(evaluate(case_of({"kras_status": "wild_type"}), base()), base())
    found = {line.key for line in explainer.found(sought)}
    assert (not found) == (sought == "sykytb")
    assert len(found) < 10


def test_a_statement_is_found_by_its_number() -> None:
    explainer = Explainer(evaluate(case_of({"care_phase": "workup"}), base()), base())
    assert {token for line in explainer.found("c29") for token in line.tokens} >= {"C29"}


def test_what_the_headline_says_comes_first() -> None:
    """Whoever types a word sees the lines named by it before those that only mention it."""
    explainer = Explainer(evaluate(case_of({"mdt_ned_class": "achievable"}), base()), base())
    named = ["bevacizumab" in line.line.headline["en"].lower() for line in explainer.found("bevacizumab")]
    assert set(named) == {True, False}
    assert named == sorted(named, reverse=True)


def test_what_stands_or_waits_is_found_too() -> None:
    """Whoever looks here is led to the lines that stand, or to what they wait for."""
    decision = evaluate(case_of({"crlm_diagnosed": True}), base())
    explainer = Explainer(decision, base())
    stands = explainer.found_elsewhere("C1 MDT", "en")
    assert (stands[0].key, stands[0].fact) == (decision.advice[0].key, None)
    waits = [line for line in explainer.found_elsewhere("C20a", "en") if line.fact is not None]
    assert waits
    assert "Waits for: " in waits[0].words


def test_checks_of_ours_come_last() -> None:
    explainer = Explainer(evaluate(case_of({"crlm_diagnosed": True}), base()), base())
    assert list(explainer.by_phase())[-1] == GUARDS


def test_method_and_specimen_of_a_test() -> None:
    """Table 1's tests tell them; what no table names tells nothing."""
    assert how_tested("kras_status", base(), "en") == (
        "Method: qRT-PCR, NGS; specimen: tissue, cytology, body fluid (Table 1)"
    )
    assert how_tested("pdl1_cps", base(), "zh") == "方法：IHC；标本：组织、细胞学标本（表 1）"
    assert how_tested("mdt_ned_class", base(), "zh") == ""
