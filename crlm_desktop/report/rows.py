"""What the page is made of before anyone thinks of type: sections of rows, in reading order."""

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from crlm_desktop.report.signs import Run

Words = tuple[Run, ...]


class Cut(IntEnum):
    """When a row may leave the page for want of room; the order of the written rule, `NEVER` stays."""

    NEVER = 0
    INFORMATION = 1
    MERGED = 2
    DETAIL = 3
    UNGRADED = 4
    LAST = 5


class Row(NamedTuple):
    """One row: a mark, a label before it, words, what stands at the right, and details under it.

    `doubts`: ids of the document's doubts that touch it; `starred`: the section's note concerns it;
    `lines`: for how many lines of the app it stands; `put_aside`: told among what the MDT chose, too.
    """

    words: Words
    mark: str = ""
    label: str = ""
    grade: str = ""
    source: str = ""
    details: tuple[Words, ...] = ()
    cut: Cut = Cut.NEVER
    doubts: tuple[str, ...] = ()
    starred: bool = False
    lines: int = 1
    put_aside: bool = False


class Section(NamedTuple):
    """Rows under one heading; `aside` stands at the heading's right, `note` under the rows."""

    id: str
    title: str
    rows: tuple[Row, ...]
    aside: str = ""
    note: str = ""


class Pair(NamedTuple):
    """A label and its value."""

    label: str
    value: str


class Stop(NamedTuple):
    """One box of the small drawing: a station, or in one box the way of a class that is not gone.

    `state`: lit, conditional, waiting or dim, as in the window; `mark`: the sign at its corner.
    """

    id: str
    title: str
    state: str
    column: int
    row: float
    mark: str = ""
    question: bool = False


class Leg(NamedTuple):
    """The way from one box of the drawing to the next."""

    first: str
    second: str
    state: str


class Way(NamedTuple):
    """Where the patient stands on the way through the consensus, and what the states are called."""

    title: str
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    states: tuple[tuple[str, str], ...]

    @property
    def begun(self) -> bool:
        """Tell whether the patient stands anywhere on it: a way of which nothing applies is no picture."""
        return any(stop.state != "dim" for stop in self.stops)


class Content(NamedTuple):
    """Everything that one page says."""

    language: str
    title: str
    edition: str
    identity: tuple[Pair, ...]
    sentence: Words
    sections: tuple[Section, ...]
    signatures: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    legend: str
    purpose: str
    imprint: str
    further: str
    doubt_texts: Mapping[str, str]
    doubts_title: str
    way: Way

    def section(self, name: str) -> Section | None:
        """Return a section by its id; None where it has no rows."""
        return next((section for section in self.sections if section.id == name), None)
