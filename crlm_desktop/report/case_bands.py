"""The patient on the page: facts in columns, what was answered or is absent, the score in its box."""

from crlm_desktop.report.blocks import NOTHING, Block, Rule, beside, columns, framed, paragraph, stack
from crlm_desktop.report.rows import Content, Row, Section
from crlm_desktop.report.setting import (
    GUTTER,
    HAIRLINE,
    SOFT,
    WIDTH,
    Setting,
    heading,
    marked,
    text_block,
    width_of,
)
from crlm_desktop.report.signs import BOLD, GAP, GREY, Run


def _pair(row: Row, width: float, setting: Setting) -> Block:
    """Return a fact: its label at the left, its value at the right, a soft rule under both."""
    value = min(width_of(row.words, setting.size) + 1.0, width * 0.62)
    right = paragraph(row.words, value, setting.size, setting.leading, right=True)
    label = paragraph((Run(row.label),), width - value - 6.0, setting.small, setting.leading)
    height = max(right.height, label.height)
    rule = Rule(0.0, height + 0.4, width, HAIRLINE, SOFT)
    return Block(height + 0.8, (rule,), ((0.0, 0.0, label), (width - value, 0.0, right)))


def _listed(row: Row, width: float, setting: Setting) -> Block:
    """Return facts run together behind what they have in common."""
    return text_block((Run(row.label + GAP, BOLD), *row.words), width, setting)


def _score(section: Section, width: float, setting: Setting) -> Block:
    """Return the score with a box for each component: filled met, empty not met, half open."""
    inner = width - 10.0
    title = paragraph(((Run(section.title, BOLD)),), inner, setting.size, setting.leading)
    rows = [_component(row, inner, setting) for row in section.rows]
    return framed(stack([title, *rows], 0.4), width, 5.0, None, 0.45)


def _component(row: Row, width: float, setting: Setting) -> Block:
    state = paragraph((Run(row.source, GREY),), width, setting.small, setting.leading, right=True)
    room = width - width_of((Run(row.source),), setting.small) - 6.0
    return beside([(0.0, marked(row, room, setting)), (0.0, state)])


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
