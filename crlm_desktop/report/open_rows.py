"""What is open: what waits and for which fact, what contradicts, what the document leaves unsaid."""

from collections.abc import Iterator

from crlm_desktop.engine.decision import Missing, Waiting
from crlm_desktop.report.apparatus import Apparatus
from crlm_desktop.report.breaking import BOLD, GREY, Run
from crlm_desktop.report.fonts import printable
from crlm_desktop.report.rows import Cut, Row, Section

RANKED = {"test": 6, "team": 5, "history": 3}
_NAMED_LINES = 3
_ANTI_EGFR = ("EGFR", "cetuximab", "panitumumab", "西妥昔", "帕尼单抗")


def _topics(apparatus: Apparatus, waiting: list[Waiting]) -> Iterator[str]:
    """Yield what waits, shortly: the statements by their topics, then other lines that name no closed drug."""
    topics = {entry["statement"]: entry["topic"] for entry in apparatus.knowledge.statements["statements"]}
    items = [apparatus.knowledge.item_by_id[item] for line in waiting for item in line.items]
    for number in dict.fromkeys(item.statement for item in items if item.statement is not None):
        yield f"{apparatus.own(topics[number])}\u00a0(C{number})"
    for line in waiting:
        headline = apparatus.own(line.headline)
        if not any(name in headline for name in _ANTI_EGFR):
            yield headline


def _waiting_row(apparatus: Apparatus, entry: Missing) -> Row:
    waiting = [line for line in apparatus.decision.waiting if entry.fact in line.missing]
    graded = any(apparatus.knowledge.item_by_id[item].statement for line in waiting for item in line.items)
    named = list(dict.fromkeys(_topics(apparatus, waiting)))[: _NAMED_LINES if graded else 1]
    absence = apparatus.absence(entry.fact)
    lead = [Run(apparatus.label(entry.fact), BOLD)]
    if absence:
        lead.append(Run(apparatus.say("in_brackets", text=absence)))
    text = apparatus.say("list").join(named)
    tail = Run(apparatus.say("settles", lines=text, count=entry.lines), GREY)
    return Row((*lead, tail), mark="wait")


def _waiting_section(apparatus: Apparatus, answered_by: str) -> Section:
    entries = [entry for entry in apparatus.decision.missing if entry.answered_by == answered_by]
    shown = RANKED[answered_by]
    rows = [_waiting_row(apparatus, entry) for entry in entries[:shown]]
    if len(entries) > shown:
        rest = apparatus.say("more_facts", count=len(entries) - shown)
        rows.append(Row((Run(rest, GREY),), cut=Cut.DETAIL))
    return Section(f"wait_{answered_by}", apparatus.say(f"section.wait_{answered_by}"), tuple(rows))


def waiting_sections(apparatus: Apparatus) -> Iterator[Section]:
    """Yield what waits for tests, for the team's judgement, for history and plans."""
    for answered_by in RANKED:
        yield _waiting_section(apparatus, answered_by)


def warnings_section(apparatus: Apparatus) -> Section:
    """Return the contradictions and exact cut-offs in what was entered."""
    found = apparatus.decision.warnings
    rows = tuple(Row((Run(apparatus.own(warning.text)),), mark="caution") for warning in found)
    return Section("warnings", apparatus.say("section.warnings"), rows)


def doubts_section(apparatus: Apparatus) -> Section:
    """Return the doubts of the document that touch a printed line, as its raised numbers count them."""
    known = {doubt.id: doubt for doubt in apparatus.knowledge.doubts}
    rows = tuple(
        Row((Run(f"{number}\u2002", BOLD), Run(apparatus.own(known[name].short))), cut=Cut.DETAIL)
        for name, number in apparatus.doubts.items()
        if name in known
    )
    return Section("doubts", apparatus.say("section.doubts"), rows)


def silences_section(apparatus: Apparatus) -> Section:
    """Return the questions on which the consensus says nothing for this patient."""
    texts = {silence.key: silence.text for silence in apparatus.knowledge.silences}
    rows = tuple(
        Row((Run(apparatus.own(texts[key])),), mark="silent")
        for key in apparatus.decision.silent
        if key in texts
    )
    return Section("silent", apparatus.say("section.silent"), rows)


def _verdict_row(apparatus: Apparatus, entry: dict[str, object]) -> Row:
    line = apparatus.knowledge.line_by_key.get(str(entry.get("key")))
    headline = apparatus.own(line.headline) if line is not None else printable(str(entry.get("key", "")))
    verdict, reason = str(entry.get("verdict", "")), str(entry.get("reason") or "")
    why = [apparatus.named("reason", reason)] if reason else []
    note = printable(str(entry.get("note") or "")).strip()
    text = apparatus.say("because").join([headline, apparatus.say("colon").join([*why, *([note] if note else [])])])
    lead = Run(apparatus.named("verdict", verdict) + " ", BOLD)
    return Row((lead, Run(text if why or note else headline)), mark=verdict)


def verdicts_section(apparatus: Apparatus) -> Section:
    """Return what the team accepted, put aside or replaced, and why."""
    rows = tuple(_verdict_row(apparatus, entry) for entry in apparatus.verdicts)
    return Section("verdicts", apparatus.say("section.verdicts"), rows)
