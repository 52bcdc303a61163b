"""A second, plain evaluator: walks each condition as it is written, over values, with no tables or masks.

It is slow and shares nothing with the compiled path but the knowledge base; the self-check compares both.
"""

import operator
from collections.abc import Callable, Mapping

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.completion import completed
from crlm_desktop.domain.values import Bound, FactValue, OneOf
from crlm_desktop.domain.variants import protein_change
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.knowledge.nodes import (
    Agree,
    And,
    Compare,
    Constant,
    Entered,
    Fact,
    IfElse,
    Known,
    Less,
    Member,
    MoreThan,
    Node,
    Not,
    Or,
    Stated,
)
from crlm_desktop.knowledge.parsing import parse
from crlm_desktop.knowledge.records import Item

Truth = bool | None
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}


def _limits(value: FactValue | None) -> tuple[float, float]:
    if value is None:
        return float("-inf"), float("inf")
    if isinstance(value, Bound):
        low = float("-inf") if value.at_least is None else value.at_least
        return low, float("inf") if value.at_most is None else value.at_most
    number = float(str(value))
    return number, number


def _all_or_none(answers: tuple[bool, bool]) -> Truth:
    return answers[0] if answers[0] == answers[1] else None


class Interpreter:
    """Evaluates one case."""

    def __init__(self, case: Case, knowledge: Knowledge) -> None:
        """Take the facts, erase contradictions, settle what answers settle."""
        self._knowledge = knowledge
        self._facts: dict[str, FactValue] = completed(case)
        self._definitions = {entry.name: entry for entry in knowledge.definitions}
        self._fixed: dict[str, bool] = {}
        self._erase()
        self._settle(set(completed(case)))

    def _erase(self) -> None:
        for entry in self._knowledge.definitions:
            if entry.erases and entry.when is not None:
                self._fixed[entry.name] = bool(self.truth(parse(entry.when)))
                if self._fixed[entry.name]:
                    for fact in entry.erases:
                        self._facts.pop(fact, None)

    def _settle(self, entered: set[str]) -> None:
        for entry in self._knowledge.settlings:
            if entry.fact in entered or (
                entry.condition is not None and not self.truth(parse(entry.condition))
            ):
                continue
            value = self._settled_value(entry.fact, entry.to)
            if value is None:
                self._facts.pop(entry.fact, None)
            else:
                self._facts[entry.fact] = value

    def _settled_value(self, fact: str, to: str | bool) -> FactValue | None:  # noqa: FBT001 (a truth value)
        if isinstance(to, bool):
            return to
        if self._knowledge.facts.vocabulary[fact].type == "bool":
            return self.truth(parse(to))
        return to

    def state(self, item: Item) -> str:
        """Return the state of an item."""
        condition = self.truth(parse(item.when))
        if condition is None:
            return "needs_data"
        if not condition:
            return "does_not_apply"
        defeaters = [self.truth(parse(self._knowledge.item_by_id[name].when)) for name in item.unless]
        if True in defeaters:
            return "overridden"
        return "conditional" if None in defeaters else "applies"

    def truth(self, node: Node) -> Truth:  # noqa: C901, PLR0911, PLR0912 (one return per kind of node)
        """Return the truth of a condition; None is unknown."""
        match node:
            case Constant(value):
                return value
            case Fact(name):
                return self._fact(name)
            case Compare(fact, sign, threshold):
                return self._compared(fact, sign, threshold)
            case Member(fact, values):
                return self._member(fact, values)
            case Less(left, right) if left not in self._facts or right not in self._facts:
                return None
            case Less(left, right):
                (low, high), (other_low, other_high) = self._range(left), self._range(right)
                return True if high < other_low else False if low >= other_high else None
            case Not(part):
                inner = self.truth(part)
                return None if inner is None else not inner
            case And(parts):
                truths = [self.truth(part) for part in parts]
                return False if False in truths else None if None in truths else True
            case Or(parts):
                truths = [self.truth(part) for part in parts]
                return True if True in truths else None if None in truths else False
            case Known(str(name)):
                return self._known(name)
            case Known(part) if not isinstance(part, str):
                return self.truth(part) is not None
            case Stated(part):
                return self.truth(part) is True
            case Entered(fact):
                return fact in self._facts
            case IfElse(test, then, otherwise):
                return self.truth(then if self.truth(test) else otherwise)
            case Agree(left, right):
                first, second = self.truth(left), self.truth(right)
                return second if first is None else first if second in {None, first} else None
            case MoreThan(limit, parts):
                truths = [self.truth(part) for part in parts]
                certain, possible = truths.count(True), len(truths) - truths.count(False)
                return True if certain > limit else None if possible > limit else False
        raise TypeError(node)

    def _fact(self, name: str) -> Truth:
        if name in self._fixed:
            return self._fixed[name]
        if name in self._definitions:
            when = self._definitions[name].when
            return None if when is None else self.truth(parse(when))
        value = self._facts.get(name)
        return bool(value) if isinstance(value, bool | tuple) else None

    def _compared(self, fact: str, sign: str, threshold: float) -> Truth:
        low, high = self._range(fact)
        if sign == "==":
            return threshold == low if low == high else None if low <= threshold <= high else False
        return _all_or_none((_COMPARE[sign](low, threshold), _COMPARE[sign](high, threshold)))

    def _range(self, fact: str) -> tuple[float, float]:
        definition = self._knowledge.facts.vocabulary[fact]
        low, high = _limits(self._facts.get(fact))
        return max(low, definition.minimum or 0.0), min(high, definition.maximum or 0.0)

    def _member(self, fact: str, values: tuple[str, ...]) -> Truth:
        if fact in self._definitions:
            truths = [self.truth(parse(self._definitions[fact].values[value])) for value in values]
            return True if True in truths else None if None in truths else False
        value = self._facts.get(fact)
        if value is None:
            return None
        if isinstance(value, OneOf):
            inside = [code in values for code in value.values]
            return all(inside) if all(inside) or not any(inside) else None
        if self._knowledge.facts.vocabulary[fact].type == "text":
            change = protein_change(str(value))
            return None if change is None else change in values
        return value in values

    def _known(self, name: str) -> bool:
        if name in self._definitions:
            entry = self._definitions[name]
            return self.truth(parse(entry.when or next(iter(entry.values.values())))) is not None
        if self._knowledge.facts.vocabulary[name].type == "text":
            return protein_change(str(self._facts.get(name, ""))) is not None
        return name in self._facts and not isinstance(self._facts[name], OneOf)


def plain_states(case: Case, knowledge: Knowledge) -> Mapping[str, str]:
    """Return the state of every item by plain interpretation."""
    run = Interpreter(case, knowledge)
    return {item.id: run.state(item) for item in knowledge.items}
