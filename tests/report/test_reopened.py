"""What is said of a page that is opened again, from the files that it carries."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from crlm_desktop.domain.case import Case
from crlm_desktop.engine.decision import Decision
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.flow.draft import Draft
from crlm_desktop.report import reopened
from crlm_desktop.report.carrier import Carried
from crlm_desktop.report.reopened import Compared, compared
from crlm_desktop.report.seal import seal
from tests.report.pages import vignettes
from tests.support import TODAY, base, case_reader, cases


def _carried(decision: Decision) -> Carried:
    sealed = seal(decision, base(), with_code=True, with_note=False)
    return Carried(sealed.case, sealed.result, base().id, base().version, base().sha256, intact=True)


def _opened(carried: Carried) -> Decision:
    """Return the decision as the window makes it of a carried case."""
    draft = Draft()
    draft.open(case_reader().read(carried.case, TODAY))
    return evaluate(draft.to_case(TODAY), base())


@pytest.mark.parametrize("name", vignettes())
def test_an_untouched_page_raises_no_alarm(name: str) -> None:
    carried = _carried(vignettes()[name])
    assert compared(carried, _opened(carried), base()) == Compared(altered=False, other_knowledge=False)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_no_case_raises_an_alarm_for_nothing(case: Case) -> None:
    carried = _carried(evaluate(case, base()))
    assert compared(carried, _opened(carried), base()) == Compared(altered=False, other_knowledge=False)


def test_another_version_of_the_app_is_no_alteration(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of an older app that advised otherwise was not tampered with; the older app is named."""
    carried = _carried(vignettes()["V14"])
    told = json.loads(carried.result)
    told["app_version"] = "0.0.1"
    gone = told["advice"][0] | {"key": "gone", "text": {"zh": "旧", "en": "Old"}, "state": "applies"}
    told["advice"].insert(0, gone)
    older = carried._replace(result=json.dumps(told).encode())
    found = compared(older, _opened(older), base())
    assert (found.altered, found.old_app, found.gone, found.come) == (
        False,
        "0.0.1",
        ({"zh": "旧", "en": "Old"},),
        (),
    )


@pytest.mark.parametrize("advice", [None, "x", [1], [{"state": "applies", "text": 3}], [{}]])
def test_a_result_of_another_shape_does_no_harm(advice: object) -> None:
    assert reopened._standing(advice) == {}
