"""Input widgets: empty at the start, deaf to the wheel, named for everyone."""

import re
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from crlm_desktop.domain.values import Absence, Bound, OneOf
from crlm_desktop.flow.draft import DraftState
from crlm_desktop.knowledge.pages import facts
from crlm_desktop.paths import resource
from crlm_desktop.texts import say
from crlm_desktop.ui.calendar_popup import open_calendar
from crlm_desktop.ui.fact_page import FactPage
from crlm_desktop.ui.field import Field
from crlm_desktop.ui.field_menu import field_menu
from crlm_desktop.ui.inputs.combo import Combo
from crlm_desktop.ui.inputs.typed import NumberInput
from crlm_desktop.ui.reporting import Wish, plain_text
from crlm_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.hands import answer, choose, field, find, give_reason, press, rest, type_into

CASE = resource("cases", "real_sigmoid_multiple.json")


def _fields(window: Window) -> dict[str, Field]:
    pages = [window.stack.page(place) for place in range(len(window.steps))]
    return {name: made for page in pages if isinstance(page, FactPage) for name, made in page.fields.items()}


def _wheel(widget: QWidget, turn: int) -> None:
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place, widget.mapToGlobal(place), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 (Qt's own order)
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_every_fact_has_its_input(window: Window) -> None:
    """All 184 facts are there, each input found by its fact's name."""
    assert set(_fields(window)) == set(facts().vocabulary)
    for name in facts().vocabulary:
        assert window.findChild(QWidget, name) is not None, name


def test_inputs_start_empty(window: Window) -> None:
    """Nothing is answered before anyone answers."""
    assert window.draft.state == DraftState()
    for made in _fields(window).values():
        if isinstance(made.input, QLineEdit):
            assert not made.input.text()
        elif hasattr(made.input, "accepted"):
            assert made.input.accepted() is None
    assert not find(window, "case_code").text()  # type: ignore[attr-defined]
    assert not find(window, "visit_date").text()  # type: ignore[attr-defined]


@pytest.mark.parametrize("filled", [False, True])
def test_wheel_changes_nothing(window: Window, filled: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    """Turning the wheel over any input, focused or not, changes no fact."""
    if filled:
        window.desk.open(CASE)
    before = window.draft.state
    for made in _fields(window).values():
        made.input.setFocus()
        for widget in (made.input, *made.input.findChildren(QWidget), *([made.unit] if made.unit else [])):
            _wheel(widget, 120)
            _wheel(widget, -120)
    rest()
    assert window.draft.state == before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_input_is_named(window: Window, language: str) -> None:
    """Each input has a label buddy, an accessible name and, where there is help or a range, a description."""
    if language == "en":
        window.speech.switch_language()
    for name, made in _fields(window).items():
        label = made.definition.label[language]
        buddies = [child for child in made.findChildren(QLabel) if child.buddy() is made.input]
        assert [buddy.text() for buddy in buddies] == [label], name
        assert made.input.accessibleName() == label
        if made.definition.is_number or made.definition.help:
            assert made.input.accessibleDescription(), name


def test_full_width_bound_and_unit(window: Window) -> None:
    """Full-width digits, a bound and a unit are typed as a report has them."""
    answer(window, "cea_ug_l", "４１．７")
    assert window.draft.state.facts["cea_ug_l"] == 41.7
    answer(window, "liver_met_count", "3～4")
    assert window.draft.state.facts["liver_met_count"] == Bound(3, 4)
    made = field(window, "liver_met_max_diameter_cm")
    assert made.unit is not None
    made.unit.setFocus()
    QTest.keyClick(made.unit, Qt.Key.Key_Down)
    type_into(made.input, "28.2")
    assert window.draft.state.facts["liver_met_max_diameter_cm"] == 2.82
    assert "2.82 cm" in made.message._words.text()


@pytest.mark.parametrize(
    ("fact", "pasted"),
    [("cea_ug_l", "CEA 4.7 0-5 ng/mL"), ("cea_ug_l", "210 5 ng/mL"), ("liver_met_count", "1 2个")],
)
def test_two_pasted_numbers_are_no_result(window: Window, fact: str, pasted: str) -> None:
    """A result with its reference range is not run together; the field says why it takes nothing."""
    made = field(window, fact)
    QApplication.clipboard().setText(pasted)
    made.input.paste()  # type: ignore[union-attr]
    rest()
    assert fact not in window.draft.state.facts
    assert made.message._words.text() == say("zh", "ui.entry.two_numbers")
    assert made.message._words.property("role") == "danger"


def test_what_a_report_says_is_typed_as_it_stands(window: Window) -> None:
    """Many, at least so many; a size in Chinese units; of two axes the larger is asked for."""
    answer(window, "liver_met_count", {"at_least": 2})
    type_into(field(window, "liver_met_count").input, "多发，至少3个")
    assert window.draft.state.facts["liver_met_count"] == Bound(at_least=3)
    made = field(window, "liver_met_max_diameter_cm")
    type_into(made.input, "2.8×2.1 cm")
    assert "liver_met_max_diameter_cm" not in window.draft.state.facts
    assert made.message._words.text() == say("zh", "ui.entry.axes")
    type_into(made.input, "28 毫米")
    assert window.draft.state.facts["liver_met_max_diameter_cm"] == 2.8


def test_unit_survives_undo(window: Window) -> None:
    """A number typed in mm still says mm after undo and redo."""
    made = field(window, "liver_met_max_diameter_cm")
    assert isinstance(made.input, NumberInput)
    made.input.take_unit("mm")
    type_into(made.input, "28.2")
    window.draft.undo()
    window.draft.redo()
    assert (made.input.text(), made.input.unit) == ("28.2", "mm")
    assert window.draft.state.facts["liver_met_max_diameter_cm"] == 2.82


def test_unusual_value_waits_for_confirmation(window: Window) -> None:
    """CEA 41 700 is told in words and not taken until someone confirms it."""
    answer(window, "cea_ug_l", "41700")
    assert "cea_ug_l" not in window.draft.state.facts
    press(window, "cea_ug_l.confirm")
    assert window.draft.state.facts["cea_ug_l"] == 41700


def test_enter_confirms_and_other_unit_is_offered(window: Window) -> None:
    """28.2 cm is asked about; mm is offered; Enter takes a value for meant."""
    made = field(window, "liver_met_max_diameter_cm")
    type_into(made.input, "28.2")
    assert "mm" in made.message._other_unit.text()  # type: ignore[union-attr]
    QTest.keyClick(made.input, Qt.Key.Key_Return)
    assert window.draft.state.facts["liver_met_max_diameter_cm"] == 28.2


def test_out_of_range_stays_unknown(window: Window) -> None:
    """A value that cannot be is told at the field, stays as typed and is no fact."""
    answer(window, "age_years", "640")
    made = field(window, "age_years")
    assert "age_years" not in window.draft.state.facts
    assert made.input.text() == "640"  # type: ignore[union-attr]
    assert made.message._words.property("role") == "danger"


def test_a_size_that_can_only_be_in_millimetres_is_asked_about(window: Window) -> None:
    """45 cm cannot be; one click says that millimetres were meant, and nothing else is offered."""
    made = field(window, "liver_met_max_diameter_cm")
    type_into(made.input, "45")
    confirm, other = made.message._confirm, made.message._other_unit
    assert confirm is not None
    assert other is not None
    assert confirm.isHidden()
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert window.draft.state.facts["liver_met_max_diameter_cm"] == 4.5


def test_segments_click_again_clears_and_keys_choose(window: Window) -> None:
    """A second click clears; Y, N, digits and Delete work; Ctrl+click adds a possibility."""
    made = field(window, "kras_status")
    answer(window, "kras_status", "mutant")
    answer(window, "kras_status", "mutant")
    assert "kras_status" not in window.draft.state.facts
    QTest.keyClick(made.input, Qt.Key.Key_1)
    assert window.draft.state.facts["kras_status"] == "wild_type"
    QTest.keyClick(made.input, Qt.Key.Key_Delete)
    assert not window.draft.state.facts
    yes_no = field(window, "liver_mri_ever_done")
    QTest.keyClick(yes_no.input, Qt.Key.Key_N)
    assert window.draft.state.facts["liver_mri_ever_done"] is False


def test_several_values_possible(window: Window) -> None:
    """T3-4 is entered as a set, shown as one entry, and taken back."""
    answer(window, "clinical_t_stage", {"one_of": ["T3", "T4"]})
    assert window.draft.state.facts["clinical_t_stage"] == OneOf(("T3", "T4"))
    made = field(window, "clinical_t_stage")
    assert "cT3" in made.input.currentText()  # type: ignore[union-attr]
    choose(made.input, "T2")  # type: ignore[arg-type]
    assert window.draft.state.facts["clinical_t_stage"] == "T2"


@pytest.mark.parametrize("reason", ["pending", "not_done", "not_obtainable"])
@pytest.mark.parametrize("keyboard", [True, False])
def test_reason_takes_one_key_or_click(window: Window, reason: str, keyboard: bool) -> None:  # noqa: FBT001
    """Pending, not done and not obtainable are one key or one click each, and take the value back."""
    answer(window, "kras_status", "mutant")
    give_reason(window, "kras_status", reason, keyboard=keyboard)
    assert window.draft.state.absent["kras_status"] is Absence(reason)
    assert "kras_status" not in window.draft.state.facts


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("reason", ["pending", "not_done", "not_obtainable"])
def test_the_report_says_of_a_reason_what_its_button_says(
    make_window: MakeWindow, reason: str, language: str
) -> None:
    """One wording for why a fact is unknown, on the button and on the page."""
    window = make_window(language)
    answer(window, "crlm_diagnosed", value=True)
    give_reason(window, "kras_status", reason)
    bar = field(window, "kras_status").reasons
    assert bar is not None
    window.live.evaluate()
    assert window.live.decision is not None
    page = plain_text(window.live.decision, window.live.knowledge, Wish(language))
    label = facts().vocabulary["kras_status"].label[language]
    assert re.search(rf"{bar.buttons[Absence(reason)].text()}\W+{label}", page)


def test_date_is_typed_or_cleared(window: Window) -> None:
    """A date is typed; one in the future that cannot be is refused."""
    answer(window, "last_bevacizumab_date", "2024年5月31日")
    assert window.draft.state.facts["last_bevacizumab_date"] == date(2024, 5, 31)
    answer(window, "last_bevacizumab_date", "2999-01-01")
    assert "last_bevacizumab_date" not in window.draft.state.facts


def test_contradiction_stands_at_both_fields(window: Window) -> None:
    """MSI-H with pMMR is marked at both fields at once, and both marks go together."""
    answer(window, "msi_status", "MSI-H")
    answer(window, "mmr_status", "pMMR")
    for fact in ("msi_status", "mmr_status"):
        assert field(window, fact).property("tone") == "warn"
    answer(window, "mmr_status", "dMMR")
    assert field(window, "msi_status").property("tone") == ""


def test_reason_said_twice_is_taken_back(window: Window) -> None:
    """The same key again takes the reason back."""
    give_reason(window, "kras_status", "pending")
    give_reason(window, "kras_status", "pending")
    assert not window.draft.state.absent


def test_menu_of_a_number_offers_limits(window: Window) -> None:
    """Multiple, at least 3 is one choice in the menu; the text shows it."""
    made = field(window, "liver_met_count")
    menu = field_menu(made, "en")
    menu.actions()[3].trigger()
    assert window.draft.state.facts["liver_met_count"] == Bound(at_least=3)
    assert made.input.text() == "≥3"  # type: ignore[union-attr]
    menu.close()


def test_calendar_begins_in_living_memory(window: Window) -> None:
    """Whatever keys lead there, the calendar knows no day that is no date of a patient."""
    made = field(window, "planned_surgery_date")
    calendar = open_calendar(made.input, None, made.input.enter)  # type: ignore[union-attr]
    calendar.setSelectedDate(QDate(-4714, 11, 24))
    calendar.activated.emit(calendar.selectedDate())
    assert window.draft.state.facts["planned_surgery_date"] == date(1900, 1, 1)


def test_calendar_picks_a_date(window: Window) -> None:
    """A day chosen in the calendar is the date; the day known before is where it opens."""
    answer(window, "planned_surgery_date", "2025-04-02")
    made = field(window, "planned_surgery_date")
    calendar = open_calendar(made.input, date(2025, 4, 2), made.input.enter)  # type: ignore[union-attr]
    assert calendar.selectedDate().day() == 2
    calendar.clicked.emit(QDate(2025, 4, 9))
    assert window.draft.state.facts["planned_surgery_date"] == date(2025, 4, 9)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_variant_says_what_the_rules_read_of_it(make_window: MakeWindow, language: str) -> None:
    """What is not read counts as unknown, and the field says so; the words stay as they were typed."""
    window = make_window(language)
    answer(window, "kras_status", "mutant")
    made = field(window, "kras_variant")
    for typed, key, known in (
        ("Ｇ１２Ｃ", "variant", True),
        ("G12C 阴性", "variant_not_read", None),
        ("p.Gly12Asp", "variant", False),
    ):
        made.input.clear()  # type: ignore[union-attr]
        type_into(made.input, typed)
        rest()
        assert window.live.decision is not None
        assert window.live.decision.derived["kras_g12c"] is known, typed
        change = "G12C" if known else "G12D"
        words = [label.text() for label in made.message.findChildren(QLabel)]
        assert words == [say(language, f"ui.entry.{key}", change=change)]
        assert window.draft.state.facts["kras_variant"] == typed


_REASON_KEYS = {Qt.Key.Key_1: "pending", Qt.Key.Key_2: "not_done", Qt.Key.Key_3: "not_obtainable"}


def test_every_list_takes_the_reasons_by_key(window: Window) -> None:
    """Ctrl+1, 2, 3 say why a fact is unknown; none of them is a letter to search the list for."""
    lists = [name for name, made in _fields(window).items() if isinstance(made.input, Combo)]
    assert len(lists) == 16
    for name in lists:
        made = field(window, name)
        for key, reason in _REASON_KEYS.items():
            made.input.setFocus()
            QTest.keyClick(made.input, key, Qt.KeyboardModifier.ControlModifier)
            assert window.draft.state.absent[name] is Absence(reason), name
            assert name not in window.draft.state.facts
        give_reason(window, name, "not_obtainable")  # said again, it is taken back
        assert name not in window.draft.state.absent


def test_a_unit_takes_the_reasons_by_key(window: Window) -> None:
    """The cursor beside the number is still in the field."""
    made = field(window, "liver_met_max_diameter_cm")
    assert isinstance(made.unit, QComboBox)
    made.unit.setFocus()
    QTest.keyClick(made.unit, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.draft.state.absent["liver_met_max_diameter_cm"] is Absence.PENDING
    assert made.unit.currentText() == "cm"


def test_a_list_is_searched_and_opened_as_any_other(window: Window) -> None:
    """Without Ctrl a letter still finds its entry; Alt with an arrow opens the list."""
    made = field(window, "clinical_t_stage")
    assert isinstance(made.input, Combo)
    made.input.setFocus()
    QTest.keyClicks(made.input, "cT3")
    assert window.draft.state.facts["clinical_t_stage"] == "T3"
    QTest.keyClick(made.input, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    rest()
    assert made.input.view().isVisible()
    made.input.hidePopup()
