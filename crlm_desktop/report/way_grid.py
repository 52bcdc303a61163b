"""Where the boxes of the small drawing stand: as low as their words allow, columns as wide as they need."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crlm_desktop.report.breaking import Measured, measure
from crlm_desktop.report.rows import Stop, Way
from crlm_desktop.report.signs import BOLD, Run

LABEL = 7.0
LEADING = 8.4
INSET = 3.0
_MARK_ROOM = 2.6
_PADDING = 1.6
_ROW_GAP = 3.6
_LEAST_GAP, _MOST_GAP = 10.0, 36.0
_MOST_LINES = 3
_STEP = 0.25
_LEFT_COLUMNS = 2  # up to the junction of the classes; they keep their own rows


class Label(NamedTuple):
    """The words of a box, and the least width in points for each number of lines, from one line on."""

    measured: Measured
    widths: tuple[float, ...]

    def lines(self, width: float) -> int:
        """Return the number of lines in a width."""
        return next((count for count, least in enumerate(self.widths, 1) if least <= width), len(self.widths))


class Box(NamedTuple):
    """A box in its place: centre and size, its words broken as evenly as they go."""

    stop: Stop
    label: Label
    x: float
    y: float
    width: float
    height: float


def inset_of(stop: Stop) -> float:
    """Return the room between a frame and its words, more at a question's corners and at a mark."""
    return INSET + (LABEL / 2 if stop.question else 0.0) + (_MARK_ROOM if stop.mark else 0.0)


def _label(stop: Stop) -> Label:
    measured = measure((Run(stop.title, BOLD if stop.state == "lit" else 0),))
    word = max(atom.width for atom in measured.atoms)
    inset = 2 * inset_of(stop)
    widths = []
    for count in range(1, _MOST_LINES + 1):
        width = max(word, measured.width / count)
        while len(measured.broken(width)) > count:
            width += _STEP
        widths.append(width * LABEL + inset + 0.5)
    return Label(measured, tuple(widths))


def _height(label: Label, width: float) -> float:
    return label.lines(width) * LEADING + 2 * _PADDING


def _options(labels: Iterable[Label]) -> list[tuple[float, float]]:
    """Return the widths worth trying for a column, narrow first, each with the height it leads to."""
    there = list(labels)
    least = max(label.widths[-1] for label in there)
    widths = sorted({width for label in there for width in label.widths if width >= least})
    return [(width, sum(_height(label, width) + _ROW_GAP for label in there) - _ROW_GAP) for width in widths]


def _columns(options: Mapping[int, list[tuple[float, float]]], room: float) -> dict[int, float]:
    """Return the width of each column: the highest one is widened as long as the room allows."""
    places = dict.fromkeys(options, 0)
    while True:
        spent = sum(options[column][place][0] for column, place in places.items())
        wider = [
            column
            for column, place in places.items()
            if place + 1 < len(options[column])
            and spent - options[column][place][0] + options[column][place + 1][0] <= room
        ]
        if not wider:
            return {column: options[column][place][0] for column, place in places.items()}
        places[max(wider, key=lambda column: options[column][places[column]][1])] += 1


def _packed(boxes: Sequence[Box], sense: int) -> dict[float, float]:
    """Return the centre of each row, as near the top (`sense` 1) or the bottom (-1) as the columns allow."""
    centres: dict[float, float] = {}
    ends: dict[int, float] = {}
    least = 0.0
    for row in sorted({_row(box) for box in boxes}, key=lambda row: row * sense):
        here = [box for box in boxes if _row(box) == row]
        needed = (ends.get(box.stop.column, -_ROW_GAP) + _ROW_GAP + box.height / 2 for box in here)
        least = centres[row] = max(least, *needed)
        ends |= {box.stop.column: least + box.height / 2 for box in here}
    return centres


def _row(box: Box) -> float:
    """Return a row of the window's picture on the coarser grid of the page."""
    return round(box.stop.row * 2) / 2


def _extent(boxes: Sequence[Box]) -> float:
    centres = _packed(boxes, 1)
    return max((centres[_row(box)] + box.height / 2 for box in boxes), default=0.0)


def _placed(boxes: Sequence[Box], total: float) -> Iterator[Box]:
    """Yield boxes with their heights on the page: midway between as high and as low as they could be."""
    high, low = _packed(boxes, 1), _packed(boxes, -1)
    for box in boxes:
        yield box._replace(y=(high[_row(box)] + total - low[_row(box)]) / 2)


def _across(way: Way, labels: Mapping[str, Label], width: float) -> Iterator[Box]:
    """Yield the boxes in their columns, not yet placed in height."""
    columns = sorted({stop.column for stop in way.stops})
    options = {
        column: _options(labels[stop.id] for stop in way.stops if stop.column == column) for column in columns
    }
    wide = _columns(options, width - _LEAST_GAP * (len(columns) - 1))
    gap = min(_MOST_GAP, (width - sum(wide.values())) / max(1, len(columns) - 1))
    lefts = {column: sum(wide[other] + gap for other in columns if other < column) for column in columns}
    for stop in way.stops:
        room, label = wide[stop.column], labels[stop.id]
        yield Box(stop, label, lefts[stop.column] + room / 2, 0.0, room, _height(label, room))


def grid(way: Way, width: float) -> tuple[tuple[Box, ...], float]:
    """Return the boxes in their places across a width, and the height they take."""
    boxes = list(_across(way, {stop.id: _label(stop) for stop in way.stops}, width))
    before = [box for box in boxes if box.stop.column <= _LEFT_COLUMNS]
    behind = [box for box in boxes if box.stop.column > _LEFT_COLUMNS]
    height = max(_extent(before), _extent(behind))
    return (*_placed(before, height), *_placed(behind, height)), height
