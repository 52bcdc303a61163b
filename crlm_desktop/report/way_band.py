"""The small drawing of the way through the consensus: told by line, fill and mark, for black and white."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from crlm_desktop.report.blocks import ASCENT, Block, Mark, Shape, Text, Trace, beside, paragraph, stack
from crlm_desktop.report.breaking import line_width, lines
from crlm_desktop.report.rows import Content, Leg, Way
from crlm_desktop.report.setting import SMALLEST, WIDTH, Setting, heading, width_of
from crlm_desktop.report.signs import GREY, Run
from crlm_desktop.report.way_grid import INSET, LABEL, LEADING, Box, grid, inset_of

_ORDER = ("dim", "waiting", "conditional", "lit")
_WEIGHTS = {"lit": 1.5, "conditional": 1.0, "waiting": 0.8, "dim": 0.4}
_GREYS = {"lit": 0.0, "conditional": 0.0, "waiting": 0.0, "dim": 0.6}
_DASHES = {"conditional": (5.0, 1.6, 1.2, 1.6), "waiting": (2.4, 1.8)}
_FILLS = {"lit": 0.88}
_BADGE = 7.6
_ARROW = 3.6
_EVEN, _LEVEL = 0.01, 4.0  # two boxes so near to one height are joined without a bend
_TO_WORD, _APART = 2.4, 9.0  # in the legend: from a sample to its word, from a word to the next sample
Point = tuple[float, float]


def _trace(points: tuple[Point, ...], state: str, fill: float | None = None) -> Trace:
    return Trace(0.0, 0.0, points, _WEIGHTS[state], _GREYS[state], _DASHES.get(state, ()), fill)


def _outline(left: float, top: float, width: float, height: float, cut: float) -> tuple[Point, ...]:
    """Return a box, or with its corners cut the six corners of a question."""
    right, bottom, middle = left + width, top + height, top + height / 2
    if not cut:
        return ((left, top), (right, top), (right, bottom), (left, bottom))
    upper = ((left, middle), (left + cut, top), (right - cut, top))
    return (*upper, (right, middle), (right - cut, bottom), (left + cut, bottom))


def _frame(box: Box) -> Trace:
    left, top = box.x - box.width / 2, box.y - box.height / 2
    cut = INSET + LABEL / 2 if box.stop.question else 0.0
    outline = _outline(left, top, box.width, box.height, cut)
    return _trace(outline, box.stop.state, _FILLS.get(box.stop.state, 1.0))


def _words(box: Box) -> Iterator[Text]:
    """Yield the words of a box, each line in its middle."""
    count = box.label.lines(box.width)
    told = lines(box.label.measured, (box.label.widths[count - 1] - 2 * inset_of(box.stop)) / LABEL)
    baseline = box.y - len(told) * LEADING / 2 + (LEADING - LABEL) / 2 + ASCENT * LABEL
    ink = GREY if box.stop.state == "dim" else 0
    for line in told:
        left = box.x - line_width(line) * LABEL / 2
        for part in line:
            yield Text(left + part.x * LABEL, baseline, LABEL, part.text, part.style | ink)
        baseline += LEADING


def _badge(box: Box) -> Iterator[Mark]:
    """Yield the sign of a box, at its upper right corner and clear of its words."""
    if box.stop.mark:
        right = box.x + box.width / 2 - (INSET + 1.0 if box.stop.question else 0.6)
        yield Mark(right - _BADGE / 2, box.y - box.height / 2 - _BADGE * 0.46, _BADGE, box.stop.mark)


def _points(first: Box, second: Box) -> tuple[Point, ...]:
    """Return the way between two boxes: to the right with one bend before the second, or straight up."""
    if first.stop.column == second.stop.column:
        sign = 1.0 if second.y > first.y else -1.0
        return (first.x, first.y + sign * first.height / 2), (second.x, second.y - sign * second.height / 2)
    start = (first.x + first.width / 2, first.y)
    end = (second.x - second.width / 2, second.y)
    if abs(start[1] - end[1]) < _EVEN:
        return start, end
    if abs(start[1] - end[1]) < _LEVEL:
        return (first.x, end[1]), end  # it comes out from under the first box
    bend = end[0] - _ARROW - 2.4
    return start, (bend, start[1]), (bend, end[1]), end


def _leg(leg: Leg, boxes: Mapping[str, Box]) -> Iterator[Trace]:
    points = _points(boxes[leg.first], boxes[leg.second])
    (back_x, back_y), (x, y) = points[-2:]
    length = abs(x - back_x) + abs(y - back_y)
    along = ((x - back_x) / length, (y - back_y) / length)
    yield _trace(points, leg.state)
    if leg.state != "dim":
        foot = (x - along[0] * _ARROW, y - along[1] * _ARROW)
        across = (-along[1] * _ARROW * 0.45, along[0] * _ARROW * 0.45)
        sides = [(foot[0] + sign * across[0], foot[1] + sign * across[1]) for sign in (1, -1)]
        yield Trace(0.0, 0.0, ((x, y), *sides), 0.3, 0.0, (), 0.0)


def _shapes(way: Way, boxes: tuple[Box, ...]) -> Iterator[Shape]:
    """Yield ways first, the lit ones on top, then the boxes over them."""
    places = {box.stop.id: box for box in boxes}
    for leg in sorted(way.legs, key=lambda leg: _ORDER.index(leg.state)):
        yield from _leg(leg, places)
    for box in boxes:
        yield _frame(box)
        yield from _words(box)
        yield from _badge(box)


@lru_cache(maxsize=8)
def drawn(way: Way) -> Block:
    """Return the drawing across the page."""
    boxes, height = grid(way, WIDTH)
    return Block(height + 4.0, (), ((0.0, 3.0, Block(height, tuple(_shapes(way, boxes)))),))


def _sample(state: str) -> tuple[Shape, float]:
    """Return what stands before a word of the legend, and its width: a frame, or the sign of what is done."""
    if state not in _WEIGHTS:
        return Mark(0.0, 0.9, _BADGE, state), _BADGE
    return _trace(_outline(0.6, 1.5, 15.0, 6.2, 0.0), state, _FILLS.get(state, 1.0)), 16.2


def _legend(way: Way) -> Block:
    """Return what the frames mean, ranged right."""
    samples, x = [], 0.0
    for state, word in way.states:
        label = paragraph((Run(word, GREY),), WIDTH, SMALLEST, SMALLEST * 1.3)
        shape, width = _sample(state)
        samples.append((x, Block(label.height, (shape,), ((width + _TO_WORD, 0.0, label),))))
        x += width + _TO_WORD + width_of((Run(word),), SMALLEST) + _APART
    return Block(SMALLEST * 1.3, (), ((WIDTH - x + _APART, 0.0, beside(samples)),))


def way_band(content: Content, setting: Setting) -> Block:
    """Return the drawing under its heading."""
    top = heading(content.way.title, "", WIDTH, setting)
    legend = Block(0.0, (), ((0.0, 3.0, _legend(content.way)),))
    return stack([Block(top.height, (), ((0.0, 0.0, top), (0.0, 0.0, legend))), drawn(content.way)])
