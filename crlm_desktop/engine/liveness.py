"""Which open facts a condition still hangs on: those on a way to its top on which nothing is settled yet.

Shapes are nested tuples that the compiler writes beside each condition's function:
("fact", place, accept) ("not", part) ("all", parts) ("any", parts) ("more", limit, parts)
("call", function, places): what cannot be followed step by step hangs on all its facts while it is open
("loose", places): whether a fact is known can still change while its truth is already settled.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from crlm_desktop.domain.kleene import FALSE, NOT, TRUE, UNKNOWN

Shape = tuple[Any, ...]
Masks = Sequence[int]
Found = tuple[int, frozenset[int]]
_NOTHING: frozenset[int] = frozenset()


def live_facts(shape: Shape, masks: Masks) -> frozenset[int]:
    """Return the places of the open facts that can still matter to a condition."""
    return _followed(shape, masks)[1]


def _followed(shape: Shape, masks: Masks) -> Found:
    kind = shape[0]
    if kind == "fact":
        return _compared(shape[1], shape[2], masks)
    if kind == "not":
        truth, live = _followed(shape[1], masks)
        return NOT[truth], live
    if kind == "all":
        return _joined((_followed(part, masks) for part in shape[1]), FALSE)
    if kind == "any":
        return _joined((_followed(part, masks) for part in shape[1]), TRUE)
    if kind == "more":
        return _counted(shape[1], [_followed(part, masks) for part in shape[2]])
    if kind == "loose":
        return UNKNOWN, frozenset(shape[1])
    truth = shape[1](masks)
    return truth, frozenset(shape[2]) if truth == UNKNOWN else _NOTHING


def _compared(place: int, accept: int, masks: Masks) -> Found:
    mask = masks[place]
    if not mask & ~accept:
        return TRUE, _NOTHING
    return (UNKNOWN, frozenset((place,))) if mask & accept else (FALSE, _NOTHING)


def _joined(parts: Iterator[Found], decisive: int) -> Found:
    truth, live = NOT[decisive], _NOTHING
    for part, facts in parts:
        if part == decisive:
            return decisive, _NOTHING
        if part == UNKNOWN:
            truth, live = UNKNOWN, live | facts
    return truth, live


def _counted(limit: int, parts: list[Found]) -> Found:
    certain = sum(truth == TRUE for truth, _ in parts)
    possible = sum(truth != FALSE for truth, _ in parts)
    if certain > limit or possible <= limit:
        return (TRUE if certain > limit else FALSE), _NOTHING
    return UNKNOWN, frozenset().union(*(live for truth, live in parts if truth == UNKNOWN))
