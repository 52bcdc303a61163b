"""How the page is set, and the small blocks that all its parts share."""

from typing import NamedTuple

from crlm_desktop.report.blocks import ASCENT, NOTHING, Block, Mark, Rule, paragraph
from crlm_desktop.report.breaking import last_line_width, measure
from crlm_desktop.report.rows import Row, Section, Words
from crlm_desktop.report.signs import BOLD, GREY, Run

WIDTH = 523.0
SMALLEST = 7.0
GUTTER = 16.0
QR_SIZE = 50.0
HAIRLINE, SOFT = 0.35, 0.72
STRONG = frozenset({"now", "avoid"})


class Setting(NamedTuple):
    """How the page is set: size of type, leading, space between rows, how much is told, the drawing too."""

    size: float
    narrow: bool = False
    run_on: bool = False
    dense: bool = False
    details: int = 0
    drawn: bool = False
    air: float = 0.0

    @property
    def small(self) -> float:
        """Size of what stands beside or under the main words."""
        return max(SMALLEST, self.size - 1.0)

    @property
    def leading(self) -> float:
        """Distance of baselines."""
        return self.size * (1.3 if self.size < 8 else 1.36) + self.air * 0.5  # noqa: PLR2004

    @property
    def small_leading(self) -> float:
        """Distance of baselines in small type."""
        return self.small * 1.3 + self.air * 0.3

    @property
    def row_gap(self) -> float:
        """Space between rows."""
        return (0.6 if self.narrow else 1.6) + self.air


def text_block(words: Words, width: float, setting: Setting) -> Block:
    """Return words in the page's type."""
    return paragraph(words, width, setting.size, setting.leading)


def small_block(words: Words, width: float, setting: Setting, *, right: bool = False) -> Block:
    """Return words in the smaller type."""
    return paragraph(words, width, setting.small, setting.small_leading, right=right)


def width_of(words: Words, size: float) -> float:
    """Return the width of words on one line."""
    return measure(words).width * size


def last_width(words: Words, width: float, size: float) -> float:
    """Return the width of the last line of a paragraph."""
    return last_line_width(measure(words), width / size) * size


def heading(title: str, aside: str, width: float, setting: Setting, *, strong: bool = False) -> Block:
    """Return a heading under a rule, with what stands at its right."""
    size = setting.size + (0.5 if strong else 0.0)
    height = size * 1.5 + 1.0
    left = paragraph((Run(title, BOLD),), width, size, size * 1.3)
    right = paragraph((Run(aside, GREY),), width, SMALLEST, size * 1.3, right=True) if aside else NOTHING
    rule = Rule(0.0, 0.0, width, 0.9 if strong else 0.5, 0.0)
    return Block(max(height, left.height + 2.5), (rule,), ((0.0, 2.0, left), (0.0, 2.0, right)))


def note_block(section: Section, width: float, setting: Setting) -> Block:
    """Return the note under a section's rows, if it has one."""
    return small_block((Run(section.note, GREY),), width, setting) if section.note else NOTHING


def marked(row: Row, width: float, setting: Setting, runs: Words | None = None) -> Block:
    """Return words behind a mark."""
    indent = setting.size * 1.35
    body = text_block(runs or row.words, width - indent, setting)
    box = setting.size * 0.72
    top = (setting.leading - setting.size) / 2 + ASCENT * setting.size - box + setting.size * 0.04
    mark = (Mark(0.0, top, box, row.mark),) if row.mark else ()
    return Block(body.height, mark, ((indent if row.mark else 0.0, 0.0, body),))
