"""The small marks of the page, drawn once for paper and screen.

Each stands in a box of one by one, its y axis upwards, black on white, in the operators of PDF: `m` move,
`l` line, `c` curve, `h` close, `re` rectangle; then `f` fill, `S` stroke or `B` both. `w` sets the width of
the stroke and `g` the grey that fills.
"""

from collections.abc import Iterator
from functools import cache

STROKE = 0.11
_BOX = "0.08 0.08 0.84 0.84 re"
_TRIANGLE = "0.02 0.06 m 0.98 0.06 l 0.5 0.96 l h"
_CIRCLE = (
    "0.93 0.5 m 0.93 0.737 0.737 0.93 0.5 0.93 c 0.263 0.93 0.07 0.737 0.07 0.5 c "
    "0.07 0.263 0.263 0.07 0.5 0.07 c 0.737 0.07 0.93 0.263 0.93 0.5 c h"
)
_DRAWN = {
    "must": f"{_BOX} B",
    "do": f"{_BOX} S 0.27 0.27 0.46 0.46 re f",
    "may": f"{_BOX} S",
    "know": "0.34 0.32 0.34 0.34 re f",
    "caution": f"{_TRIANGLE} B 1 g 0.44 0.36 0.12 0.32 re 0.44 0.17 0.12 0.12 re f",
    "urgent": f"{_BOX} B 1 g 0.43 0.4 0.14 0.4 re 0.43 0.18 0.14 0.14 re f",
    "avoid": "0.2 w 0.12 0.12 m 0.88 0.88 l 0.12 0.88 m 0.88 0.12 l S",
    "if": "0.5 0 m 1 0.5 l 0.5 1 l 0 0.5 l h S",
    "wait": f"{_CIRCLE} S 0.5 0.78 m 0.5 0.5 l 0.7 0.42 l S",
    "silent": f"{_CIRCLE} S 0.27 0.5 m 0.73 0.5 l S",
    "done": "0.17 w 0.08 0.48 m 0.38 0.14 l 0.94 0.86 l S",
    "replaced": "0.05 0.5 m 0.9 0.5 l 0.6 0.8 m 0.95 0.5 l 0.6 0.2 l S",
    "asked": (
        f"1 g {_CIRCLE} B 0 g 0.35 0.62 m 0.35 0.83 0.66 0.83 0.66 0.64 c "
        "0.66 0.52 0.5 0.53 0.5 0.38 c S 0.44 0.18 0.12 0.12 re f"
    ),
    "half": (
        f"1 g {_CIRCLE} B 0 g 0.5 0.93 m 0.263 0.93 0.07 0.737 0.07 0.5 c "
        "0.07 0.263 0.263 0.07 0.5 0.07 c h f"
    ),
    "passed": f"1 g {_CIRCLE} B 0 g 0.27 0.5 m 0.44 0.32 l 0.74 0.7 l S",
    "open": f"{_BOX} S 0.08 0.08 m 0.92 0.92 l 0.08 0.92 l h f",
}
_SAME = {"met": "must", "unmet": "may", "accepted": "done", "put_aside": "avoid", "clock": "wait"}


def operators(kind: str) -> str:
    """Return a mark in PDF's own words."""
    return _DRAWN[_SAME.get(kind, kind)]


@cache
def strokes(kind: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Return a mark as operators with their numbers, for whatever else draws it."""
    return tuple(_read(operators(kind)))


def _read(text: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    numbers: list[float] = []
    for word in text.split():
        if word.isalpha():
            yield word, tuple(numbers)
            numbers = []
        else:
            numbers.append(float(word))
