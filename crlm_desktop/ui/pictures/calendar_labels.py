"""Which labels of the calendar picture have room, and where: none is cut, none stands on another."""

from collections.abc import Iterable
from typing import NamedTuple

_GAP = 8.0  # between two labels


class Label(NamedTuple):
    """Words that start somewhere and are so wide, and the part of the picture that they name."""

    words: str
    start: float
    wide: float
    begin: float
    close: float

    @property
    def end(self) -> float:
        """Where the words end."""
        return self.start + self.wide

    def clear_of(self, other: "Label") -> bool:
        """Tell whether two labels stand apart."""
        return self.end + _GAP <= other.start or other.end + _GAP <= self.start

    def within(self, left: float, right: float) -> bool:
        """Tell whether the words stand between two edges."""
        return left <= self.start and self.end <= right


def under_marks(labels: Iterable[Label], left: float, right: float) -> list[Label]:
    """Return the labels to draw between two edges, in any order.

    Which of them have room does not depend on the edges, so that none comes and goes as the picture is
    scrolled. One that an edge would cut is moved inside while its mark is in sight and nothing is in the way.
    """
    kept = _apart(labels)
    drawn = [label for label in kept if label.within(left, right)]
    for label in kept:
        if label.within(left, right) or label.close < left or label.begin > right:
            continue
        moved = label._replace(start=max(min(label.start, right - label.wide), left))
        if moved.within(left, right) and all(map(moved.clear_of, drawn)):
            drawn.append(moved)
    return drawn


def _apart(labels: Iterable[Label]) -> list[Label]:
    """Return the labels that do not run into one before."""
    kept: list[Label] = []
    for label in labels:
        if all(map(label.clear_of, kept)):
            kept.append(label)
    return kept


def over_spans(labels: Iterable[Label], left: float, right: float) -> list[Label]:
    """Return the labels that have room over what they name; one at the left edge stays in sight."""
    moved = (
        label._replace(start=max(label.start, left + label.start - label.begin))
        for label in labels
        if label.close > left
    )
    return [label for label in moved if label.end <= min(label.close, right)]
