"""What is named as waiting can still come: a line whose place another will take is not."""

from typing import Any

import pytest

from crlm_desktop.engine.evaluate import evaluate
from tests.support import base, case_of

SURGEON = {"crlm_diagnosed": True, "care_phase": "treatment_planning", "mdt_ned_class": "achievable"}
LATE = {**SURGEON, "interval_primary_to_liver_met_months": 14}
FEW_POINTS = {"liver_met_count": 1, "liver_met_max_diameter_cm": 3}


def _waiting(facts: dict[str, Any]) -> set[str]:
    return {item for line in evaluate(case_of(facts), base()).waiting for item in line.items}


@pytest.mark.parametrize(
    ("item", "facts", "known"),
    [
        ("C2a", {"crlm_diagnosed": True}, {"hepatobiliary_contrast_mri_feasible": False}),
        ("C17a", SURGEON, {"tolerates_simultaneous_resection": False}),
        ("C15a", LATE, FEW_POINTS),
        ("N-5.1.2-h", {**LATE, "hepatic_steatosis_marked": True, "neoadjuvant_chemo": "none"},
         FEW_POINTS),
    ],
)  # fmt: skip
def test_a_line_that_no_answer_can_bring_is_not_waiting(
    item: str, facts: dict[str, Any], known: dict[str, Any]
) -> None:
    assert item in _waiting(facts)
    decision = evaluate(case_of(facts | known), base())
    assert item not in {name for line in decision.waiting for name in line.items}
    assert item not in {name for entry in decision.missing for name in entry.settles}
    assert decision.items[item].state == "needs_data"
