"""The clocks as an .ics file (RFC 5545): all-day events that Outlook and phones import."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from crlm_desktop.domain.case import Case
from crlm_desktop.engine.clocks import Clock, Entry
from crlm_desktop.engine.decision import Decision
from crlm_desktop.flow.draft import NO_CODES
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say

PRODUCT = "-//crlm-desktop//clocks//EN"
_ISSUER = "crlm-desktop"


def calendar_file(
    clocks: tuple[Clock, ...],
    decision: Decision,
    knowledge: Knowledge,
    language: str,
    *,
    with_code: bool = False,
) -> bytes:
    """Return the file; without `with_code` nothing in it names the case.

    The same clock of the same case keeps its UID, so that a later file moves events instead of doubling them;
    a case without a code is the same only while nothing in it changes.
    Dates that lie before the visit are left out.
    """
    from icalendar import Calendar

    calendar = Calendar()
    for name, value in (
        ("prodid", PRODUCT),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
    ):
        calendar.add(name, value)
    for clock in clocks:
        for event in _events(clock, decision, knowledge, language, with_code=with_code):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(
    clock: Clock, decision: Decision, knowledge: Knowledge, language: str, *, with_code: bool
) -> Iterator[Any]:
    from icalendar import Event

    visit, secret = decision.case.visit_date, _identity(decision.case)
    code = decision.case.case_code if with_code else None
    stamp = datetime.combine(visit, time(), UTC)
    for place, entry in enumerate(clock.entries):
        if entry.last < visit:
            continue
        event = Event()
        event.add("uid", f"{_uid(secret, clock, place)}@{_ISSUER}")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.first)
        event.add("dtend", entry.last + timedelta(days=1))
        event.add("summary", _title(clock, entry, language, code))
        event.add("description", description(clock, entry, knowledge, language))
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        yield event


def _identity(case: Case) -> str:
    """Return what tells this case from every other: its code, else all that it holds."""
    if case.case_code not in NO_CODES:
        return case.case_code
    return sha256(json.dumps(case.as_json(), sort_keys=True).encode()).hexdigest()


def _uid(secret: str, clock: Clock, place: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"{_ISSUER}/{secret}/{clock.key}/{place}"))


def _title(clock: Clock, entry: Entry, language: str, code: str | None) -> str:
    words = entry_words(clock, entry, language)
    return words if code is None else f"{code} · {words}"


def entry_words(clock: Clock, entry: Entry, language: str) -> str:
    """Return what one entry is for; a clock that counts in months says which month."""
    words = say(language, f"pictures.clock.{clock.key}")
    if entry.months is None:
        return words
    first, last = entry.months
    span = str(first) if first == last else f"{first}–{last}"
    return say(language, "pictures.clock.month", clock=words, months=span)


def description(clock: Clock, entry: Entry, knowledge: Knowledge, language: str) -> str:
    """Return the source of an entry, and that it is an estimate where it is one."""
    sources = dict.fromkeys(source(item, knowledge, language) for item in entry.items)
    words = [say(language, "pictures.clock.source", sources=say(language, "pictures.and").join(sources))]
    if clock.estimated:
        words.append(say(language, "pictures.clock.estimated"))
    words.append(say(language, "pictures.clock.team_decides"))
    return "\n".join(words)


def source(item: str, knowledge: Knowledge, language: str) -> str:
    """Return where an item stands: its statement, else its section."""
    found = knowledge.item_by_id[item]
    if found.statement is not None:
        return say(language, "pictures.clock.statement", number=found.statement)
    return say(language, "pictures.clock.section", section=found.section)
