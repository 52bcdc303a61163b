"""What is open: what waits and for which fact, what contradicts, what the document leaves unsaid."""

import itertools
from collections.abc import Iterator, Mapping

from crlm_desktop.engine.decision import Missing, Waiting
from crlm_desktop.report.apparatus import Apparatus
from crlm_desktop.report.fonts import printable
from crlm_desktop.report.rows import Cut, Row, Section
from crlm_desktop.report.signs import BOLD, GREY, Run, spaced

RANKED = {"test": 6, "team": 4, "history": 2}
_MANY, _MOST, _FEW = 20, 7, 3
_SEVERAL, _NAMED = 3, 4
_NOTES, _SHORTEST_NOTE = 600, 24
_ANTI_EGFR = ("EGFR", "cetuximab", "panitumumab", "西妥昔", "帕尼单抗")


def _topics(apparatus: Apparatus, waiting: list[Waiting]) -> Iterator[str]:
    """Yield what waits, shortly: statements by their topics, else a line that names no closed drug."""
    topics = {entry["statement"]: entry["topic"] for entry in apparatus.knowledge.statements["statements"]}
    items = [apparatus.knowledge.item_by_id[item] for line in waiting for item in line.items]
    numbers = list(dict.fromkeys(item.statement for item in items if item.statement is not None))
    for number in numbers:
        yield f"{apparatus.own(topics[number])}\u00a0(C{number})"
    headlines = (apparatus.own(line.headline) for line in waiting)
    open_ones = (text for text in headlines if not any(name in text for name in _ANTI_EGFR))
    yield from itertools.islice(open_ones, 0 if numbers else 1)


def _fact(apparatus: Apparatus, entry: Missing) -> str:
    """Return the label of a fact with why it is unknown."""
    absence = apparatus.absence(entry.fact)
    label = apparatus.label(entry.fact)
    return label + apparatus.say("in_brackets", text=absence.lower()) if absence else label


def _waiting_row(apparatus: Apparatus, entries: list[Missing], topics: tuple[str, ...]) -> Row:
    lead = apparatus.say("list").join(_fact(apparatus, entry) for entry in entries)
    count = max(entry.lines for entry in entries)
    text = apparatus.say(
        "settles" if count > 1 else "settles_one", lines=apparatus.say("stop").join(topics), count=count
    )
    return Row((Run(lead, BOLD), Run(text, GREY)), mark="wait", lines=len(entries))


def _topics_of(apparatus: Apparatus, entry: Missing) -> tuple[str, ...]:
    waiting = [line for line in apparatus.decision.waiting if entry.fact in line.missing]
    limit = _MOST if entry.lines > _MANY else _FEW
    return tuple(dict.fromkeys(_topics(apparatus, waiting)))[:limit]


def _weighs(apparatus: Apparatus, entry: Missing) -> bool:
    """Tell whether a fact is worth a row: it settles a graded line or several, or is on its way."""
    graded = any(apparatus.knowledge.item_by_id[item].grade for item in entry.settles)
    return graded or entry.lines >= _SEVERAL or bool(apparatus.absence(entry.fact))


def _rest_row(apparatus: Apparatus, entries: list[Missing]) -> Iterator[Row]:
    """Yield the facts that weigh less by their names, the last of them by their number."""
    names = [_fact(apparatus, entry) for entry in entries[:_NAMED]]
    if len(entries) > _NAMED:
        names.append(apparatus.say("more_facts", count=len(entries) - _NAMED))
    if names:
        text = apparatus.say("also", facts=apparatus.say("stop").join(names))
        yield Row((Run(text, GREY),), cut=Cut.DETAIL, lines=0)


def _waiting_section(apparatus: Apparatus, answered_by: str) -> Section:
    """Return the facts that settle most, those that settle the same in one row."""
    entries = [entry for entry in apparatus.decision.missing if entry.answered_by == answered_by]
    ranked = [entry for entry in entries if _weighs(apparatus, entry)][: RANKED[answered_by]]
    together: dict[tuple[str, ...], list[Missing]] = {}
    for entry in ranked:
        together.setdefault(_topics_of(apparatus, entry), []).append(entry)
    rows = [_waiting_row(apparatus, same, topics) for topics, same in together.items()]
    rows = [row._replace(cut=Cut.DETAIL if place else Cut.LAST) for place, row in enumerate(rows)]
    rows += _rest_row(apparatus, [entry for entry in entries if entry not in ranked])
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


def silences_section(apparatus: Apparatus) -> Section:
    """Return the questions on which the consensus says nothing for this patient."""
    texts = {silence.key: silence.text for silence in apparatus.knowledge.silences}
    rows = tuple(
        Row((Run(apparatus.own(texts[key])),), mark="silent", cut=Cut.DETAIL)
        for key in apparatus.decision.silent
        if key in texts
    )
    return Section("silent", apparatus.say("section.silent"), rows)


def _shortened(text: str, limit: int) -> str:
    """Return typed text at most so long, saying so where it was longer."""
    return text if len(text) <= limit else text[:limit].rstrip() + "…"


def _verdict_row(apparatus: Apparatus, entry: Mapping[str, object], limit: int) -> Row:
    line = apparatus.knowledge.line_by_key.get(str(entry.get("key")))
    headline = apparatus.own(line.headline) if line is not None else printable(str(entry.get("key", "")))
    verdict, reason = str(entry.get("verdict", "")), str(entry.get("reason") or "")
    note = spaced(printable(_shortened(str(entry.get("note") or "").strip(), limit)))
    why = [part for part in (apparatus.named("reason", reason) if reason else "", note) if part]
    lead = Run(apparatus.named("verdict", verdict) + " ", BOLD)
    told = apparatus.say("because").join([headline, apparatus.say("colon").join(why)]) if why else headline
    return Row((lead, Run(told)), mark=verdict)


def _plainly_accepted(entry: Mapping[str, object]) -> bool:
    return entry.get("verdict") == "accepted" and not entry.get("reason") and not entry.get("note")


def verdicts_section(apparatus: Apparatus) -> Section:
    """Return what the team put aside or replaced, or accepted for a reason; the rest is ticked in place."""
    plain = sum(_plainly_accepted(entry) for entry in apparatus.verdicts)
    told = [entry for entry in apparatus.verdicts if not _plainly_accepted(entry)]
    limit = max(_SHORTEST_NOTE, _NOTES // max(1, len(told)))
    rows = [_verdict_row(apparatus, entry, limit) for entry in told]
    if plain:
        rows.append(Row((Run(apparatus.say("accepted", count=plain)),), mark="accepted"))
    return Section("verdicts", apparatus.say("section.verdicts"), tuple(rows))
