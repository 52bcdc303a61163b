"""Many cases, one a line: streamed in order, a bad line answered in place.

With states only there is a fast lane: a line that holds nothing but plain values goes straight from JSON
to masks. Whatever the lane does not fully recognise takes the full road through the strict reader.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from crlm_desktop.domain.calendar import iso_day
from crlm_desktop.domain.case import CASE_FORMAT, LONGEST_NOTE, LONGEST_TEXT
from crlm_desktop.domain.case_file import CaseReader
from crlm_desktop.domain.kleene import STATES
from crlm_desktop.domain.problems import CaseFileError, Problem
from crlm_desktop.domain.strict_json import read_json
from crlm_desktop.domain.values import Absence
from crlm_desktop.engine import compiled_states
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.engine.possible import possible
from crlm_desktop.engine.result import result
from crlm_desktop.knowledge.base import Knowledge

if TYPE_CHECKING:
    from crlm_desktop.domain.regions import Regions

_PLAIN_KEYS = {"format", "case_code", "visit_date", "facts", "absent", "note"}
_ABSENCES = frozenset(absence.value for absence in Absence)


class Batch:
    """Evaluates lines of JSON against one knowledge base on one day."""

    def __init__(self, knowledge: Knowledge, reader: CaseReader, today: date) -> None:
        """Prepare the fast lane."""
        self._knowledge = knowledge
        self._reader = reader
        self._today = today
        self._unknown = [cut.everything for cut in knowledge.regions]
        self._masks = {name: _Lane(knowledge, name) for name in knowledge.facts.vocabulary}
        self._fragments = [
            [f'{json.dumps(item.id)}:"{state}"' for state in STATES] for item in knowledge.items
        ]

    def full(self, lines: Iterable[bytes], worded: Callable[[Problem], str]) -> Iterator[str]:
        """Yield one result a line; `worded` puts a problem into words."""
        return self._answers(lines, worded, self._full_result)

    def states_only(self, lines: Iterable[bytes], worded: Callable[[Problem], str]) -> Iterator[str]:
        """Yield one line of bare states a line."""
        return self._answers(lines, worded, self._states_result)

    def _answers(
        self, lines: Iterable[bytes], worded: Callable[[Problem], str], answer: Callable[[bytes], str]
    ) -> Iterator[str]:
        blank: list[int] = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                blank.append(number)
                continue
            yield from (self._refusal(empty, [worded(Problem("", "empty"))]) for empty in blank)
            blank.clear()
            try:
                yield answer(line)
            except CaseFileError as error:
                yield self._refusal(number, [worded(problem) for problem in error.problems])

    @staticmethod
    def _refusal(number: int, errors: list[str]) -> str:
        return json.dumps({"line": number, "errors": errors}, ensure_ascii=False) + "\n"

    def _full_result(self, line: bytes) -> str:
        decision = evaluate(self._reader.read(line, self._today), self._knowledge)
        return json.dumps(result(decision, self._knowledge), ensure_ascii=False, separators=(",", ":")) + "\n"

    def _states_result(self, line: bytes) -> str:
        loaded = read_json(line)
        states = self._fast_states(loaded)
        if states is None:
            states = possible(self._reader.case(loaded, self._today), self._knowledge).states
        code = json.dumps(loaded["case_code"], ensure_ascii=False)
        body = ",".join([texts[state] for texts, state in zip(self._fragments, states, strict=True)])
        return f'{{"case_code":{code},"items":{{{body}}}}}\n'

    def _fast_states(self, loaded: Any) -> tuple[int, ...] | None:  # noqa: ANN401 (any JSON)
        if not self._plain_envelope(loaded):
            return None
        masks = self._unknown.copy()
        entered = bytearray(len(masks))
        lanes = self._masks
        for name, value in loaded["facts"].items():
            lane = lanes.get(name)
            if lane is None:
                return None
            mask = lane.mask(value)
            if mask is None:
                return None
            if lane.place >= 0:
                masks[lane.place] = mask
                entered[lane.place] = 1
        compiled_states.settle(masks, entered)
        states: tuple[int, ...] = compiled_states.states(masks)
        return states

    def _plain_envelope(self, loaded: Any) -> bool:  # noqa: ANN401
        if type(loaded) is not dict or not loaded.keys() <= _PLAIN_KEYS:
            return False
        code, visit, note = loaded.get("case_code"), loaded.get("visit_date"), loaded.get("note", "")
        if loaded.get("format") != CASE_FORMAT or type(loaded.get("facts")) is not dict:
            return False
        if type(code) is not str or not 0 < len(code) <= LONGEST_TEXT or type(note) is not str:
            return False
        return (
            len(note) <= LONGEST_NOTE
            and self._plain_day(visit)
            and self._plain_absent(loaded.get("absent", {}))
        )

    def _plain_day(self, day: object) -> bool:
        visit = iso_day(day) if type(day) is str else None
        return visit is not None and visit <= self._today

    def _plain_absent(self, absent: object) -> bool:
        if type(absent) is not dict:
            return False
        return all(
            name in self._masks and type(why) is str and why in _ABSENCES for name, why in absent.items()
        )


class _Lane:
    """The fast lane of one fact: the mask of a plain value, None for anything else."""

    __slots__ = ("_cut", "_high", "_known", "_low", "_number", "mask", "place")

    def __init__(self, knowledge: Knowledge, name: str) -> None:
        fact = knowledge.facts.vocabulary[name]
        self.place = knowledge.region_index.get(name, -1)
        self._cut: Regions | None = knowledge.regions[self.place] if self.place >= 0 else None
        self._low, self._high = fact.minimum or 0.0, fact.maximum or 0.0
        self._number = (int,) if fact.type == "integer" else (int, float)
        choices = fact.choices if fact.type == "choice" else ()
        self._known = {choice.code: self._cut.mask(choice.code) if self._cut else 1 for choice in choices}
        kinds: dict[str, Callable[[Any], int | None]] = {
            "bool": self._bool,
            "choice": self._choice,
            "integer": self._counted,
            "decimal": self._counted,
        }
        self.mask = kinds.get(fact.type, self._nothing)

    @staticmethod
    def _bool(value: Any) -> int | None:  # noqa: ANN401
        return 2 if value is True else 1 if value is False else None

    def _choice(self, value: Any) -> int | None:  # noqa: ANN401
        return self._known.get(value) if type(value) is str else None

    def _counted(self, value: Any) -> int | None:  # noqa: ANN401
        if type(value) not in self._number or not self._low <= value <= self._high:
            return None
        return 1 << self._cut.region_of(value) if self._cut else 1

    @staticmethod
    def _nothing(_: Any) -> int | None:  # noqa: ANN401
        return None
