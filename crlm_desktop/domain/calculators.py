"""Calculators of the clinic: pure, exact in decimal arithmetic, each with its units, ranges and source.

What is typed out of range raises CalculatorError; what is missing widens the result to an interval.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from crlm_desktop.domain.problems import Problem
from crlm_desktop.domain.values import Bound, OneOf

Number = int | float
Measured = Number | Bound | None
FLR_MINIMUM_PCT = 30
SBRT_TARGET_GY = 100


class CalculatorError(ValueError):
    """An input that no patient can have; `problem` names it and the range that is allowed."""

    def __init__(self, place: str, low: Number, high: Number) -> None:
        super().__init__(f"{place}: {low} to {high}")
        self.problem = Problem(place, "out_of_range", {"low": low, "high": high})


def _exact(number: Number) -> Decimal:
    return Decimal(str(number))


def _checked(place: str, number: Number, low: Number, high: Number) -> Decimal:
    if not low <= number <= high:
        raise CalculatorError(place, low, high)
    return _exact(number)


class LiverRemnant(NamedTuple):
    """Future liver remnant in % of `denominator_ml`; `at_least`: the tumour volume was not known.

    `method`: `measured` (measured liver minus tumour) or `standardised` (liver expected for the body size).
    `sufficient`: above 30 %, None where only a lower bound is known and it does not say so.
    """

    percent: float
    method: str
    denominator_ml: float
    at_least: bool = False

    @property
    def sufficient(self) -> bool | None:
        """Tell whether the remnant is above 30 % (strict, as the consensus writes it)."""
        if self.percent > FLR_MINIMUM_PCT:
            return True
        return None if self.at_least else False


def remnant_of_measured_liver(remnant_ml: Number, liver_ml: Number, tumour_ml: Number | None) -> LiverRemnant:
    """Return the remnant against the measured liver (300 to 6000 mL) less its tumours (0 to 5000 mL), in %.

    Without the tumour volume the whole liver is the denominator and the result a lower bound. The consensus
    asks for more than 30 % of the functioning liver and names no denominator: this one is our default.
    Raises CalculatorError for a volume out of range, or a remnant larger than the functioning liver.
    """
    liver = _checked("total_liver_volume_ml", liver_ml, 300, 6000)
    tumour = _checked("liver_tumor_volume_ml", tumour_ml or 0, 0, min(5000, liver_ml - 1))
    remnant = _checked("flr_volume_ml", remnant_ml, 0, float(liver - tumour))
    percent = remnant / (liver - tumour) * 100
    return LiverRemnant(float(percent), "measured", float(liver - tumour), at_least=tumour_ml is None)


def remnant_of_standard_liver(remnant_ml: Number, standard_ml: Number) -> LiverRemnant:
    """Return the remnant (0 to 5000 mL) in % of the liver expected for the body size (300 to 6000 mL)."""
    standard = _checked("standard_liver_volume_ml", standard_ml, 300, 6000)
    remnant = _checked("flr_volume_ml", remnant_ml, 0, 5000)
    return LiverRemnant(float(remnant / standard * 100), "standardised", float(standard))


def body_surface_m2(height_cm: Number, weight_kg: Number) -> float:
    """Return the body surface in m² (Mosteller 1987): the root of height x weight / 3600.

    Height 100 to 250 cm, weight 20 to 300 kg; raises CalculatorError otherwise.
    """
    product = _checked("height_cm", height_cm, 100, 250) * _checked("weight_kg", weight_kg, 20, 300)
    return float((product / 3600).sqrt())


def standard_liver_ml(surface_m2: Number, formula: str) -> float:
    """Return the expected liver volume in mL for a body surface of 0.7 to 4 m².

    `urata`: 706.2 x surface + 2.4 (Urata 1995, Japanese patients); `vauthey`: 1267.28 x surface - 794.41
    (Vauthey 2002, western adults; below 0.9 m² it gives figures that no liver has, and is refused).
    Raises KeyError for another formula.
    """
    slope, offset, lowest = {"urata": ("706.2", "2.4", 0.7), "vauthey": ("1267.28", "-794.41", 0.9)}[formula]
    return float(_checked("surface_m2", surface_m2, lowest, 4) * Decimal(slope) + Decimal(offset))


class BiologicalDose(NamedTuple):
    """Biologically effective dose in Gy at an alpha/beta ratio, and whether it is above the 100 Gy wanted."""

    gy: float
    total_gy: float
    above_target: bool


def biological_dose(
    fractions: int, dose_per_fraction_gy: Number, alpha_beta_gy: Number = 10
) -> BiologicalDose:
    """Return n x d x (1 + d / (alpha/beta)): 1 to 40 fractions of 0.5 to 34 Gy, alpha/beta 0.5 to 30 Gy.

    The target (strictly above 100 Gy) belongs to stereotactic treatment of the liver, never to a rectal
    schedule; alpha/beta 10 is our assumption. 5 x 10 Gy is exactly 100 Gy and not above it.
    """
    count = _checked("sbrt_fractions", fractions, 1, 40)
    dose = _checked("sbrt_dose_per_fraction_gy", dose_per_fraction_gy, 0.5, 34)
    ratio = _checked("alpha_beta_gy", alpha_beta_gy, 0.5, 30)
    scaled = count * dose * (ratio + dose)
    return BiologicalDose(float(scaled / ratio), float(count * dose), scaled > SBRT_TARGET_GY * ratio)


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
    _checked("child_pugh_points", points, 5, 15)
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
    _checked(name, value, low, high)
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
    return float(_checked("bilirubin_mg_dl", mg_dl, 0.05, 60) * _exact(BILIRUBIN_UMOL_PER_MG_DL))


def albumin_g_l(g_dl: Number) -> float:
    """Return albumin in g/L from g/dL (1 to 6): times 10."""
    return float(_checked("albumin_g_dl", g_dl, 1, 6) * 10)


DWORAK = ("no_regression", "mostly_tumour", "mostly_fibrosis", "few_cells", "complete")


def dworak_meaning(grade: int) -> str:
    """Return what a Dworak regression grade of the primary means: 0 none to 4 complete (Table 2).

    Other scales run the other way round (in Mandard's, 1 is complete): ask which scale a report uses.
    Raises CalculatorError outside 0 to 4.
    """
    _checked("primary_trg", grade, 0, 4)
    return DWORAK[grade]
