"""The clocks that run for the patient, with their dates."""

from collections.abc import Iterator

from crlm_desktop.engine.clocks import Clock, Entry, clocks
from crlm_desktop.report.apparatus import Apparatus
from crlm_desktop.report.rows import Row, Section
from crlm_desktop.report.signs import BOLD, GREY, Run

_NEXT = 2


def _window(apparatus: Apparatus, entry: Entry) -> str:
    first, last = entry.first.isoformat(), entry.last.isoformat()
    dates = first if first == last else apparatus.say("clock.window", first=first, last=last)
    past = entry.status(apparatus.decision.case.visit_date) == "past"
    return dates + apparatus.say("clock.past") if past else dates


def _coming(apparatus: Apparatus, clock: Clock) -> list[Entry]:
    """Return the next entries from the visit on; the last one where all are past."""
    day = apparatus.decision.case.visit_date
    ahead = [entry for entry in clock.entries if entry.status(day) != "past"]
    return ahead[:_NEXT] or list(clock.entries[-1:])


def _row(apparatus: Apparatus, clock: Clock) -> Row:
    label = Run(apparatus.say(f"clock.{clock.key}") + apparatus.say("colon"), BOLD)
    if not clock.entries:
        facts = apparatus.say("list").join(apparatus.label(fact) for fact in clock.missing)
        return Row((label, Run(apparatus.say("clock.needs", facts=facts), GREY)), mark="wait")
    dates = apparatus.say("stop").join(_window(apparatus, entry) for entry in _coming(apparatus, clock))
    counted = apparatus.say("clock.from_visit") if clock.estimated else ""
    return Row((label, Run(dates), Run(counted, GREY)), mark="clock")


def _rows(apparatus: Apparatus) -> Iterator[Row]:
    for clock in clocks(apparatus.decision):
        yield _row(apparatus, clock)


def clocks_section(apparatus: Apparatus) -> Section:
    """Return the running clocks, those without a date with what they need."""
    return Section("clocks", apparatus.say("section.clocks"), tuple(_rows(apparatus)))
