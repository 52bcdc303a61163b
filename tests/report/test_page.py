import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crlm_desktop.domain.case import Case
from crlm_desktop.engine.decision import Advice, Decision
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.report.blocks import Text
from crlm_desktop.report.export import report_bytes
from crlm_desktop.report.fonts import missing
from crlm_desktop.report.layout import LEFT, PAGE_HEIGHT, PAGE_WIDTH, Page
from crlm_desktop.report.setting import SMALLEST
from crlm_desktop.report.signs import spaced, text_width
from tests.report.pages import OPTIONS, Printed, everything, set_page, squeezed, vignettes, with_case
from tests.support import base, cases

LANGUAGES = ("zh", "en")
NEVER_CUT = {"caution", "avoid", "not_routinely"}
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_sound(page: Page) -> None:
    """Nothing under 7 pt, nothing outside the margins, no character without a glyph."""
    for x, y, shape in page.shapes:
        if isinstance(shape, Text):
            end = x + shape.x + text_width(shape.text, shape.style) * shape.size
            assert shape.size >= SMALLEST
            assert x + shape.x >= LEFT - shape.size * 0.8
            assert end <= PAGE_WIDTH - LEFT + shape.size * 0.6
            assert 0 < y + shape.y < PAGE_HEIGHT - 20
            assert not missing(shape.text)


def words_of(page: Page) -> str:
    """Return all words of the page without spaces."""
    return squeezed("".join(shape.text for _, _, shape in page.shapes if isinstance(shape, Text)))


def kept(decision: Decision) -> list[Advice]:
    """Return the lines that no shortening may take away."""
    return [
        line
        for line in decision.advice
        if not line.done and line.strength != "inform" and (line.grade or line.strength in NEVER_CUT)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(vignettes()))
def test_every_vignette_is_one_sound_page(name: str, language: str) -> None:
    """One page, no type under 7 pt, all of it on the page, each graded or cautioning line there."""
    decision = vignettes()[name]
    assert_sound(set_page(decision, language))
    printed = Printed(report_bytes(decision, base(), language, OPTIONS))
    assert len(printed.document) == 1
    for line in kept(decision):
        assert squeezed(spaced(line.headline[language])) in printed.text
    assert all(float(str(span["size"])) > SMALLEST - 0.01 for span in printed.spans())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["A-01", "X" * 200, "很长的名字" * 40, "word " * 40])
def test_every_line_at_once_keeps_what_must_stay(code: str, language: str) -> None:
    """With every line of the knowledge base, 36 metastases and a long name, the rule still keeps its word."""
    decision = with_case(everything(vignettes()["V14"]), case_code=code)
    page = set_page(decision, language)
    assert_sound(page)
    assert page.further > 0
    words = words_of(page)
    for line in kept(decision):
        assert squeezed(spaced(line.headline[language])) in words


@SLOW
@given(cases(), st.sampled_from(LANGUAGES))
def test_any_case_is_one_sound_page(case: Case, language: str) -> None:
    """Any valid case fits, and loses nothing that must stay."""
    decision = evaluate(case, base())
    page = set_page(decision, language)
    assert_sound(page)
    words = words_of(page)
    for line in kept(decision):
        assert squeezed(spaced(line.headline[language])) in words


@SLOW
@given(
    st.frozensets(st.sampled_from([line.key for line in base().lines]), min_size=1),
    st.text(min_size=1, max_size=400),
    st.lists(st.text(max_size=400), max_size=30),
    st.sampled_from(LANGUAGES),
)
def test_any_words_and_any_lines_fit(
    keys: frozenset[str], code: str, notes: list[str], language: str
) -> None:
    """Whatever is typed and whichever lines meet, the page holds and the type stays."""
    verdicts = [
        {"key": key, "verdict": "put_aside", "reason": "this_patient", "note": note}
        for key, note in zip(sorted(keys), notes, strict=False)
    ]
    decision = with_case(everything(vignettes()["V14"], keys), case_code=code, extras={"decisions": verdicts})
    assert_sound(set_page(decision, language))


def test_further_lines_are_counted() -> None:
    """The page says how many lines are left to the app."""
    decision = everything(vignettes()["V14"])
    page = set_page(decision, "en")
    assert squeezed(f"{page.further} further lines are in the app") in words_of(page)


def test_a_roomy_page_says_nothing_of_further_lines() -> None:
    """Where everything fits, nothing is said to be missing."""
    page = set_page(vignettes()["V24d"], "zh")
    assert page.further == 0
    assert page.setting.size >= 8
