"""Values in words: a figure never crosses a cut-off on its way to the reader."""

import pytest

from crlm_desktop.domain.values import Bound, OneOf
from crlm_desktop.domain.wording import number_words, tidy, value_words
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.flow.words import fact_words
from crlm_desktop.report.apparatus import Apparatus
from tests.support import base, case_of


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (5.004, "5.004"),  # more than 5 cm scores a point and must not read as 5
        (200.004, "200.004"),
        (30.0, "30"),
        (2.82, "2.82"),
        (41700, "41\u00a0700"),
        (4170, "4170"),
        (24 + 1 / 31, "24.03"),  # computed from dates
        (6 / 7, "0.86"),
        (None, ""),
    ],
)
def test_a_figure_reads_as_it_was_typed(number: float | None, text: str) -> None:
    assert tidy(number) == text


def test_bounds_and_sets_read_as_reports_write_them() -> None:
    assert number_words(Bound(at_least=3), "en") == "≥ 3"
    assert number_words(Bound(at_most=2.5), "en") == "≤ 2.5"
    assert number_words(Bound(2, 4), "en") == "2–4"
    assert number_words(Bound(2, 4), "zh") == "2～4"
    kras = base().facts.vocabulary["kras_status"]
    assert value_words(kras, OneOf(("wild_type", "mutant")), "en", "ui") == "Wild type or Mutant"
    assert value_words(kras, OneOf(("wild_type", "mutant")), "zh", "report") == "野生型 或 突变型"


@pytest.mark.parametrize(("language", "yes"), [("zh", "是"), ("en", "yes")])
def test_what_follows_from_an_answer_reads_as_known_in_window_and_page(language: str, yes: str) -> None:
    known = {"primary_in_situ": True, "clinical_n_positive": True, "ras_status": "wild_type"}
    decision = evaluate(case_of(known), base())
    assert decision.value("primary_node_positive") is True
    assert decision.value("kras_status") == "wild_type"
    assert decision.value("braf_status") is None
    in_window = fact_words("primary_node_positive", decision, base(), language)
    assert in_window.lower().endswith(yes)
    assert Apparatus(decision, base(), language).value("primary_node_positive") == yes


def test_a_diameter_just_over_the_cut_off_is_printed_so() -> None:
    decision = evaluate(case_of({"liver_met_max_diameter_cm": 5.004}), base())
    printed = Apparatus(decision, base(), "en").value("liver_met_max_diameter_cm")
    assert printed is not None
    assert printed.replace("\u00a0", " ") == "5.004 cm"
    assert decision.score_parts == (None, None, None, True, None)


def test_one_of_a_kind_has_no_plural() -> None:
    """`1 lesion`, `1 month`; limits and other figures keep the plural, Chinese has none."""
    facts = base().facts.vocabulary
    count = facts["liver_met_count"]
    assert value_words(count, 1, "en", "ui") == "1 lesion"
    assert value_words(count, Bound(at_least=1), "en", "ui") == "≥ 1 lesions"
    assert value_words(count, 2, "en", "report") == "2 lesions"
    assert value_words(count, 1, "zh", "ui") == "1 个"
    assert value_words(facts["tmb_muts_per_mb"], 1, "en", "ui").endswith("muts/Mb")
