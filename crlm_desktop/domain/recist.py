"""Response over the visits by RECIST 1.1 (Eisenhauer 2009): each visit against the baseline and the nadir."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from crlm_desktop.domain.ranges import CalculatorError

PARTIAL_FALL = Fraction(30, 100)
PROGRESS_RISE = Fraction(20, 100)
PROGRESS_MM = 5
_LARGEST_SUM_MM = 2000
_BEST_FIRST = ("CR", "PR", "SD", "PD")


class Assessment(NamedTuple):
    """One visit: sum of the target lesions' diameters in mm (None: not evaluable), and what else was seen.

    `new_lesion`: unequivocal, or progression of non-target disease. `non_target_left`: some non-target
    disease remains, so that a vanished sum is not a complete response.
    """

    sum_mm: float | None
    new_lesion: bool = False
    non_target_left: bool = False


class Response(NamedTuple):
    """The response at one visit (CR, PR, SD, PD or NE), its change in % from baseline and from nadir."""

    code: str
    from_baseline_pct: float | None = None
    from_nadir_pct: float | None = None


def responses(baseline_mm: float, visits: Sequence[Assessment | float]) -> tuple[Response, ...]:
    """Return the response at each visit after a baseline sum of 10 to 2000 mm.

    Partial response: at least 30 % below the baseline. Progression: at least 20 % AND at least 5 mm above
    the nadir (the smallest sum so far, the baseline included), or a new lesion. Complete response: nothing
    left; any later growth from it is progression. A partial response, once reached, stays one until
    progression: progress is measured from the nadir, not from the 30 % line. So baseline 100 and 70, 70, 80,
    80, 80 (the EORTC's worked example) stay PR: 80 is 20 % below the baseline, but against the nadir of 70
    only + 14 %, short of progression, and a response that has not progressed is not lost. After progression
    every visit is PD. Raises CalculatorError for a sum out of range.
    """
    _check("baseline_mm", baseline_mm, 10)
    baseline = nadir = Fraction(str(baseline_mm))
    reached = "SD"
    found: list[Response] = []
    for visit in visits:
        seen = visit if isinstance(visit, Assessment) else Assessment(visit)
        size = None if seen.sum_mm is None else _check("sum_mm", seen.sum_mm, 0)
        code = _code(seen, size, baseline, nadir, reached)
        found.append(_response(code, size, baseline, nadir))
        reached = code if code != "NE" else reached
        nadir = nadir if size is None else min(nadir, size)
    return tuple(found)


def best_response(found: Sequence[Response]) -> str:
    """Return the best response so far (NE where no visit could be evaluated); it is never lost again."""
    codes = {response.code for response in found}
    return next((code for code in _BEST_FIRST if code in codes), "NE")


def _check(place: str, number: float, lowest: float) -> Fraction:
    if not lowest <= number <= _LARGEST_SUM_MM:
        raise CalculatorError(place, lowest, _LARGEST_SUM_MM)
    return Fraction(str(number))


def _code(seen: Assessment, size: Fraction | None, baseline: Fraction, nadir: Fraction, reached: str) -> str:
    if seen.new_lesion or reached == "PD":
        return "PD"
    if size is None:
        return "NE"
    rise = size - nadir
    if rise > 0 and (reached == "CR" or (rise >= PROGRESS_RISE * nadir and rise >= PROGRESS_MM)):
        return "PD"
    if size == 0 and not seen.non_target_left:
        return "CR"
    if baseline - size >= PARTIAL_FALL * baseline or reached in {"PR", "CR"}:
        return "PR"
    return "SD"


def _response(code: str, size: Fraction | None, baseline: Fraction, nadir: Fraction) -> Response:
    if size is None:
        return Response(code)
    from_nadir = float((size - nadir) / nadir * 100) if nadir else None
    return Response(code, float((size - baseline) / baseline * 100), from_nadir)
