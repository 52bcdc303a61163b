"""The Child-Pugh score; what is missing or bounded widens it to an interval."""

from collections.abc import Mapping
from typing import NamedTuple

from crlm_desktop.domain.ranges import Number, checked, exact
from crlm_desktop.domain.values import Bound, OneOf

Measured = Number | Bound | None


class ChildPugh(NamedTuple):
    """Points from `lowest` to `highest` (5 to 15), the classes still possible, what is missing or odd.

    `doubtful` names values that look like another unit (bilirubin in mg/dL typed as µmol/L).
    """

    lowest: int
    highest: int
    classes: tuple[str, ...]
    missing: tuple[str, ...]
    doubtful: tuple[str, ...] = ()

    @property
    def settled(self) -> str | None:
        """The class, None while more than one is possible."""
        return self.classes[0] if len(self.classes) == 1 else None


_CUTS: Mapping[str, tuple[Number, Number, Number, Number]] = {
    # lowest, highest plausible value; limits of the 2-point band, both inclusive
    "bilirubin_umol_l": (1, 1000, 34, 50),
    "albumin_g_l": (10, 60, 28, 35),
    "inr": (0.5, 15, 1.7, 2.3),
    "encephalopathy_grade": (0, 4, 1, 2),
}
_ASCITES = {"none": 1, "mild": 2, "moderate_severe": 3}
_ODD_BILIRUBIN = 3
BILIRUBIN_UMOL_PER_MG_DL = 17.1


def child_pugh(
    *,
    bilirubin_umol_l: Measured = None,
    albumin_g_l: Measured = None,
    inr: Measured = None,
    ascites: str | OneOf | None = None,
    encephalopathy_grade: Measured = None,
) -> ChildPugh:
    """Return the Child-Pugh score; a missing or bounded component gives an interval.

    1 / 2 / 3 points: bilirubin < 34 / 34-50 / > 50 µmol/L (1 to 1000); albumin > 35 / 28-35 / < 28 g/L
    (10 to 60: a figure in g/dL is refused); INR < 1.7 / 1.7-2.3 / > 2.3 (0.5 to 15); ascites none / mild /
    moderate or severe; encephalopathy 0 / 1-2 / 3-4. A 5-6, B 7-9, C 10-15. Pugh 1973; the consensus only
    names the class. Raises CalculatorError out of range, KeyError for an unknown word for ascites.
    """
    measured = {
        "bilirubin_umol_l": bilirubin_umol_l,
        "albumin_g_l": albumin_g_l,
        "inr": inr,
        "encephalopathy_grade": encephalopathy_grade,
    }
    points = [_points(name, value) for name, value in measured.items()] + [_ascites_points(ascites)]
    lowest, highest = sum(low for low, _ in points), sum(high for _, high in points)
    missing = [name for name, value in measured.items() if value is None] + ["ascites"] * (ascites is None)
    first, last = "ABC".index(child_pugh_class(lowest)), "ABC".index(child_pugh_class(highest))
    odd = isinstance(bilirubin_umol_l, int | float) and bilirubin_umol_l < _ODD_BILIRUBIN
    return ChildPugh(
        lowest, highest, tuple("ABC"[first : last + 1]), tuple(missing), ("bilirubin_umol_l",) * odd
    )


def child_pugh_class(points: int) -> str:
    """Return the class of 5 to 15 points: A to 6, B to 9, C above."""
    checked("child_pugh_points", points, 5, 15)
    return "A" if points <= 6 else "B" if points <= 9 else "C"  # noqa: PLR2004 (the score's own limits)


def _points(name: str, value: Measured) -> tuple[int, int]:
    low, high, *_ = _CUTS[name]
    if value is None:
        return 1, 3
    if not isinstance(value, Bound):
        value = Bound(value, value)
    ends = (
        low if value.at_least is None else value.at_least,
        high if value.at_most is None else value.at_most,
    )
    first, last = sorted(_points_at(name, end) for end in ends)
    return first, last


def _points_at(name: str, value: Number) -> int:
    low, high, first, last = _CUTS[name]
    checked(name, value, low, high)
    band = 1 if value < first else 2 if value <= last else 3
    return 4 - band if name == "albumin_g_l" else band


def _ascites_points(ascites: str | OneOf | None) -> tuple[int, int]:
    words = (
        ascites.values if isinstance(ascites, OneOf) else tuple(_ASCITES) if ascites is None else (ascites,)
    )
    points = [_ASCITES[word] for word in words]
    return min(points), max(points)


def bilirubin_umol_l(mg_dl: Number) -> float:
    """Return bilirubin in µmol/L from mg/dL (0.05 to 60): times 17.1."""
    return float(checked("bilirubin_mg_dl", mg_dl, 0.05, 60) * exact(BILIRUBIN_UMOL_PER_MG_DL))


def albumin_g_l(g_dl: Number) -> float:
    """Return albumin in g/L from g/dL (1 to 6): times 10."""
    return float(checked("albumin_g_dl", g_dl, 1, 6) * 10)
