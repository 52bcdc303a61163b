"""Where the boxes of the small drawing stand: as low as their words allow, columns as wide as they need."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a box, and the least width in points for each number of lines, from one line on."""

    measured: Measured
    widths: tuple[float, ...]

    def lines(self, width: float) -> int:
        """Return the number of lines in a width."""
        return next((count for count, least in enumerate(self.widths, 1) if least <= width), len(self.widths))


@dataclass(frozen=True, slots=True)
class Box:
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


def _rows(boxes: Sequence[tuple[int, float, float]], total: float) -> dict[float, float]:
    """Return the centre of each row, from (column, row, height): midway between highest and lowest."""
    earliest = _packed(boxes)
    turned = [(column, -row, height) for column, row, height in boxes]
    room = max(total, _extent(boxes))
    return {row: (centre + room - _packed(turned)[-row]) / 2 for row, centre in earliest.items()}


def _packed(boxes: Sequence[tuple[int, float, float]]) -> dict[float, float]:
    """Return the centre of each row, as near the top as the boxes in each column allow."""
    centres: dict[float, float] = {}
    bottoms: dict[int, float] = {}
    least = 0.0
    for row in sorted({row for _, row, _ in boxes}):
        here = [(column, height) for column, place, height in boxes if place == row]
        least = max(least, *(bottoms.get(column, -_ROW_GAP) + _ROW_GAP + h / 2 for column, h in here))
        centres[row] = least
        bottoms |= {column: least + height / 2 for column, height in here}
    return centres


def _extent(boxes: Sequence[tuple[int, float, float]]) -> float:
    centres = _packed(boxes)
    return max((centres[row] + height / 2 for _, row, height in boxes), default=0.0)


def grid(way: Way, width: float) -> tuple[tuple[Box, ...], float]:
    """Return the boxes in their places across a width, and the height they take."""
    labels = {stop.id: _label(stop) for stop in way.stops}
    columns = sorted({stop.column for stop in way.stops})
    options = {
        column: _options(labels[stop.id] for stop in way.stops if stop.column == column) for column in columns
    }
    wide = _columns(options, width - _LEAST_GAP * (len(columns) - 1))
    gap = min(_MOST_GAP, (width - sum(wide.values())) / max(1, len(columns) - 1))
    sized = {
        stop.id: (stop.column, _even(stop.row), _height(labels[stop.id], wide[stop.column]))
        for stop in way.stops
    }
    sides = [[box for box in sized.values() if (box[0] <= _LEFT_COLUMNS) is left] for left in (True, False)]
    height = max(_extent(side) for side in sides)
    rows = [_rows(side, height) for side in sides]
    lefts = {column: sum(wide[other] + gap for other in columns if other < column) for column in columns}
    boxes = tuple(
        Box(
            stop,
            labels[stop.id],
            lefts[stop.column] + wide[stop.column] / 2,
            rows[stop.column > _LEFT_COLUMNS][sized[stop.id][1]],
            wide[stop.column],
            sized[stop.id][2],
        )
        for stop in way.stops
    )
    return boxes, height


def _even(row: float) -> float:
    """Return a row of the window's picture on the coarser grid of the page."""
    return round(row * 2) / 2
