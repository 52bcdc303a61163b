"""The drawn organs as shapes: each outline stands once, in its SVG; window and report read it from there."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET

from crlm_desktop.paths import resource

Point = tuple[float, float]
_COMMAND = re.compile(r"([MLCZ])([^MLCZ]*)")
_CURVE_PARTS = 8
_NUMBERS = {"M": 2, "L": 2, "C": 6, "Z": 0}


class Step(NamedTuple):
    """One stroke of a path: M, L, C or Z with its points in the SVG's units."""

    command: str
    points: tuple[Point, ...] = ()


class Shape(NamedTuple):
    """One named outline."""

    id: str
    steps: tuple[Step, ...]

    def polygon(self) -> tuple[Point, ...]:
        """Return the outline as a polygon; a curve becomes eight straight parts."""
        found: list[Point] = []
        for step in self.steps:
            if step.command == "C":
                found.extend(_curve(found[-1], step.points))
            else:
                found.extend(step.points)
        return tuple(found)


class Anchor(NamedTuple):
    """Where the label of a shape stands and where its leader line ends."""

    label: Point
    target: Point
    alignment: str


class Drawing(NamedTuple):
    """One SVG: its view box (left, top, width, height), its shapes by id and the anchors of their labels."""

    box: tuple[float, float, float, float]
    shapes: Mapping[str, Shape]
    anchors: Mapping[str, Anchor]


def _curve(start: Point, points: tuple[Point, ...]) -> Iterator[Point]:
    first, second, end = points
    for part in range(1, _CURVE_PARTS + 1):
        t = part / _CURVE_PARTS
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        corners = (start, first, second, end)
        yield (
            sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)),
            sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)),
        )


def steps_of(data: str) -> tuple[Step, ...]:
    """Return the strokes of an SVG path; raises ValueError for anything but absolute M, L, C and Z."""
    if re.search(r"[^MLCZ\d\s.,-]", data):
        raise ValueError(data)
    found: list[Step] = []
    for command, text in _COMMAND.findall(data):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]
        size = _NUMBERS[command]
        if (size == 0) != (not numbers) or (size and len(numbers) % size):
            raise ValueError(data)
        chunks = [numbers[start : start + size] for start in range(0, len(numbers), size or 1)] or [[]]
        found.extend(Step(command, tuple(zip(chunk[::2], chunk[1::2], strict=True))) for chunk in chunks)
    return tuple(found)


@cache
def drawing(name: str) -> Drawing:
    """Return the drawing `resources/pictures/<name>.svg`."""
    root = ET.fromstring(svg_of(name))  # noqa: S314 (a bundled file)
    left, top, width, height = (float(number) for number in root.attrib["viewBox"].split())
    outlines: dict[str, Shape] = {}
    anchors: dict[str, Anchor] = {}
    for element in root.iter("{http://www.w3.org/2000/svg}path"):
        name_of = element.get("id", "")
        if not name_of:
            continue
        shape = Shape(name_of, steps_of(element.attrib["d"]))
        if name_of.startswith("label-"):
            label, target = shape.polygon()
            anchors[name_of.removeprefix("label-")] = Anchor(
                label, target, element.get("data-anchor", "middle")
            )
        else:
            outlines[name_of] = shape
    return Drawing((left, top, width, height), outlines, anchors)


@cache
def svg_of(name: str) -> bytes:
    """Return the bytes of a drawing."""
    return resource("pictures", f"{name}.svg").read_bytes()


def contains(polygon: tuple[Point, ...], point: Point) -> bool:
    """Tell whether a point lies inside a polygon (even-odd)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise((*polygon, polygon[0])):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def edge_distance(polygon: tuple[Point, ...], point: Point) -> float:
    """Return the distance from a point to a polygon's nearest corner; its corners lie close together."""
    x, y = point
    return float(min(((x - px) ** 2 + (y - py) ** 2) ** 0.5 for px, py in polygon))
