"""The draft of the case: the only mutable store, every change one undo step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from crlm_desktop.domain.case import Case, Lesion
from crlm_desktop.domain.values import Absence, FactValue

UNNAMED = "?"
NO_CODES = frozenset({UNNAMED, "-"})  # a report that withholds its code carries a dash
Listener = Callable[[frozenset[str]], None]


@dataclass(frozen=True, slots=True)
class DraftState:
    """The draft at one moment; `typed` keeps what stands in a field as it was typed, readable or not."""

    case_code: str = ""
    visit_date: date | None = None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    absent: Mapping[str, Absence] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    lesions: tuple[Lesion, ...] | None = None
    note: str = ""
    done: tuple[str, ...] = ()
    extras: Mapping[str, object] = field(default_factory=dict)


class Draft:
    """What the person has entered so far; tells its listeners which names changed."""

    def __init__(self) -> None:
        self._state = self._saved = DraftState()
        self._past: list[DraftState] = []
        self._future: list[DraftState] = []
        self._open_step: str | None = None
        self._listeners: list[Listener] = []

    @property
    def state(self) -> DraftState:
        """The draft as it stands."""
        return self._state

    @property
    def modified(self) -> bool:
        """Tell whether anything changed since it was last saved or opened."""
        return self._state != self._saved

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a step to take again."""
        return bool(self._future)

    def listen(self, listener: Listener) -> None:
        """Call `listener` with the changed names after every change."""
        self._listeners.append(listener)

    def set_fact(self, name: str, value: FactValue | None, typed: str | None = None) -> None:
        """Store a fact (None: unknown); keystrokes in one field, which come with `typed`, are one step."""
        facts = _with(self._state.facts, name, value)
        words = _with(self._state.typed, name, typed or None)
        keep_reason = value is None and not typed
        absent = self._state.absent if keep_reason else _with(self._state.absent, name, None)
        self._change(replace(self._state, facts=facts, typed=words, absent=absent), _step(name, typed))

    def set_absent(self, name: str, reason: Absence | None) -> None:
        """Say why a fact is unknown; this takes back its value."""
        state = self._state
        absent = _with(state.absent, name, reason)
        if reason is None:
            self._change(replace(state, absent=absent))
            return
        facts, typed = _with(state.facts, name, None), _with(state.typed, name, None)
        self._change(replace(state, absent=absent, facts=facts, typed=typed))

    def set_case_code(self, code: str) -> None:
        """Store the case code."""
        self._change(replace(self._state, case_code=code), _step("case_code", code))

    def set_visit_date(self, when: date | None, typed: str | None = None) -> None:
        """Store the date of the visit, and how it was typed."""
        words = _with(self._state.typed, "visit_date", typed or None)
        self._change(replace(self._state, visit_date=when, typed=words), _step("visit_date", typed))

    def set_note(self, note: str) -> None:
        """Store the free note."""
        self._change(replace(self._state, note=note), _step("note", note))

    def set_lesions(self, lesions: tuple[Lesion, ...] | None) -> None:
        """Store the drawn liver metastases."""
        self._change(replace(self._state, lesions=lesions or None))

    def set_done(self, key: str, *, done: bool) -> None:
        """Tick an advice line as done, or take the tick back."""
        others = tuple(other for other in self._state.done if other != key)
        self._change(replace(self._state, done=(*others, key) if done else others))

    def set_extra(self, name: str, value: object | None) -> None:
        """Store a further part of the case file, such as decisions or the team."""
        self._change(replace(self._state, extras=_with(self._state.extras, name, value)))

    def seal(self) -> None:
        """End the running step: what is typed next is a new one."""
        self._open_step = None

    def undo(self) -> bool:
        """Take the last step back; tells whether there was one."""
        return self._travel(self._past, self._future)

    def redo(self) -> bool:
        """Take the step again that was taken back; tells whether there was one."""
        return self._travel(self._future, self._past)

    def open(self, case: Case) -> None:
        """Begin anew from a case."""
        self._begin(_state_of(case))
        self._saved = self._state

    def restore(self, state: DraftState) -> None:
        """Begin anew from a recovered draft; it counts as not saved."""
        self._begin(state)
        self._saved = DraftState()

    def clear(self) -> None:
        """Begin an empty case."""
        self._begin(DraftState())
        self._saved = self._state

    def mark_saved(self) -> None:
        """Take the draft as it stands for saved."""
        self._saved = self._state
        self.seal()

    def to_case(self, today: date) -> Case:
        """Return the case; a draft without a visit date stands at `today`."""
        state = self._state
        return Case(
            case_code=state.case_code.strip() or UNNAMED,
            visit_date=state.visit_date or today,
            facts=dict(state.facts),
            absent=dict(state.absent),
            lesions=state.lesions,
            note=state.note or None,
            done=state.done,
            extras=dict(state.extras),
        )

    def _begin(self, state: DraftState) -> None:
        before, self._state = self._state, state
        self._past, self._future, self._open_step = [], [], None
        self._tell(before)

    def _change(self, state: DraftState, step: str | None = None) -> None:
        if state == self._state:
            return
        if step is None or step != self._open_step:
            self._past.append(self._state)
        self._open_step, self._future = step, []
        before, self._state = self._state, state
        self._tell(before)

    def _travel(self, source: list[DraftState], target: list[DraftState]) -> bool:
        if not source:
            return False
        target.append(self._state)
        before, self._state = self._state, source.pop()
        self.seal()
        self._tell(before)
        return True

    def _tell(self, before: DraftState) -> None:
        names = changed_names(before, self._state)
        for listener in self._listeners:
            listener(names)


def changed_names(before: DraftState, after: DraftState) -> frozenset[str]:
    """Return the names of facts and fields in which two drafts differ."""
    names: set[str] = set()
    for entry in fields(DraftState):
        old, new = getattr(before, entry.name), getattr(after, entry.name)
        if entry.name in {"facts", "absent", "typed", "extras"}:
            names |= {name for name in {*old, *new} if old.get(name) != new.get(name)}
        elif old != new:
            names.add(entry.name)
    return frozenset(names)


def _step(name: str, typed: str | None) -> str | None:
    return None if typed is None else name


def _with(mapping: Mapping[str, Any], name: str, value: object | None) -> dict[str, Any]:
    others = {key: kept for key, kept in mapping.items() if key != name}
    return others if value is None else {**others, name: value}


def _state_of(case: Case) -> DraftState:
    return DraftState(
        case_code="" if case.case_code in NO_CODES else case.case_code,
        visit_date=case.visit_date,
        facts=dict(case.facts),
        absent={name: reason for name, reason in case.absent.items() if reason is not Absence.NOT_ASKED},
        lesions=case.lesions,
        note=case.note or "",
        done=case.done,
        extras=dict(case.extras),
    )
