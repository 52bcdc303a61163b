"""What one page says, from a decision: pure, without any layout."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crlm_desktop import __version__
from crlm_desktop.engine.decision import Decision
from crlm_desktop.knowledge.base import Knowledge, certificate
from crlm_desktop.report.advice_rows import advice_sections, conditional_section, done_section
from crlm_desktop.report.apparatus import Apparatus
from crlm_desktop.report.case_rows import facts_section, score_section
from crlm_desktop.report.clock_rows import clocks_section
from crlm_desktop.report.fonts import printable
from crlm_desktop.report.open_rows import (
    silences_section,
    verdicts_section,
    waiting_sections,
    warnings_section,
)
from crlm_desktop.report.rows import Content, Pair, Section
from crlm_desktop.report.sentence import sentence
from crlm_desktop.report.signs import Run, spaced
from crlm_desktop.report.way import way

HASH_DIGITS = 12
_TEAM_NAME = 40
_LEGEND = ("must", "do", "may", "caution", "avoid", "if")


class Options(NamedTuple):
    """Choices for one export: the day it is made, what identifies, and what the file carries."""

    made_on: date | None = None
    with_code: bool = True
    with_note: bool = False
    with_case: bool = True
    with_qr: bool = True
    password: str | None = None


def _identity(apparatus: Apparatus, options: Options) -> Iterator[Pair]:
    case = apparatus.decision.case
    code = spaced(printable(case.case_code)) if options.with_code else apparatus.say("withheld")
    yield Pair(apparatus.say("identity.code"), code)
    yield Pair(apparatus.say("identity.visit"), case.visit_date.isoformat())
    unknown = apparatus.say("unknown")
    yield Pair(apparatus.say("identity.phase"), apparatus.value("care_phase") or unknown)
    yield Pair(apparatus.say("identity.ned"), apparatus.value("mdt_ned_class") or apparatus.say("not_yet"))
    yield Pair(apparatus.say("identity.team"), _team(apparatus) or apparatus.say("team_blank"))


def _team(apparatus: Apparatus) -> str:
    team = apparatus.decision.case.extras.get("team")
    names = [str(name) for name in team] if isinstance(team, list | tuple) else []
    return apparatus.say("list").join(printable(apparatus.named("team", name[:_TEAM_NAME])) for name in names)


def _sections(apparatus: Apparatus) -> Iterator[Section]:
    """Yield the sections in reading order; the doubts are added when it is clear what prints."""
    yield warnings_section(apparatus)
    yield facts_section(apparatus)
    yield score_section(apparatus)
    yield from advice_sections(apparatus)
    yield conditional_section(apparatus)
    yield done_section(apparatus)
    yield verdicts_section(apparatus)
    yield from waiting_sections(apparatus)
    yield clocks_section(apparatus)
    yield silences_section(apparatus)


def _proof(apparatus: Apparatus) -> str:
    """Return what was proved of this very knowledge; where the certificate is of another, that."""
    try:
        proved = certificate()
    except (OSError, ValueError, KeyError):
        return apparatus.say("proof.none")
    if proved.sha256 != apparatus.knowledge.sha256:
        return apparatus.say("proof.other", hash=proved.sha256[:HASH_DIGITS])
    return apparatus.say("proof.own", count=proved.statements)


def _imprint(apparatus: Apparatus, options: Options) -> str:
    knowledge = apparatus.knowledge
    return apparatus.say(
        "imprint",
        id=knowledge.id,
        version=knowledge.version,
        hash=knowledge.sha256[:HASH_DIGITS],
        proof=_proof(apparatus),
        app=__version__,
        made=(options.made_on or date.today()).isoformat(),
    )


def content(decision: Decision, knowledge: Knowledge, language: str, options: Options) -> Content:
    """Return everything that the page of one case says."""
    apparatus = Apparatus(decision, knowledge, language)
    sections = tuple(section for section in _sections(apparatus) if section.rows)
    note = decision.case.note if options.with_note else None
    spoken = sentence(decision, knowledge, language) + (f" {printable(note)}" if note else "")
    return Content(
        language=language,
        title=apparatus.say("title"),
        edition=apparatus.own(knowledge.edition["title"]),
        identity=tuple(_identity(apparatus, options)),
        sentence=(Run(spoken),),
        sections=sections,
        signatures=tuple(apparatus.say(f"signature.{name}") for name in ("chair", "clinician", "date")),
        marks=tuple((kind, apparatus.say(f"mark.{kind}")) for kind in _LEGEND),
        legend=apparatus.say("legend"),
        purpose=apparatus.say("purpose"),
        imprint=_imprint(apparatus, options),
        further=apparatus.say("further", count="{count}"),
        doubt_texts={doubt.id: apparatus.own(doubt.short) for doubt in knowledge.doubts},
        doubts_title=apparatus.say("section.doubts"),
        way=way(apparatus),
    )
