"""Calculators of the clinic: pure, exact in decimal arithmetic, each with its units, ranges and source.

What is typed out of range raises CalculatorError; what is missing widens the result to an interval.
"""

from decimal import Decimal
from typing import NamedTuple

from crlm_desktop.domain.ranges import Number, checked

FLR_MINIMUM_PCT = 30
SBRT_TARGET_GY = 100


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
    liver = checked("total_liver_volume_ml", liver_ml, 300, 6000)
    tumour = checked("liver_tumor_volume_ml", tumour_ml or 0, 0, min(5000, liver_ml - 1))
    remnant = checked("flr_volume_ml", remnant_ml, 0, float(liver - tumour))
    percent = remnant / (liver - tumour) * 100
    return LiverRemnant(float(percent), "measured", float(liver - tumour), at_least=tumour_ml is None)


def remnant_of_standard_liver(remnant_ml: Number, standard_ml: Number) -> LiverRemnant:
    """Return the remnant (0 to 5000 mL) in % of the liver expected for the body size (300 to 6000 mL)."""
    standard = checked("standard_liver_volume_ml", standard_ml, 300, 6000)
    remnant = checked("flr_volume_ml", remnant_ml, 0, 5000)
    return LiverRemnant(float(remnant / standard * 100), "standardised", float(standard))


def body_surface_m2(height_cm: Number, weight_kg: Number) -> float:
    """Return the body surface in m² (Mosteller 1987): the root of height x weight / 3600.

    Height 100 to 250 cm, weight 20 to 300 kg; raises CalculatorError otherwise.
    """
    product = checked("height_cm", height_cm, 100, 250) * checked("weight_kg", weight_kg, 20, 300)
    return float((product / 3600).sqrt())


def standard_liver_ml(surface_m2: Number, formula: str) -> float:
    """Return the expected liver volume in mL for a body surface of 0.7 to 4 m².

    `urata`: 706.2 x surface + 2.4 (Urata 1995, Japanese patients); `vauthey`: 1267.28 x surface - 794.41
    (Vauthey 2002, western adults; below 0.9 m² it gives figures that no liver has, and is refused).
    Raises KeyError for another formula.
    """
    slope, offset, lowest = {"urata": ("706.2", "2.4", 0.7), "vauthey": ("1267.28", "-794.41", 0.9)}[formula]
    return float(checked("surface_m2", surface_m2, lowest, 4) * Decimal(slope) + Decimal(offset))


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
    count = checked("sbrt_fractions", fractions, 1, 40)
    dose = checked("sbrt_dose_per_fraction_gy", dose_per_fraction_gy, 0.5, 34)
    ratio = checked("alpha_beta_gy", alpha_beta_gy, 0.5, 30)
    scaled = count * dose * (ratio + dose)
    return BiologicalDose(float(scaled / ratio), float(count * dose), scaled > SBRT_TARGET_GY * ratio)


DWORAK = ("no_regression", "mostly_tumour", "mostly_fibrosis", "few_cells", "complete")


def dworak_meaning(grade: int) -> str:
    """Return what a Dworak regression grade of the primary means: 0 none to 4 complete (Table 2).

    Other scales run the other way round (in Mandard's, 1 is complete): ask which scale a report uses.
    Raises CalculatorError outside 0 to 4.
    """
    checked("primary_trg", grade, 0, 4)
    return DWORAK[grade]
