"""The parts of the page, each a measured block: head, case, advice, what is open, foot."""

from collections.abc import Iterator
from dataclasses import dataclass

from crlm_desktop.report.blocks import (
    ASCENT,
    NOTHING,
    Block,
    Mark,
    Rule,
    Text,
    beside,
    columns,
    framed,
    paragraph,
    stack,
)
from crlm_desktop.report.breaking import BOLD, GAP, GREY, Run, last_line_width, measure
from crlm_desktop.report.rows import Content, Pair, Row, Section, Words

WIDTH = 523.0
SMALLEST = 7.0
GUTTER = 16.0
QR_SIZE = 50.0
HAIRLINE, SOFT = 0.35, 0.72
_DISPLAY, _EDITION = 14.5, 7.5
STRONG = frozenset({"now", "avoid"})


@dataclass(frozen=True, slots=True)
class Setting:
    """How the page is set: size of type, leading, space between rows, and how much is told."""

    size: float
    narrow: bool = False
    run_on: bool = False
    dense: bool = False
    details: int = 0
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


def _text(words: Words, width: float, setting: Setting) -> Block:
    return paragraph(words, width, setting.size, setting.leading)


def _small(words: Words, width: float, setting: Setting, *, right: bool = False) -> Block:
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


def head(content: Content, *, with_qr: bool) -> Block:
    """Return title, edition and identity of the case, beside the room of the QR code."""
    width = WIDTH - (QR_SIZE + 10.0 if with_qr else 0.0)
    title = paragraph((Run(content.title, BOLD),), width, _DISPLAY, _DISPLAY * 1.25)
    edition = paragraph((Run(content.edition, GREY),), width, _EDITION, _EDITION * 1.35)
    body = stack(
        [title, edition, Block(3.0, (Rule(0.0, 2.0, width, 1.2, 0.0),)), _identity(content.identity, width)],
        1.0,
    )
    return Block(max(body.height, QR_SIZE if with_qr else 0.0), (), ((0.0, 0.0, body),))


def _cell(pair: Pair, width: float) -> Block:
    label = paragraph((Run(pair.label, GREY),), width, SMALLEST, SMALLEST * 1.3)
    return stack([label, paragraph((Run(pair.value, BOLD),), width, 9.0, 11.6)])


def _identity(pairs: tuple[Pair, ...], width: float) -> Block:
    """Return the case's identity in one row of cells, or run together where a value is long."""
    natural = [
        max(width_of((Run(pair.value, BOLD),), 9.0), width_of((Run(pair.label),), SMALLEST)) for pair in pairs
    ]
    spare = (width - sum(natural)) / max(1, len(pairs) - 1)
    if spare < 8.0:  # noqa: PLR2004
        runs = [
            run for pair in pairs for run in (Run(pair.label + GAP, GREY), Run(pair.value + GAP + " ", BOLD))
        ]
        return paragraph(tuple(runs), width, 8.0, 10.8)
    x, cells = 0.0, []
    for pair, needed in zip(pairs, natural, strict=True):
        cells.append((x, _cell(pair, needed + 1.0)))
        x += needed + min(spare, 34.0)
    return beside(cells)


def spoken(content: Content, setting: Setting) -> Block:
    """Return the sentence to dictate, on a light panel with a bar."""
    size = min(setting.size + (0.25 if setting.dense else 0.75), 9.5)
    body = paragraph(content.sentence, WIDTH - 18.0, size, size * 1.4)
    height = body.height + 8.0
    panel = framed(Block(height - 0.0), WIDTH, 0.0, 0.95)
    bar = Block(height, (), ((0.0, 0.0, panel),))
    return Block(height, (), ((0.0, 0.0, bar), (9.0, 4.0, body)))


def _pair(row: Row, width: float, setting: Setting) -> Block:
    """Return a fact: its label at the left, its value at the right, a soft rule under both."""
    value = min(width_of(row.words, setting.size) + 1.0, width * 0.62)
    right = paragraph(row.words, value, setting.size, setting.leading, right=True)
    label = paragraph((Run(row.label),), width - value - 6.0, setting.small, setting.leading)
    height = max(right.height, label.height)
    rule = Rule(0.0, height + 0.4, width, HAIRLINE, SOFT)
    return Block(height + 0.8, (rule,), ((0.0, 0.0, label), (width - value, 0.0, right)))


def _note(section: Section, width: float, setting: Setting) -> Block:
    return _small((Run(section.note, GREY),), width, setting) if section.note else NOTHING


def _listed(row: Row, width: float, setting: Setting) -> Block:
    """Return facts run together behind what they have in common."""
    return _text((Run(row.label + GAP, BOLD), *row.words), width, setting)


def _score(section: Section, width: float, setting: Setting) -> Block:
    """Return the score with a box for each component: filled met, empty not met, half open."""
    inner = width - 10.0
    title = paragraph(((Run(section.title, BOLD)),), inner, setting.size, setting.leading)
    rows = [_component(row, inner, setting) for row in section.rows]
    return framed(stack([title, *rows], 0.4), width, 5.0, None, 0.45)


def _component(row: Row, width: float, setting: Setting) -> Block:
    state = paragraph((Run(row.source, GREY),), width, setting.small, setting.leading, right=True)
    room = width - width_of((Run(row.source),), setting.small) - 6.0
    return beside([(0.0, _marked(row, room, setting)), (0.0, state)])


def case(content: Content, setting: Setting) -> Block:
    """Return the facts that mattered: values in columns, then answers and absences; and the score."""
    section, score = content.section("facts"), content.section("score")
    if section is None:
        return NOTHING
    third = (WIDTH - 2 * GUTTER) / 3
    pairs = [_pair(row, third, setting) for row in section.rows if not row.mark]
    lists = [row for row in section.rows if row.mark]
    boxed = _score(score, third, setting) if score is not None else NOTHING
    top = heading(section.title, "", WIDTH, setting)
    left = columns(pairs, 2, 2 * third + GUTTER, GUTTER, 0.8)
    if boxed.height and left.height <= boxed.height * 1.3:
        told = [_listed(row, 2 * third + GUTTER, setting) for row in lists]
        return stack([top, beside([(0.0, stack([left, *told], 1.5)), (2 * (third + GUTTER), boxed)])], 3.0)
    told = [_listed(row, WIDTH, setting) for row in lists]
    return stack([top, columns([*pairs, boxed], 3, WIDTH, GUTTER, 0.8), *told], 1.5)


def _marked(row: Row, width: float, setting: Setting, runs: Words | None = None) -> Block:
    """Return words behind a mark."""
    indent = setting.size * 1.35
    body = _text(runs or row.words, width - indent, setting)
    box = setting.size * 0.72
    top = (setting.leading - setting.size) / 2 + ASCENT * setting.size - box + setting.size * 0.04
    mark = (Mark(0.0, top, box, row.mark),) if row.mark else ()
    return Block(body.height, mark, ((indent if row.mark else 0.0, 0.0, body),))


@dataclass(frozen=True, slots=True)
class Measures:
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
    words = _marked(row, table.words - 8.0, setting)
    under = stack([_small(detail, table.words - indent - 8.0, setting) for detail in row.details if details])
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
    return _marked(row, width, setting, tuple(words))


def _cited(row: Row, words: Words, width: float, setting: Setting) -> Block:
    """Return words with grade and source ranged right: on their last line if it has room, else under it."""
    body = _marked(row, width, setting, words)
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
    return stack([top, body, _note(section, WIDTH, setting)], 1.0)


def flow(content: Content, names: tuple[str, ...], setting: Setting) -> Block:
    """Return sections flowed through two columns, a heading never parted from its first row."""
    half = (WIDTH - GUTTER) / 2
    blocks: list[Block] = []
    for section in (content.section(name) for name in names):
        if section is None:
            continue
        rows = [_narrow(row, half, setting) for row in section.rows]
        rows[-1] = stack([rows[-1], _note(section, half, setting)])
        top = heading(section.title, "", half, setting, strong=section.id in STRONG)
        space = Block(3.0 + setting.air) if blocks else NOTHING
        blocks += [stack([space, stack([top, rows[0]], 1.0)]), *rows[1:]]
    return columns(blocks, 2, WIDTH, GUTTER, setting.row_gap) if blocks else NOTHING


def across(content: Content, name: str, setting: Setting) -> Block:
    """Return a section across the page, row by row."""
    section = content.section(name)
    if section is None:
        return NOTHING
    rows = [_marked(row, WIDTH, setting) for row in section.rows]
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
    told = _small(tuple(runs), WIDTH, setting)
    return stack([heading(section.title, "", WIDTH, setting), told, _note(section, WIDTH, setting)], 1.0)


def legend(content: Content) -> Block:
    """Return what the marks and signs mean, on one line where it fits."""
    size, x, marks = SMALLEST, 0.0, []
    for kind, word in content.marks:
        label = paragraph((Run(word, GREY),), WIDTH, size, size * 1.3)
        marks.append((x, Block(label.height, (Mark(0.0, 1.9, 5.0, kind),), ((7.0, 0.0, label),))))
        x += 7.0 + width_of((Run(word),), size) + 8.0
    rest = WIDTH - x
    signs = (Run(content.legend, GREY),)
    if width_of(signs, size) > rest:
        return stack([beside(marks), paragraph(signs, WIDTH, size, size * 1.3)])
    return beside([*marks, (x, paragraph(signs, rest, size, size * 1.3, right=True))])


def foot(content: Content, further: int, *, marked: bool) -> Block:
    """Return signature lines, legend, imprint and what the page is for."""
    third = (WIDTH - 2 * GUTTER) / 3
    signatures = [
        (place * (third + GUTTER), _signature(name, third)) for place, name in enumerate(content.signatures)
    ]
    more = (
        paragraph((Run(content.further.format(count=further), BOLD),), WIDTH, 7.5, 10.0)
        if further
        else NOTHING
    )
    purpose = Run(content.purpose, BOLD)
    rest = WIDTH - width_of((purpose,), 7.5) - 12.0
    imprint = paragraph((Run(content.imprint, GREY),), rest, SMALLEST, SMALLEST * 1.35, right=True)
    last = beside([(0.0, paragraph((purpose,), WIDTH, 7.5, SMALLEST * 1.35)), (WIDTH - rest, imprint)])
    rule = Block(2.5, (Rule(0.0, 1.0, WIDTH, 0.9, 0.0),))
    return stack([more, beside(signatures), rule, legend(content) if marked else NOTHING, last], 1.5)


def _signature(name: str, width: float) -> Block:
    label = Text(0.0, 18.0, 7.5, name, 0)
    start = width_of((Run(name),), 7.5) + 4.0
    return Block(21.0, (label, Rule(start, 19.0, width - start, 0.5, 0.0)))
