"""The lines of advice and what is open: as a table across the page, in two columns, or run together."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from crlm_desktop.report.blocks import NOTHING, Block, Rule, beside, columns, paragraph, stack
from crlm_desktop.report.rows import Content, Row, Words
from crlm_desktop.report.setting import (
    GUTTER,
    HAIRLINE,
    SOFT,
    STRONG,
    WIDTH,
    Setting,
    heading,
    last_width,
    marked,
    note_block,
    small_block,
    width_of,
)
from crlm_desktop.report.signs import BOLD, GAP, GREY, Run


class Measures(NamedTuple):
    """The columns of the advice table."""

    gutter: float
    grade: float
    source: float

    @property
    def words(self) -> float:
        """Width left for mark and words."""
        return WIDTH - self.gutter - self.grade - self.source


def measures(content: Content, setting: Setting) -> Measures:
    """Return columns that fit the longest label, grade and source of this page."""
    tables = ("now", "avoid", "options", "conditional")
    rows = [row for name in tables for row in _rows(content, name)]
    widest = [
        max((width_of((Run(text, BOLD),), setting.small) for text in texts), default=0.0)
        for texts in zip(*((row.label, row.grade, row.source) for row in rows), strict=True)
    ] or [0.0, 0.0, 0.0]
    return Measures(widest[0] + 6.0 if widest[0] else 0.0, widest[1] + 10.0, min(widest[2], 92.0) + 2.0)


def _rows(content: Content, name: str) -> tuple[Row, ...]:
    section = content.section(name)
    return section.rows if section is not None else ()


def _tabled(row: Row, table: Measures, setting: Setting, *, details: bool) -> Block:
    """Return a line of advice across the page: phase, mark, words, grade, source."""
    indent = setting.size * 1.35
    words = marked(row, table.words - 8.0, setting)
    under = stack(
        [small_block(detail, table.words - indent - 8.0, setting) for detail in row.details if details]
    )
    body = stack([words, Block(under.height, (), ((indent, 0.0, under),))])
    grade_x, source_x = table.gutter + table.words, table.gutter + table.words + table.grade
    label = paragraph((Run(row.label, GREY),), table.gutter, setting.small, setting.leading)
    grade = paragraph((Run(row.grade, BOLD),), table.grade, setting.small, setting.leading)
    source = paragraph((Run(row.source, GREY),), table.source, setting.small, setting.leading, right=True)
    return beside([(0.0, label), (table.gutter, body), (grade_x, grade), (source_x, source)])


def _ruled(blocks: list[Block], left: float) -> Iterator[Block]:
    """Yield rows with a soft rule above each but the first."""
    for place, block in enumerate(blocks):
        rule = (Rule(left, 0.0, WIDTH - left, HAIRLINE, SOFT),) if place else ()
        yield Block(block.height, rule, ((0.0, 0.0, block),))


def _narrow(row: Row, width: float, setting: Setting) -> Block:
    """Return a line of advice in a column, grade and source behind its words."""
    lead = (Run(row.label + GAP, GREY),) if row.label else ()
    words = (*lead, *row.words)
    if row.source:
        return _cited(row, words, width, setting)
    return marked(row, width, setting, tuple(words))


def _cited(row: Row, words: Words, width: float, setting: Setting) -> Block:
    """Return words with grade and source ranged right: on their last line if it has room, else under it."""
    body = marked(row, width, setting, words)
    cited = (Run(row.grade), Run(GAP + row.source, GREY)) if row.grade else (Run(row.source, GREY),)
    tail = paragraph(cited, width * 0.6, setting.small, setting.leading, right=True)
    indent = setting.size * 1.35
    room = width - indent - last_width(words, width - indent, setting.size) - width_of(cited, setting.small)
    top = body.height - setting.leading if room > setting.size else body.height
    return Block(max(body.height, top + tail.height), (), ((0.0, 0.0, body), (width * 0.4, top, tail)))


def table(content: Content, name: str, setting: Setting, fit: Measures, *, details: bool) -> Block:
    """Return one group of advice as a table across the page."""
    section = content.section(name)
    if section is None:
        return NOTHING
    top = heading(section.title, section.aside, WIDTH, setting, strong=name in STRONG)
    rows = [_tabled(row, fit, setting, details=details) for row in section.rows]
    body = stack(list(_ruled(rows, fit.gutter)), setting.row_gap)
    return stack([top, body, note_block(section, WIDTH, setting)], 1.0)


def flow(content: Content, names: tuple[str, ...], setting: Setting) -> Block:
    """Return sections flowed through two columns; no heading and no tail of a list stands alone."""
    half = (WIDTH - GUTTER) / 2
    blocks: list[Block] = []
    for section in (content.section(name) for name in names):
        if section is None:
            continue
        rows = [_narrow(row, half, setting) for row in section.rows]
        rows[-1] = stack([rows[-1], note_block(section, half, setting)])
        if not section.rows[-1].mark:  # what else is open, told after the rows that weigh
            rows[-2:] = [stack(rows[-2:], setting.row_gap)]
        top = heading(section.title, "", half, setting, strong=section.id in STRONG)
        blocks += [replace(stack([top, rows[0]], 1.0), lead=3.0 + setting.air), *rows[1:]]
    return columns(blocks, 2, WIDTH, GUTTER, setting.row_gap) if blocks else NOTHING


def across(content: Content, name: str, setting: Setting) -> Block:
    """Return a section across the page, row by row."""
    section = content.section(name)
    if section is None:
        return NOTHING
    rows = [marked(row, WIDTH, setting) for row in section.rows]
    return stack([heading(section.title, "", WIDTH, setting), *rows], 1.0)


def run_on(content: Content, name: str, setting: Setting) -> Block:
    """Return a section's rows run together, across the page."""
    section = content.section(name)
    if section is None:
        return NOTHING
    runs: list[Run] = []
    shown = [row for row in section.rows if not (setting.dense and row.put_aside)]
    for place, row in enumerate(shown):
        if row.mark and place:
            runs.append(Run(" • "))
        cited = (Run(f" {row.grade}"), Run(f" {row.source}", GREY)) if row.source else ()
        runs += (*row.words, *cited, Run(" "))
    told = small_block(tuple(runs), WIDTH, setting)
    return stack([heading(section.title, "", WIDTH, setting), told, note_block(section, WIDTH, setting)], 1.0)
