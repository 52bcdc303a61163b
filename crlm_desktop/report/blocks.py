"""Measured blocks of type: paragraphs, stacks and balanced columns; nothing is drawn here.

A block knows its height before it is placed. Places are in points from its upper left corner, downwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crlm_desktop.report.breaking import Measured, line_width, lines, measure
from crlm_desktop.report.signs import Run

ASCENT = 0.88
SOFT_INK = 0.33
SLANT = 0.1944  # of gene names: tan 11 degrees
THICKER = 0.025  # of the size: the rare face has one weight, an outline so wide makes it bold


class Text(NamedTuple):
    """Words on a baseline."""

    x: float
    y: float
    size: float
    text: str
    style: int


class Rule(NamedTuple):
    """A horizontal rule; `grey` is 0 for black."""

    x: float
    y: float
    length: float
    weight: float
    grey: float


class Panel(NamedTuple):
    """A filled or framed rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: float | None
    frame: float | None = None


class Mark(NamedTuple):
    """A small drawn sign; its box is `size` wide and high."""

    x: float
    y: float
    size: float
    kind: str


class Trace(NamedTuple):
    """A line through points, or with a `fill` a closed outline; `dash`: lengths of strokes and gaps."""

    x: float
    y: float
    points: tuple[tuple[float, float], ...]
    weight: float
    grey: float
    dash: tuple[float, ...] = ()
    fill: float | None = None


Shape = Text | Rule | Panel | Mark | Trace


@dataclass(frozen=True, slots=True)
class Block:
    """Shapes and inner blocks with their places, and the height they take.

    `lead`: the space above it, over the usual gap, where it is not the first in its stack or column.
    """

    height: float
    shapes: tuple[Shape, ...] = ()
    inner: tuple[tuple[float, float, "Block"], ...] = ()
    lead: float = 0.0

    def placed(self, x: float, y: float) -> Iterator[tuple[float, float, Shape]]:
        """Yield every shape with the place of its block."""
        for shape in self.shapes:
            yield x, y, shape
        for left, top, block in self.inner:
            yield from block.placed(x + left, y + top)


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """Words in lines, set only when they are placed."""

    measured: Measured | None = None
    width: float = 0.0
    size: float = 0.0
    leading: float = 0.0
    right: bool = False

    def placed(self, x: float, y: float) -> Iterator[tuple[float, float, Shape]]:
        """Yield the words of every line."""
        baseline = (self.leading - self.size) / 2 + ASCENT * self.size
        for line in lines(self.measured, self.width / self.size) if self.measured else ():
            shift = self.width - line_width(line) * self.size if self.right else 0.0
            for part in line:
                yield x, y, Text(shift + part.x * self.size, baseline, self.size, part.text, part.style)
            baseline += self.leading


NOTHING = Block(0.0)


def paragraph(
    runs: tuple[Run, ...], width: float, size: float, leading: float, *, right: bool = False
) -> Block:
    """Return words set in lines of a width, ranged left or right."""
    measured = measure(runs)
    count = len(measured.broken(width / size))
    return (
        Paragraph(leading * count, (), (), 0.0, measured, width, size, leading, right) if count else NOTHING
    )


def stack(blocks: Sequence[Block], gap: float = 0.0) -> Block:
    """Return blocks one below the other; empty ones take no gap."""
    top = 0.0
    inner: list[tuple[float, float, Block]] = []
    for block in blocks:
        if block.height:
            top += gap + block.lead if inner else 0.0
            inner.append((0.0, top, block))
            top += block.height
    return Block(top, (), tuple(inner))


def beside(blocks: Sequence[tuple[float, Block]]) -> Block:
    """Return blocks side by side, each at its place from the left."""
    return Block(
        max((block.height for _, block in blocks), default=0.0),
        (),
        tuple((x, 0.0, block) for x, block in blocks),
    )


def framed(block: Block, width: float, inset: float, fill: float | None, frame: float | None = None) -> Block:
    """Return a block on a panel."""
    height = block.height + 2 * inset
    return Block(height, (Panel(0.0, 0.0, width, height, fill, frame),), ((inset, inset, block),))


def _fits(blocks: Sequence[Block], count: int, limit: float, gap: float) -> list[list[Block]] | None:
    columns: list[list[Block]] = [[]]
    used = 0.0
    for block in blocks:
        need = block.height + (gap + block.lead if columns[-1] else 0.0)
        if columns[-1] and used + need > limit:
            columns.append([])
            used, need = 0.0, block.height
        used += need
        columns[-1].append(block)
    return columns if len(columns) <= count else None


def columns(blocks: Sequence[Block], count: int, width: float, gutter: float, gap: float) -> Block:
    """Return blocks flowed through columns of least height, in reading order, none broken."""
    shown = [block for block in blocks if block.height]
    low = max((block.height for block in shown), default=0.0)
    high = sum(block.height + block.lead + gap for block in shown)
    while high - low > 1.0:
        middle = (low + high) / 2
        low, high = (low, middle) if _fits(shown, count, middle, gap) else (middle, high)
    flowed = _fits(shown, count, high, gap) or [shown]
    step = (width + gutter) / count
    return beside([(place * step, stack(column, gap)) for place, column in enumerate(flowed)])
