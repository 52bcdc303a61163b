"""The one sentence that a clinician could dictate: who the patient is, what comes first, what is open."""

import re
from collections.abc import Iterator

from crlm_desktop.engine.decision import Advice, Decision
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.report.apparatus import Apparatus
from crlm_desktop.report.case_rows import score_text

_TREATMENT = frozenset(
    {
        "neoadjuvant",
        "conversion",
        "surgery",
        "radiotherapy",
        "adjuvant",
        "palliative_systemic",
        "palliative_surgery",
    }
)
_LATER = frozenset({"follow_up"})
_LEADING, _OPEN = 2, 3
_STATES = {"primary_in_situ": "in_situ", "primary_resected": "resected"}


def _patient(apparatus: Apparatus) -> Iterator[str]:
    """Yield what is known of the patient, in the order of a presentation."""
    facts = apparatus.decision.facts
    age, site, timing = (
        apparatus.value(name) for name in ("age_years", "primary_location", "liver_met_timing")
    )
    if age:
        yield apparatus.say(
            "sentence.age", age=facts["age_years"] if isinstance(facts["age_years"], int) else age
        )
    if site:
        yield apparatus.say(f"sentence.primary.{_primary_state(apparatus)}", site=site.lower())
    yield from _metastases(apparatus, timing)
    if facts.get("extrahepatic_mets_present") is not None:
        yield apparatus.say(f"sentence.extrahepatic.{str(facts['extrahepatic_mets_present']).lower()}")
    if score_text(apparatus):
        yield apparatus.say("sentence.score", score=score_text(apparatus))


def _primary_state(apparatus: Apparatus) -> str:
    """Return whether the primary is in place; open where nobody said or both were said."""
    said = {state for fact, state in _STATES.items() if apparatus.decision.facts.get(fact) is True}
    return said.pop() if len(said) == 1 else "open"


def _metastases(apparatus: Apparatus, timing: str | None) -> Iterator[str]:
    count, size = (apparatus.value(name) for name in ("liver_met_count", "liver_met_max_diameter_cm"))
    lead = (
        apparatus.say("sentence.metastases_timed", timing=timing.lower())
        if timing
        else apparatus.say("sentence.metastases")
    )
    parts = [lead if not count else apparatus.say("sentence.counted", what=lead, count=count)]
    if size:
        parts.append(apparatus.say("sentence.largest", size=size))
    if timing or count or size:
        yield apparatus.say("comma").join(parts)


def leading_lines(decision: Decision) -> list[Advice]:
    """Return the few lines that come first: urgent ones, graded treatment, follow-up, else the work-up."""
    asked = [line for line in decision.advice if line.state == "applies" and not line.done]
    asked = [line for line in asked if line.urgent or line.strength in {"mandatory", "recommend"}]
    urgent = [line for line in asked if line.urgent]
    graded = [line for line in asked if line.grade is not None and line.phase != "governance"]
    treatment = [line for line in graded if line.phase in _TREATMENT]
    later = [line for line in graded if line.phase in _LATER]
    chosen = treatment or later or graded or asked
    return [*urgent, *(line for line in chosen if not line.urgent)][:_LEADING]


def _within(text: str, apparatus: Apparatus) -> str:
    """Return a text as it stands within a sentence: no capital but that of an abbreviation or a name."""
    if text.startswith(tuple(apparatus.say("sentence.names").split("|"))):
        return text
    return re.sub(r"^(?:A(?=\s)|[A-Z](?=[a-z]))", lambda found: found[0].lower(), text)


def sentence(decision: Decision, knowledge: Knowledge, language: str) -> str:
    """Return the sentence to dictate."""
    apparatus = Apparatus(decision, knowledge, language)
    parts = [apparatus.say("comma").join(_patient(apparatus))]
    ned = apparatus.value("mdt_ned_class")
    if ned:
        parts.append(apparatus.say("sentence.ned", value=ned))
    lines = [line for line in leading_lines(decision) if line.key not in apparatus.put_aside]
    if lines:
        texts = [_within(apparatus.own(line.headline), apparatus) for line in lines]
        parts.append(apparatus.say("sentence.now", lines=apparatus.say("sentence.also").join(texts)))
    open_facts = [_within(apparatus.label(entry.fact), apparatus) for entry in decision.missing[:_OPEN]]
    if open_facts:
        parts.append(apparatus.say("sentence.open", facts=apparatus.say("list").join(open_facts)))
    text = apparatus.say("sentence.glue").join(part for part in parts if part)
    return text[:1].upper() + text[1:] + apparatus.say("sentence.end")
