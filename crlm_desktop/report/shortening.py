"""The written rule of what leaves a page that cannot hold everything, at its smallest type.

The small drawing goes before any line: the layout leaves it out where a line would have to go for it, or
the type to give way by more than one point or below 7.5. Then go lines that only inform; then ungraded
options; then details (doubts from the last one, what waits beyond the first of each kind, tails of lists,
facts that are not always told); then ungraded recommendations; then what must be done but has no grade. If
that does not suffice, lines are run together.
A caution, something to avoid, a contradiction, a graded line and the reason for putting one aside never go.
What went is counted on the page.
"""

from collections.abc import Iterator
from typing import NamedTuple

from crlm_desktop.report.numbering import doubts_of, numbered
from crlm_desktop.report.rows import Content, Cut, Row, Section

_ORDER = (Cut.INFORMATION, Cut.MERGED, Cut.DETAIL, Cut.UNGRADED, Cut.LAST)
_DESPERATE = ("options", "conditional", "facts", "now", "verdicts", "avoid", "warnings")
Place = tuple[str, int]


class Shortened(NamedTuple):
    """A content that may be shorter, and how many lines are left to the app."""

    content: Content
    further: int


def _rows_of(content: Content, cut: Cut) -> Iterator[Place]:
    """Yield the places of the rows of one kind, the last first."""
    places = [
        (section.id, place)
        for section in content.sections
        for place, row in enumerate(section.rows)
        if row.cut is cut
    ]
    return reversed(places)


def steps(content: Content) -> list[Place | None]:
    """Return what goes, in order; None stands for the last doubt that is still told."""
    found: list[Place | None] = []
    for cut in _ORDER:
        if cut is Cut.DETAIL:
            found += [None] * len(doubts_of(content))
        found += _rows_of(content, cut)
    return found


def desperate_steps(content: Content) -> list[Place | None]:
    """Return what goes where even the rule does not suffice: graded options, then the rest, the last first.

    No case that the knowledge base allows needs it; a page that overlaps itself would be worse.
    """
    sections = [section for name in _DESPERATE if (section := content.section(name)) is not None]
    return [
        (section.id, place)
        for section in sections
        for place in reversed(range(len(section.rows)))
        if section.rows[place].cut is Cut.NEVER
    ]


def _kept(section: Section, gone: frozenset[Place]) -> tuple[Row, ...]:
    return tuple(row for place, row in enumerate(section.rows) if (section.id, place) not in gone)


def shortened(content: Content, order: list[Place | None], count: int) -> Shortened:
    """Return the content without its first `count` steps, its doubts numbered."""
    gone = frozenset(place for place in order[:count] if place is not None)
    silent = order[:count].count(None)
    sections = tuple(section._replace(rows=_kept(section, gone)) for section in content.sections)
    left = content._replace(sections=tuple(section for section in sections if section.rows))
    rows = {
        (section.id, place): row for section in content.sections for place, row in enumerate(section.rows)
    }
    told = doubts_of(left)
    limit = min(len(told), max(0, len(doubts_of(content)) - silent))
    further = sum(rows[place].lines for place in gone) + len(told) - limit
    return Shortened(numbered(left, limit), further)
