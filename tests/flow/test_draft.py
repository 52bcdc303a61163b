"""The draft: every change one step, nothing lost."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from crlm_desktop.domain.case import Case, Lesion
from crlm_desktop.domain.values import Absence, Bound, OneOf
from crlm_desktop.flow.draft import Draft, DraftState

TODAY = date(2025, 6, 1)


def test_keystrokes_in_one_field_are_one_step() -> None:
    """Typing 64 in one go is undone at once; leaving the field ends the step."""
    draft = Draft()
    draft.set_fact("age_years", None, "6")
    draft.set_fact("age_years", 64, "64")
    draft.seal()
    draft.set_fact("age_years", 65, "65")
    draft.undo()
    assert draft.state.facts == {"age_years": 64}
    draft.undo()
    assert draft.state == DraftState()
    assert not draft.can_undo
    draft.redo()
    assert draft.state.typed == {"age_years": "64"}


def test_value_and_reason_exclude_each_other() -> None:
    """A value takes the reason back, and a reason the value."""
    draft = Draft()
    draft.set_absent("kras_status", Absence.PENDING)
    draft.set_fact("kras_status", "mutant")
    assert not draft.state.absent
    draft.set_absent("kras_status", Absence.NOT_DONE)
    assert not draft.state.facts
    draft.set_absent("kras_status", None)
    assert not draft.state.absent


def test_half_typed_words_stay_but_mean_nothing() -> None:
    """Unreadable words are kept as typed and are no fact."""
    draft = Draft()
    draft.set_fact("cea_ug_l", None, "41.7 mg?")
    assert draft.to_case(TODAY).facts == {}
    assert draft.state.typed == {"cea_ug_l": "41.7 mg?"}


def test_open_begins_anew() -> None:
    """An opened case has no past and counts as saved; the case comes out as it went in."""
    case = Case(
        "A", TODAY, {"liver_met_count": Bound(at_least=3), "clinical_t_stage": OneOf(("T3", "T4"))},
        {"kras_status": Absence.PENDING}, (Lesion("S5", 2.8),), "note", ("key",), {"team": ["pathology"]},
    )  # fmt: skip
    draft = Draft()
    draft.set_case_code("B")
    draft.open(case)
    assert draft.to_case(TODAY) == case
    assert not draft.can_undo
    assert not draft.modified


def test_listeners_hear_what_changed() -> None:
    """A listener is told the names that changed, also by undo."""
    heard: list[frozenset[str]] = []
    draft = Draft()
    draft.listen(heard.append)
    draft.set_fact("age_years", 64)
    draft.set_lesions((Lesion("S1"),))
    draft.undo()
    assert heard == [frozenset({"age_years"}), frozenset({"lesions"}), frozenset({"lesions"})]


_CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("fact"), st.sampled_from(["a", "b"]), st.one_of(st.none(), st.integers(0, 3))),
        st.tuples(st.just("absent"), st.sampled_from(["a", "b"]), st.sampled_from([None, Absence.PENDING])),
        st.tuples(st.just("code"), st.just(""), st.sampled_from(["x", "xy"])),
        st.tuples(st.just("undo"), st.just(""), st.none()),
        st.tuples(st.just("redo"), st.just(""), st.none()),
    ),
    max_size=30,
)


@given(_CHANGES)
def test_undo_leads_to_the_beginning_and_redo_back(changes: list[tuple[str, str, object]]) -> None:
    """However one got there: undo ends at the empty draft, redo at where one was."""
    draft = Draft()
    for kind, name, value in changes:
        if kind == "fact":
            draft.set_fact(name, value)  # type: ignore[arg-type]
        elif kind == "absent":
            draft.set_absent(name, value)  # type: ignore[arg-type]
        elif kind == "code":
            draft.set_case_code(str(value))
        elif kind == "undo":
            draft.undo()
    reached = draft.state
    while draft.undo():
        pass
    assert draft.state == DraftState()
    while draft.redo():
        pass
    assert draft.state == reached or any(kind == "undo" for kind, _, _ in changes)
