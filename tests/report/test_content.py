from crlm_desktop.domain.case import Case, Lesion
from crlm_desktop.domain.values import Absence, Bound, FactValue, OneOf
from crlm_desktop.engine.decision import Decision
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.report.content import Options, content
from crlm_desktop.report.rows import Content, Row
from crlm_desktop.texts import words
from tests.report.pages import MADE, vignettes, with_case
from tests.support import VISIT, base

OPTIONS = Options(made_on=MADE)


def told(decision: Decision, language: str = "en") -> Content:
    """Return what the page of a decision says."""
    return content(decision, base(), language, OPTIONS)


def plain(row: Row) -> str:
    """Return the words of a row."""
    return (row.label + ": " if row.label else "") + "".join(run.text for run in row.words).replace(
        "\u00a0", " "
    )


def rows(found: Content, section: str) -> list[str]:
    """Return the rows of a section as words."""
    there = found.section(section)
    return [plain(row) for row in there.rows] if there else []


FACTS: dict[str, FactValue] = {
    "crlm_diagnosed": True,
    "care_phase": "workup",
    "liver_met_count": Bound(at_least=3),
    "liver_met_max_diameter_cm": Bound(1.5, 2),
    "clinical_t_stage": OneOf(("T3", "T4")),
    "primary_in_situ": True,
    "cea_ug_l": 417,
}
OPEN = Case("C", VISIT, FACTS, {"kras_status": Absence.PENDING, "flr_pct": Absence.NOT_DONE})


def test_values_bounds_and_absences_print_as_such() -> None:
    """Three or more is not three; pending is not unknown."""
    found = rows(told(evaluate(OPEN, base())), "facts")
    assert "Number of liver metastases: ≥ 3 lesions" in found
    assert "Diameter of the largest liver metastasis: 1.5–2 cm" in found
    assert "Pending: KRAS" in found
    assert any(row.startswith("Not done: FLR") for row in found)


def test_the_score_prints_with_its_interval_and_parts() -> None:
    """Minimum and maximum, and which component is open."""
    section = told(evaluate(OPEN, base())).section("score")
    assert section is not None
    assert "2–4 of 5" in section.title
    assert [row.mark for row in section.rows] == ["open", "open", "met", "unmet", "met"]


def test_lesions_print_by_segment() -> None:
    """Every measured metastasis is there, an unmeasured one too."""
    lesions = (Lesion("S6", 1.2), Lesion("S5", 2.8), Lesion("S6"))
    found = rows(told(evaluate(Case("C", VISIT, FACTS, lesions=lesions), base())), "facts")
    assert "Lesions (cm): S5 2.8; S6 1.2, ?" in found


def test_no_antibody_is_named_while_ras_is_open() -> None:
    """Waiting lines name no drug that may turn out closed."""
    for language in ("zh", "en"):
        found = told(evaluate(OPEN, base()), language)
        text = "".join(plain(row) for section in found.sections for row in section.rows)
        assert "EGFR" not in text
        assert "etuximab" not in text


def test_what_waits_is_ranked_and_parted() -> None:
    """Tests apart from judgements; what is pending says so."""
    found = told(evaluate(OPEN, base()))
    assert any("KRAS (pending)" in row for row in rows(found, "wait_test")[:3])
    assert rows(found, "wait_team")[0].startswith("NED class given by the MDT")


def test_verdicts_print_with_reason_and_note() -> None:
    """Put aside and why; plain acceptance is ticked in place."""
    decision = vignettes()["V14"]
    first, second = decision.advice[0].key, decision.advice[1].key
    decisions = [
        {"key": first, "verdict": "put_aside", "reason": "patient_choice", "note": "wishes no surgery"},
        {"key": second, "verdict": "accepted"},
    ]
    found = told(with_case(decision, extras={"decisions": decisions, "team": ["radiology"]}))
    verdicts = rows(found, "verdicts")
    assert verdicts[0].startswith("Put aside ")
    assert verdicts[0].endswith("patient's choice: wishes no surgery")
    assert verdicts[1] == "Accepted, ticked ✓ above: 1"
    assert any("✓" in row for section in found.sections for row in map(plain, section.rows))
    assert found.identity[-1].value == "radiology"


def test_sources_and_grades_stand_beside_each_line() -> None:
    """Statement with section, grade with class, as printed."""
    section = told(vignettes()["V14"]).section("now")
    assert section is not None
    first = section.rows[0]
    assert (first.grade.replace("\u00a0", " "), first.source.replace("\u00a0", " ")) == ("I 1A", "C1 §2")


def test_both_catalogues_have_the_same_keys_and_places() -> None:
    """No text of the report is missing in a language."""
    own = [{key for key in words(language) if key.startswith("report.")} for language in ("zh", "en")]
    assert own[0] == own[1]
