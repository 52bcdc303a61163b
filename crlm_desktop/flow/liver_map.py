"""What a map of the liver says: how many metastases, the largest, which hemiliver, where each is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from crlm_desktop.domain.case import Lesion
from crlm_desktop.flow.shapes import Point, contains, drawing, edge_distance

DRAWN_SEGMENTS = ("S7", "S8", "S4a", "S1", "S2", "S3", "S4b", "S5", "S6")
RIGHT_LIVER = frozenset({"S5", "S6", "S7", "S8"})
LEFT_LIVER = frozenset({"S2", "S3", "S4", "S4a", "S4b"})
_UNITS_PER_CM = 20.0
_SMALLEST, _LARGEST, _UNMEASURED = 5.5, 36.0, 8.0
_GRID = 8
_LABEL_ROOM = 15.0


@dataclass(frozen=True, slots=True)
class LiverSummary:
    """Number, largest diameter in cm (None: none measured), number without a size, and the side.

    `side`: right, left, both, caudate (segment 1 only: it belongs to neither hemiliver) or none.
    """

    count: int
    largest_cm: float | None
    unmeasured: int
    side: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a metastasis is drawn, in the units of the drawing, and how large."""

    x: float
    y: float
    radius: float


def parts_of(segment: str) -> tuple[str, ...]:
    """Return the drawn parts of a segment: S4 is S4a and S4b together."""
    return ("S4a", "S4b") if segment == "S4" else (segment,)


def summary_of(lesions: tuple[Lesion, ...]) -> LiverSummary:
    """Return the figures that follow from the lesions."""
    measured = [lesion.diameter_cm for lesion in lesions if lesion.diameter_cm is not None]
    return LiverSummary(
        count=len(lesions),
        largest_cm=max(measured, default=None),
        unmeasured=len(lesions) - len(measured),
        side=_side(lesions),
    )


def _side(lesions: tuple[Lesion, ...]) -> str:
    segments = {lesion.segment for lesion in lesions}
    right, left = bool(segments & RIGHT_LIVER), bool(segments & LEFT_LIVER)
    if right and left:
        return "both"
    if right or left:
        return "right" if right else "left"
    return "caudate" if segments else "none"


def radius_of(lesion: Lesion) -> float:
    """Return the radius at which a metastasis is drawn: in proportion, within what is legible and fits."""
    if lesion.diameter_cm is None:
        return _UNMEASURED
    widest = min(_LARGEST, 0.9 * max(edge for part in parts_of(lesion.segment) for _, edge in _room(part)))
    return min(max(lesion.diameter_cm * _UNITS_PER_CM / 2, _SMALLEST), widest)


def segment_at(point: Point) -> str | None:
    """Return the segment under a point; the caudate lobe, drawn on top, comes first."""
    for segment in ("S1", *DRAWN_SEGMENTS):
        if contains(_outline(segment), point):
            return segment
    return None


@cache
def _outline(segment: str) -> tuple[Point, ...]:
    return drawing("liver").shapes[segment].polygon()


@cache
def _room(part: str) -> tuple[tuple[Point, float], ...]:
    """Return the points of a part in which a metastasis may be drawn, each with its distance to the edge."""
    outline = _outline(part)
    others = [_outline("S1")] if part != "S1" else []
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    found: list[tuple[Point, float]] = []
    for x in range(int(min(xs)), int(max(xs)), _GRID):
        for y in range(int(min(ys)), int(max(ys)), _GRID):
            point = (float(x), float(y))
            if contains(outline, point) and not any(contains(other, point) for other in others):
                edge = min(edge_distance(polygon, point) for polygon in (outline, *others))
                found.append((point, edge))
    return tuple(found)


@lru_cache(maxsize=32)
def spots_of(lesions: tuple[Lesion, ...]) -> tuple[Spot, ...]:
    """Return where each metastasis is drawn: inside its segment, clear of labels and of one another."""
    order = sorted(range(len(lesions)), key=lambda place: (-radius_of(lesions[place]), place))
    placed: dict[int, Spot] = {}
    for place in order:
        placed[place] = _best(lesions[place], list(placed.values()))
    return tuple(placed[place] for place in range(len(lesions)))


def _best(lesion: Lesion, taken: list[Spot]) -> Spot:
    radius = radius_of(lesion)
    rooms = [entry for part in parts_of(lesion.segment) for entry in _room(part)]
    labels = [drawing("liver").anchors[part].label for part in parts_of(lesion.segment)]

    def clearance(entry: tuple[Point, float]) -> float:
        (x, y), edge = entry
        gaps = [edge - radius, *_gaps(x, y, radius, taken)]
        gaps += [_distance(x, y, *label) - radius - _LABEL_ROOM for label in labels]
        return min(gaps)

    (x, y), _ = max(rooms, key=clearance)
    return Spot(x, y, radius)


def _gaps(x: float, y: float, radius: float, taken: list[Spot]) -> Iterator[float]:
    for spot in taken:
        yield _distance(x, y, spot.x, spot.y) - radius - spot.radius


def _distance(x1: float, y1: float, x2: float, y2: float) -> float:
    return float(((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5)
