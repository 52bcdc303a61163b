"""The small drawing of the way through the consensus: what it shows, and that it never costs a line."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crlm_desktop.domain.case import Case
from crlm_desktop.engine.decision import Decision
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.pathway.standings import standings
from crlm_desktop.pathway.stations import pathway
from crlm_desktop.report import layout
from crlm_desktop.report.blocks import Mark, Text, Trace
from crlm_desktop.report.content import content
from crlm_desktop.report.export import report_bytes
from crlm_desktop.report.layout import Page
from crlm_desktop.report.rows import Content, Way
from crlm_desktop.report.setting import WIDTH
from crlm_desktop.report.way_band import drawn
from crlm_desktop.report.way_grid import Box, grid
from tests.report.pages import OPTIONS, Printed, everything, set_page, squeezed, vignettes
from tests.support import base, case_of, cases

LANGUAGES = ("zh", "en")
ROOMY = ("V01", "V24d", "V36", "V39c", "V40")
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HEAVY = 1.5
OPEN_CLASS: dict[str, object] = {"crlm_diagnosed": True, "care_phase": "workup"}


def told(decision: Decision, language: str = "en") -> Content:
    return content(decision, base(), language, OPTIONS)


def way_of(facts: dict[str, object], language: str = "en") -> Way:
    return told(evaluate(case_of(facts), base()), language).way


def is_drawn(page: Page) -> bool:
    return any(isinstance(shape, Trace) for _, _, shape in page.shapes)


def words_of(page: Page) -> list[str]:
    return sorted(shape.text for _, _, shape in page.shapes if isinstance(shape, Text))


def undrawn(monkeypatch: pytest.MonkeyPatch, decision: Decision, language: str) -> Page:
    """Return the page as it is where nobody thinks of a drawing."""
    with monkeypatch.context() as patch:
        patch.setattr(layout, "_with_drawing", lambda trial, **_: trial)
        return set_page(decision, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ROOMY)
def test_a_page_with_room_carries_the_drawing(name: str, language: str) -> None:
    """On the finished page, the boxes with the heavy frame hold the words of what applies, and no others."""
    printed = Printed(report_bytes(vignettes()[name], base(), language, OPTIONS))
    way = told(vignettes()[name], language).way
    assert len(printed.document) == 1
    assert squeezed(way.title) in printed.text
    assert printed.framed(HEAVY) == {squeezed(stop.title) for stop in way.stops if stop.state == "lit"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_page_does_without_it(language: str) -> None:
    page = set_page(everything(vignettes()["V14"]), language)
    assert page.further > 0
    assert not is_drawn(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(vignettes()))
def test_the_drawing_costs_no_line_and_one_point_of_type_at_most(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = vignettes()[name]
    page, without = set_page(decision, language), undrawn(monkeypatch, decision, language)
    assert page.further == without.further
    if not is_drawn(page):
        assert words_of(page) == words_of(without)
        return
    assert page.further == 0
    assert page.setting.size >= min(without.setting.size, max(7.5, without.setting.size - 1.0))


@SLOW
@given(cases(), st.sampled_from(LANGUAGES))
def test_a_page_that_leaves_lines_to_the_app_has_no_drawing(case: Case, language: str) -> None:
    page = set_page(evaluate(case, base()), language)
    assert page.further == 0 or not is_drawn(page)


def test_who_has_no_liver_metastases_has_no_place_on_the_way() -> None:
    assert not is_drawn(set_page(evaluate(case_of({"crlm_diagnosed": False}), base()), "en"))
    assert is_drawn(set_page(evaluate(case_of({"crlm_diagnosed": True}), base()), "en"))


def test_where_a_line_is_left_to_the_app_room_alone_brings_no_drawing() -> None:
    """However much room a long line leaves that had to go, the drawing does not take it."""
    whole = layout._fullest(told(vignettes()["V40"]), with_qr=True)
    assert layout._with_drawing(whole, with_qr=True).setting.drawn
    cut = whole._replace(shown=whole.shown._replace(further=1))
    assert layout._with_drawing(cut, with_qr=True) is cut


@pytest.mark.parametrize("name", list(vignettes()))
def test_what_applies_in_the_window_applies_in_the_drawing(name: str) -> None:
    decision = vignettes()[name]
    found = standings(decision, base())
    stops = {stop.id: stop for stop in told(decision).way.stops}
    for state in ("lit", "conditional"):
        assert {key for key, stop in stops.items() if stop.state == state} == {
            key for key, standing in found.items() if standing.state == state
        }
    for key, stop in stops.items():
        if key in found:
            assert stop.state == found[key].state
            assert (stop.mark == "passed") == found[key].passed


def test_an_open_junction_is_marked_and_each_class_behind_it_is_one_open_box() -> None:
    stops = {stop.id: stop for stop in way_of(OPEN_CLASS).stops}
    assert (stops["class"].state, stops["class"].mark, stops["class"].question) == ("waiting", "asked", True)
    for code, _, _ in pathway().lanes:
        assert stops[code].state == "waiting"
    assert not {"neoadjuvant", "conversion", "goal"} & set(stops)


def test_a_given_class_opens_its_own_way_and_keeps_the_others_closed() -> None:
    way = way_of(OPEN_CLASS | {"care_phase": "conversion", "mdt_ned_class": "potential"})
    stops = {stop.id: stop for stop in way.stops}
    assert stops["conversion"].state == "lit"
    assert (stops["achievable"].state, stops["not_achievable"].state) == ("dim", "dim")
    assert "potential" not in stops
    assert not {"neoadjuvant", "goal"} & set(stops)


def test_each_state_has_a_line_or_a_fill_of_its_own() -> None:
    """In black and white, and on a copy of a copy, the states are told apart without colour."""
    page = set_page(vignettes()["V12b"], "zh")
    frames = {
        (shape.weight, shape.dash, shape.fill)
        for _, _, shape in page.shapes
        if isinstance(shape, Trace) and shape.fill is not None and len(shape.points) > 3
    }
    assert len(frames) == 4
    assert {shape.kind for _, _, shape in page.shapes if isinstance(shape, Mark)} >= {"half", "asked"}


@pytest.mark.parametrize("name", ["V12b", "V40"])
def test_nothing_on_the_page_is_coloured(name: str) -> None:
    page = Printed(report_bytes(vignettes()[name], base(), "zh", OPTIONS)).document[0]
    inks = [drawing[kind] for drawing in page.get_drawings() for kind in ("color", "fill") if drawing[kind]]
    assert inks
    assert all(max(ink) - min(ink) < 0.01 for ink in inks)


def overlap(first: Box, second: Box) -> bool:
    return (
        abs(first.x - second.x) * 2 < first.width + second.width
        and abs(first.y - second.y) * 2 < first.height + second.height
    )


def assert_tidy(way: Way) -> None:
    """No box over another or off the page, no word over the edge of its box."""
    boxes, height = grid(way, WIDTH)
    for box in boxes:
        assert box.x - box.width / 2 >= -0.01
        assert box.x + box.width / 2 <= WIDTH + 0.01
        assert box.y - box.height / 2 >= -0.01
        assert box.y + box.height / 2 <= height + 0.01
        assert box.width >= box.label.widths[-1]
    assert not any(overlap(*pair) for pair in itertools.combinations(boxes, 2))
    assert drawn(way).height < 100


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(vignettes()))
def test_boxes_stand_clear_of_one_another(name: str, language: str) -> None:
    assert_tidy(told(vignettes()[name], language).way)


@SLOW
@given(cases(), st.sampled_from(LANGUAGES))
def test_any_patient_s_way_is_tidy(case: Case, language: str) -> None:
    assert_tidy(told(evaluate(case, base()), language).way)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_stations_at_once_still_fit_the_width(language: str) -> None:
    """More stations than any patient has: the columns hold them all."""
    ways = [told(decision, language).way for decision in vignettes().values()]
    stops = {stop.id: stop for way in ways for stop in way.stops if stop.id in stations()}
    assert set(stops) == stations()
    boxes, _ = grid(ways[0]._replace(stops=tuple(stops.values())), WIDTH)
    assert max(box.x + box.width / 2 for box in boxes) <= WIDTH + 0.01


def stations() -> set[str]:
    return {node.id for node in pathway().nodes}
