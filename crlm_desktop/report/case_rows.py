"""The patient on the page: the facts that mattered with their states, the score with its parts."""

from collections.abc import Iterator

from crlm_desktop.domain.case import SEGMENTS, Lesion
from crlm_desktop.domain.values import Absence
from crlm_desktop.domain.wording import span_words, tidy
from crlm_desktop.engine.possible import CRS_PARTS
from crlm_desktop.report.apparatus import Apparatus
from crlm_desktop.report.rows import Cut, Row, Section
from crlm_desktop.report.signs import BOLD, GREY, Run
from crlm_desktop.texts import say

ALWAYS = (
    "age_years",
    "ecog_ps",
    "primary_location",
    "primary_in_situ",
    "primary_resected",
    "liver_met_timing",
    "liver_met_count",
    "liver_met_max_diameter_cm",
    "extrahepatic_mets_present",
    "extrahepatic_sites",
    "cea_ug_l",
    "kras_status",
    "kras_variant",
    "nras_status",
    "ras_status",
    "braf_status",
    "her2_status",
    "msi_status",
    "mmr_status",
    "response_recist",
    "treatment_goal",
)
ELSEWHERE = frozenset({"crlm_diagnosed", "care_phase", "mdt_ned_class"})
_REASONS = (Absence.PENDING, Absence.NOT_DONE, Absence.NOT_OBTAINABLE)


def _wanted(apparatus: Apparatus) -> set[str]:
    decision = apparatus.decision
    lines = [line for line in decision.advice if not line.done]
    reasons = {fact for line in lines for fact in line.because}
    warned = {fact for warning in decision.warnings for fact in warning.facts}
    return (reasons | warned | set(ALWAYS)) - ELSEWHERE


def _known(apparatus: Apparatus) -> Iterator[tuple[str, Row]]:
    """Yield each fact that mattered and is known, as a row."""
    wanted = _wanted(apparatus)
    for fact in apparatus.knowledge.facts.vocabulary:
        value = apparatus.value(fact) if fact in wanted else None
        if value is None or (fact == "primary_resected" and "primary_in_situ" in apparatus.decision.facts):
            continue
        entered = fact in apparatus.decision.facts
        origin = "" if entered else apparatus.say("follows")
        cut = Cut.NEVER if fact in ALWAYS else Cut.DETAIL
        yield fact, Row((Run(value, BOLD), Run(origin, GREY)), label=apparatus.label(fact), cut=cut, lines=0)


def _answer_rows(apparatus: Apparatus, answered: list[str]) -> Iterator[Row]:
    """Yield one row for all that was answered yes, one for all that was answered no."""
    yes = say(apparatus.language, "report.yes")
    for answer in ("yes", "no"):
        facts = [fact for fact in answered if (apparatus.value(fact) == yes) == (answer == "yes")]
        if facts:
            names = apparatus.say("stop").join(_named(apparatus, fact) for fact in facts)
            yield Row((Run(names),), label=apparatus.say(f"answer.{answer}"), mark=answer, cut=Cut.DETAIL)


def _named(apparatus: Apparatus, fact: str) -> str:
    entered = fact in apparatus.decision.facts
    return apparatus.label(fact) + ("" if entered else apparatus.say("follows"))


def _absence_rows(apparatus: Apparatus) -> Iterator[Row]:
    """Yield one row per reason: everything pending, everything not done, everything not obtainable."""
    absent = apparatus.decision.case.absent
    for reason in _REASONS:
        facts = [fact for fact in apparatus.knowledge.facts.vocabulary if absent.get(fact) is reason]
        if facts:
            names = apparatus.say("stop").join(apparatus.label(fact) for fact in facts)
            yield Row((Run(names),), label=apparatus.reason(reason), mark=reason.value)


def _lesion_texts(lesions: tuple[Lesion, ...]) -> Iterator[str]:
    """Yield each segment with the sizes of its metastases, an unmeasured one as a question mark."""
    for segment in SEGMENTS:
        sizes = [lesion.diameter_cm for lesion in lesions if lesion.segment == segment]
        if sizes:
            told = ", ".join("?" if size is None else tidy(size) for size in sizes)
            yield f"{segment}\u00a0{told}"


def _lesion_rows(apparatus: Apparatus) -> Iterator[Row]:
    lesions = apparatus.decision.case.lesions
    if lesions:
        text = "; ".join(_lesion_texts(lesions))
        yield Row((Run(text),), label=apparatus.say("lesions"), mark="wide")


def facts_section(apparatus: Apparatus) -> Section:
    """Return the facts behind the printed lines, what is absent and why, and the lesions."""
    known = list(_known(apparatus))
    vocabulary = apparatus.knowledge.facts.vocabulary
    answered = [fact for fact, _ in known if vocabulary[fact].type == "bool"]
    valued = [row for fact, row in known if vocabulary[fact].type != "bool"]
    lists = (_lesion_rows(apparatus), _answer_rows(apparatus, answered), _absence_rows(apparatus))
    rows = (*valued, *(row for rows in lists for row in rows))
    return Section("facts", apparatus.say("section.facts"), rows)


def score_text(apparatus: Apparatus) -> str:
    """Return the clinical risk score with its interval, such as `3–4`; empty where nothing is known of it."""
    low, high = apparatus.decision.derived.get("crs_min"), apparatus.decision.derived.get("crs_max")
    if low is None or high is None or (low, high) == (0, len(CRS_PARTS)):
        return ""
    return span_words(str(low), str(high), apparatus.language)


def score_section(apparatus: Apparatus) -> Section:
    """Return the five components of the clinical risk score, each met, not met or open."""
    score = score_text(apparatus)
    if not score:
        return Section("score", "", ())
    marks = {True: "met", False: "unmet", None: "open"}
    states = [marks[part] for part in apparatus.decision.score_parts]
    rows = tuple(
        Row((Run(apparatus.say(f"score.{name}")),), mark=state, source=apparatus.say(f"score.{state}"))
        for name, state in zip(CRS_PARTS, states, strict=True)
    )
    return Section("score", apparatus.say("section.score", score=score), rows)
