"""Every calculator against cases worked by hand; the working stands beside each case."""

import pytest

from crlm_desktop.domain.calculators import (
    biological_dose,
    body_surface_m2,
    dworak_meaning,
    remnant_of_measured_liver,
    remnant_of_standard_liver,
    standard_liver_ml,
)
from crlm_desktop.domain.child_pugh import albumin_g_l, bilirubin_umol_l, child_pugh, child_pugh_class
from crlm_desktop.domain.ranges import CalculatorError
from crlm_desktop.domain.recist import Assessment, best_response, responses
from crlm_desktop.domain.values import Bound, OneOf


@pytest.mark.parametrize(
    ("remnant", "liver", "tumour", "percent", "sufficient"),
    [
        (450, 1500, 0, 30.0, False),  # 450 / 1500 = 0.30: not above 30
        (450, 1500, 100, 450 / 14, True),  # 450 / (1500 - 100) = 450 / 1400 = 32.14 %
        (420, 1500, 100, 30.0, False),  # 420 / 1400 = 0.30
        (421, 1500, 100, 421 / 14, True),  # 421 / 1400 = 30.07 %
        (600, 2000, 400, 37.5, True),  # 600 / 1600
        (300, 1200, 200, 30.0, False),  # 300 / 1000
        (900, 1800, 0, 50.0, True),  # 900 / 1800
        (250, 1100, 100, 25.0, False),  # 250 / 1000
        (0, 1500, 0, 0.0, False),  # nothing left
        (1400, 1500, 100, 100.0, True),  # nothing taken
    ],
)
def test_remnant_of_the_measured_liver(
    remnant: float, liver: float, tumour: float, percent: float, *, sufficient: bool
) -> None:
    found = remnant_of_measured_liver(remnant, liver, tumour)
    assert found.percent == pytest.approx(percent, abs=1e-9)
    assert (found.method, found.at_least, found.sufficient) == ("measured", False, sufficient)


def test_remnant_without_the_tumour_volume_is_a_lower_bound() -> None:
    low = remnant_of_measured_liver(400, 1600, None)  # 400 / 1600 = 25 %; 400 / 1200 would be 33 %
    assert (low.percent, low.at_least, low.sufficient) == (25.0, True, None)
    high = remnant_of_measured_liver(560, 1600, None)  # 560 / 1600 = 35 %, more with any tumour
    assert (high.percent, high.sufficient) == (35.0, True)


@pytest.mark.parametrize(
    ("remnant", "standard", "percent"),
    [
        (360, 1200, 30.0),  # 360 / 1200
        (361, 1200, 361 / 12),  # 30.08
        (300, 1500, 20.0),  # 300 / 1500
        (500, 1250, 40.0),  # 500 / 1250
        (450, 1000, 45.0),  # 450 / 1000
        (275, 1100, 25.0),  # 275 / 1100
        (700, 1400, 50.0),  # 700 / 1400
        (320, 1280, 25.0),  # 320 / 1280
        (1300, 1200, 1300 / 12),  # 108.3: a large remnant against a small expectation is allowed
        (0, 1200, 0.0),  # nothing left
    ],
)
def test_remnant_of_the_standard_liver(remnant: float, standard: float, percent: float) -> None:
    found = remnant_of_standard_liver(remnant, standard)
    assert found.percent == pytest.approx(percent, abs=1e-9)
    assert found.method == "standardised"
    assert found.sufficient is (percent > 30)


@pytest.mark.parametrize(
    ("height", "weight", "surface"),
    [
        (180, 80, 2.0),  # 180 x 80 / 3600 = 4
        (160, 90, 2.0),  # 14400 / 3600 = 4
        (150, 54, 1.5),  # 8100 / 3600 = 2.25
        (180, 45, 1.5),  # 8100 / 3600
        (160, 57.6, 1.6),  # 9216 / 3600 = 2.56
        (170, 61.2, 1.7),  # 10404 / 3600 = 2.89
        (180, 64.8, 1.8),  # 11664 / 3600 = 3.24
        (190, 68.4, 1.9),  # 12996 / 3600 = 3.61
        (140, 50.4, 1.4),  # 7056 / 3600 = 1.96
        (200, 72, 2.0),  # 14400 / 3600
    ],
)
def test_body_surface(height: float, weight: float, surface: float) -> None:
    assert body_surface_m2(height, weight) == pytest.approx(surface, abs=1e-9)


@pytest.mark.parametrize(
    ("surface", "formula", "volume"),
    [
        (1.0, "urata", 708.6),  # 706.2 + 2.4
        (1.5, "urata", 1061.7),  # 1059.3 + 2.4
        (1.6, "urata", 1132.32),  # 1129.92 + 2.4
        (1.8, "urata", 1273.56),  # 1271.16 + 2.4
        (2.0, "urata", 1414.8),  # 1412.4 + 2.4
        (1.0, "vauthey", 472.87),  # 1267.28 - 794.41
        (1.5, "vauthey", 1106.51),  # 1900.92 - 794.41
        (1.6, "vauthey", 1233.238),  # 2027.648 - 794.41
        (1.8, "vauthey", 1486.694),  # 2281.104 - 794.41
        (2.0, "vauthey", 1740.15),  # 2534.56 - 794.41
    ],
)
def test_standard_liver(surface: float, formula: str, volume: float) -> None:
    assert standard_liver_ml(surface, formula) == pytest.approx(volume, abs=1e-9)


@pytest.mark.parametrize(
    ("fractions", "dose", "total", "gy", "above"),
    [
        (3, 20, 60, 180.0, True),  # 60 x (1 + 2.0)
        (3, 15, 45, 112.5, True),  # 45 x 2.5
        (3, 12, 36, 79.2, False),  # 36 x 2.2
        (4, 12, 48, 105.6, True),  # 48 x 2.2
        (4, 12.5, 50, 112.5, True),  # 50 x 2.25
        (5, 12, 60, 132.0, True),  # 60 x 2.2
        (5, 11, 55, 115.5, True),  # 55 x 2.1
        (5, 10, 50, 100.0, False),  # 50 x 2.0: exactly 100, not above
        (5, 8, 40, 72.0, False),  # 40 x 1.8
        (6, 10, 60, 120.0, True),  # 60 x 2.0
        (6, 8, 48, 86.4, False),  # 48 x 1.8
        (25, 2.0, 50, 60.0, False),  # 50 x 1.2
        (25, 1.8, 45, 53.1, False),  # 45 x 1.18
        (5, 5, 25, 37.5, False),  # 25 x 1.5
    ],
)
def test_biological_dose(fractions: int, dose: float, total: float, gy: float, *, above: bool) -> None:
    found = biological_dose(fractions, dose)
    assert (found.total_gy, found.gy, found.above_target) == (total, gy, above)


@pytest.mark.parametrize(
    ("bilirubin", "albumin", "inr", "ascites", "encephalopathy", "points", "letter"),
    [
        (10, 40, 1.0, "none", 0, 5, "A"),  # 1 + 1 + 1 + 1 + 1
        (34, 40, 1.0, "none", 0, 6, "A"),  # 34 is in the middle band: 2 + 1 + 1 + 1 + 1
        (33.9, 35.1, 1.69, "none", 0, 5, "A"),  # all just inside the best band
        (50, 35, 1.0, "none", 0, 7, "B"),  # 50 and 35 are in the middle band: 2 + 2 + 1 + 1 + 1
        (50.1, 28, 1.0, "none", 0, 8, "B"),  # 3 + 2 + 1 + 1 + 1
        (20, 27.9, 1.7, "none", 0, 8, "B"),  # 1 + 3 + 2 + 1 + 1
        (40, 30, 2.3, "mild", 0, 9, "B"),  # 2 + 2 + 2 + 2 + 1
        (40, 30, 2.31, "mild", 0, 10, "C"),  # 2 + 2 + 3 + 2 + 1
        (40, 30, 2.0, "mild", 2, 10, "C"),  # 2 x 5
        (80, 20, 3.0, "moderate_severe", 3, 15, "C"),  # 3 x 5
        (10, 40, 1.0, "moderate_severe", 1, 8, "B"),  # 1 + 1 + 1 + 3 + 2
        (10, 40, 1.0, "mild", 0, 6, "A"),  # 1 + 1 + 1 + 2 + 1
    ],
)
def test_child_pugh(  # noqa: PLR0913, PLR0917 (five components, two results)
    bilirubin: float, albumin: float, inr: float, ascites: str, encephalopathy: int, points: int, letter: str
) -> None:
    found = child_pugh(
        bilirubin_umol_l=bilirubin,
        albumin_g_l=albumin,
        inr=inr,
        ascites=ascites,
        encephalopathy_grade=encephalopathy,
    )
    assert (found.lowest, found.highest, found.settled, found.missing) == (points, points, letter, ())


def test_child_pugh_with_gaps() -> None:
    # bilirubin 1, albumin 1, INR 1, ascites 1, encephalopathy 1 to 3: 5 to 7, A or B
    found = child_pugh(bilirubin_umol_l=10, albumin_g_l=40, inr=1.0, ascites="none")
    assert (found.lowest, found.highest, found.classes) == (5, 7, ("A", "B"))
    assert (found.settled, found.missing) == (None, ("encephalopathy_grade",))
    # nothing known: 5 x 1 to 5 x 3
    assert (child_pugh().lowest, child_pugh().highest, child_pugh().classes) == (5, 15, ("A", "B", "C"))
    # albumin >= 36 is one point whatever it is; ascites none or mild 1 to 2: 5 to 6, A all the same
    found = child_pugh(
        bilirubin_umol_l=Bound(at_most=30),
        albumin_g_l=Bound(at_least=36),
        inr=1.1,
        ascites=OneOf(("none", "mild")),
        encephalopathy_grade=0,
    )
    assert (found.lowest, found.highest, found.settled) == (5, 6, "A")


def test_child_pugh_units() -> None:
    assert bilirubin_umol_l(2) == pytest.approx(34.2)  # 2 mg/dL x 17.1
    assert albumin_g_l(3.5) == 35  # 3.5 g/dL x 10
    assert child_pugh(bilirubin_umol_l=1.2).doubtful == ("bilirubin_umol_l",)  # 1.2 is mg/dL, most likely
    with pytest.raises(CalculatorError) as refused:
        child_pugh(albumin_g_l=3.5)
    assert refused.value.problem.place == "albumin_g_l"
    with pytest.raises(CalculatorError):
        child_pugh_class(4)


@pytest.mark.parametrize(
    ("grade", "meaning"),
    [(0, "no_regression"), (1, "mostly_tumour"), (2, "mostly_fibrosis"), (3, "few_cells"), (4, "complete")],
)
def test_dworak(grade: int, meaning: str) -> None:
    assert dworak_meaning(grade) == meaning


@pytest.mark.parametrize("grade", [-1, 5, 6, 10, 99])
def test_dworak_knows_no_other_grade(grade: int) -> None:
    with pytest.raises(CalculatorError):
        dworak_meaning(grade)


@pytest.mark.parametrize(
    ("baseline", "sums", "codes", "best"),
    [
        # 70 is -30 %: PR. 80 is -20 % but 80 / 70 = +14 % of the nadir, under 20 %: still PR
        (100, [70, 70, 80, 80, 80], "PR PR PR PR PR", "PR"),
        # 84 is 70 + 20 % and + 14 mm: PD; later visits stay PD
        (100, [70, 84, 60], "PR PD PD", "PR"),
        # 83.9 is +19.86 %: not PD
        (100, [70, 83.9], "PR PR", "PR"),
        # 70.1 is -29.9 %: SD
        (100, [70.1], "SD", "SD"),
        # 120 is +20 % and +20 mm over the baseline, which is the nadir: PD
        (100, [120], "PD", "PD"),
        # 119 is +19 %: SD
        (100, [119], "SD", "SD"),
        # 20 to 24: +20 % but only +4 mm: SD; 25 is +25 % and +5 mm: PD
        (20, [24, 25], "SD PD", "SD"),
        # everything gone: CR; 3 mm back after CR: PD
        (60, [0, 0, 3], "CR CR PD", "CR"),
        # slow growth from the nadir 80: 95 is +18.75 %, 96 is +20 % and +16 mm
        (100, [80, 95, 96], "SD SD PD", "SD"),
        # 50, then 59 (+18 %), then 60 (+20 %, +10 mm)
        (100, [50, 59, 60], "PR PR PD", "PR"),
        # 10 to 13: +30 % but +3 mm: SD
        (10, [13], "SD", "SD"),
    ],
)
def test_response(baseline: float, sums: list[float], codes: str, best: str) -> None:
    found = responses(baseline, sums)
    assert " ".join(response.code for response in found) == codes
    assert best_response(found) == best


def test_response_beyond_the_sums() -> None:
    visits = [Assessment(None), Assessment(0, non_target_left=True), Assessment(40, new_lesion=True)]
    assert [response.code for response in responses(100, visits)] == ["NE", "PR", "PD"]
    assert best_response(responses(100, [Assessment(None)])) == "NE"
    assert best_response(()) == "NE"
    last = responses(100, [70, 80])[-1]
    assert last.from_baseline_pct == pytest.approx(-20)
    assert last.from_nadir_pct == pytest.approx(100 / 7)  # 10 / 70


@pytest.mark.parametrize(
    "call",
    [
        lambda: remnant_of_measured_liver(450, 200, 0),
        lambda: remnant_of_measured_liver(1500, 1500, 100),
        lambda: remnant_of_standard_liver(450, float("nan")),
        lambda: biological_dose(0, 10),
        lambda: biological_dose(5, 35),
        lambda: body_surface_m2(1.8, 80),
        lambda: standard_liver_ml(0.8, "vauthey"),
        lambda: responses(5, []),
        lambda: responses(100, [float("inf")]),
        lambda: bilirubin_umol_l(0),
    ],
)
def test_out_of_range_is_refused(call: object) -> None:
    with pytest.raises(CalculatorError):
        call()  # type: ignore[operator]
