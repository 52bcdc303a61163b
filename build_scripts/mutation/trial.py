"""The written cases on trial: which of them fails once a mistake is in the knowledge base."""

from collections.abc import Iterable

from crlm_desktop.domain.case import Case
from crlm_desktop.domain.values import FactValue
from crlm_desktop.engine.interpreter import Interpreter, Truth
from crlm_desktop.knowledge.base import Knowledge, knowledge
from crlm_desktop.knowledge.nodes import MoreThan, Node, names_in
from crlm_desktop.knowledge.parsing import parse
from crlm_desktop.knowledge.records import Definition, Settling
from mutation.mutants import Mutant
from tests.engine.written import ACCEPTED, Written, written
from tests.support import case_of


class Run(Interpreter):
    """One written case under the knowledge base, right or with a mistake in it."""

    def __init__(self, case: Case, base: Knowledge) -> None:
        super().__init__(case, base)
        self._entered = set(case.facts)

    def under(self, definitions: Iterable[Definition]) -> "Run":
        """Return the same run with other definitions of the derived facts."""
        other = object.__new__(Run)
        other.__dict__.update(self.__dict__)
        other._definitions = {entry.name: entry for entry in definitions}
        return other

    def state_of(self, item: str, condition: Node | None, unless: Iterable[Node]) -> str:
        """Return the state of an item whose condition or defeaters may be mistaken."""
        truth = self.truth(condition or parse(self._knowledge.item_by_id[item].when))
        if not truth:
            return "needs_data" if truth is None else "does_not_apply"
        struck = [self.truth(node) for node in unless]
        return "overridden" if True in struck else "conditional" if None in struck else "applies"

    def derived(self, name: str) -> FactValue | None:
        """Return the value of a derived fact."""
        if name.startswith("crs_") and name not in self._definitions:
            return self._score(name)
        entry = self._definitions[name]
        if entry.when is not None:
            return self._fixed[name] if name in self._fixed else self.truth(parse(entry.when))
        return next((code for code, when in entry.values.items() if self.truth(parse(when))), None)

    def _score(self, name: str) -> int | None:
        node = parse(self._definitions["crs_gt2"].when or "")
        truths: list[Truth] = [self.truth(part) for part in node.parts] if isinstance(node, MoreThan) else []
        low = truths.count(True)
        high = low + truths.count(None)
        return {"crs_min": low, "crs_max": high}.get(name, low if low == high else None)

    def settled(self, name: str) -> FactValue | None:
        """Return what follows for a fact that was not entered."""
        return None if name in self._entered else self._facts.get(name)


class Trial:
    """The written cases, and the question whether one of them notices a mistake."""

    def __init__(self) -> None:
        self.base = knowledge()
        self.cases = [*written("items"), *written("derived"), *written("vignettes")]
        self.sound = {id(case): Run(case_of(dict(case.facts)), self.base) for case in self.cases}
        self._naming: dict[str, list[Written]] = {}
        for case in self.cases:
            for item, _ in case.states():
                self._naming.setdefault(item, []).append(case)
        for entry in self.base.items:
            for defeater in entry.unless:
                self._naming.setdefault(defeater, []).extend(self._naming.get(entry.id, ()))

    def notices(self, mutant: Mutant) -> bool:
        """Tell whether any case fails under the mistake."""
        notice = {"rule": self._rule, "defeater": self._defeater, "derived": self._derived}
        return notice.get(mutant.part, self._settling)(mutant)

    def _rule(self, mutant: Mutant) -> bool:
        mistaken = {mutant.name: parse(mutant.became)}
        return any(
            self._item_fails(self.sound[id(case)], item, state, mistaken)
            for case in self._naming.get(mutant.name, ())
            for item, state in case.states()
        )

    def _item_fails(self, run: Run, item: str, state: str, mistaken: dict[str, Node]) -> bool:
        entry = self.base.item_by_id[item]
        if item not in mistaken and mistaken and not mistaken.keys() & set(entry.unless):
            return False
        unless = [mistaken.get(name) or parse(self.base.item_by_id[name].when) for name in entry.unless]
        return run.state_of(item, mistaken.get(item), unless) not in ACCEPTED[state]

    def _defeater(self, mutant: Mutant) -> bool:
        entry = self.base.item_by_id[mutant.name]
        unless = [parse(self.base.item_by_id[name].when) for name in entry.unless if name != mutant.was]
        return any(
            self.sound[id(case)].state_of(item, None, unless) not in ACCEPTED[state]
            for case in self._naming.get(mutant.name, ())
            for item, state in case.states()
            if item == mutant.name
        )

    def _derived(self, mutant: Mutant) -> bool:
        definitions = [_mistaken(entry, mutant) for entry in self.base.definitions]
        erasing = any(entry.erases for entry in definitions if entry.name == mutant.name.partition(".")[0])
        if erasing:
            return self._anything_fails(self.base._replace(definitions=tuple(definitions)))
        concerned = self._concerned(mutant.name.partition(".")[0])
        return any(
            self._case_fails(case, self.sound[id(case)].under(definitions), concerned) for case in self.cases
        )

    def _concerned(self, name: str) -> set[str]:
        """Return the derived facts that rest on one, itself included."""
        found = {name}
        for entry in self.base.definitions:
            sources = [entry.when] if entry.when else list(entry.values.values())
            if any(found.intersection(names_in(parse(source))) for source in sources):
                found.add(entry.name)
        return found | ({"crs_min", "crs_max", "crs_score"} if "crs_gt2" in found else set())

    def _reads(self, item: str, names: set[str]) -> bool:
        entry = self.base.item_by_id[item]
        whens = [entry.when, *(self.base.item_by_id[name].when for name in entry.unless)]
        return any(names.intersection(names_in(parse(when))) for when in whens)

    def _case_fails(self, case: Written, run: Run, concerned: set[str]) -> bool:
        derived = case.expect.get("derived", {})
        if any(run.derived(name) != value for name, value in derived.items() if name in concerned):
            return True
        items = [(item, state) for item, state in case.states() if self._reads(item, concerned)]
        return any(self._item_fails(run, item, state, {}) for item, state in items)

    def _settling(self, mutant: Mutant) -> bool:
        settlings = list(self.base.settlings)
        place = int(mutant.name.partition(" ")[0])
        changed = _other_settling(settlings[place], mutant)
        settlings[place : place + 1] = [] if changed is None else [changed]
        return self._anything_fails(self.base._replace(settlings=tuple(settlings)))

    def _anything_fails(self, base: Knowledge) -> bool:
        return any(self._fails_anyhow(case, Run(case_of(dict(case.facts)), base)) for case in self.cases)

    def _fails_anyhow(self, case: Written, run: Run) -> bool:
        settled = case.expect.get("settled", {})
        if any(run.settled(name) != value for name, value in settled.items()):
            return True
        if any(run.settled(name) is not None for name in case.expect.get("unsettled", ())):
            return True
        if any(run.derived(name) != value for name, value in case.expect.get("derived", {}).items()):
            return True
        return any(self._item_fails(run, item, state, {}) for item, state in case.states())


def _mistaken(entry: Definition, mutant: Mutant) -> Definition:
    name, _, code = mutant.name.partition(".")
    if entry.name != name:
        return entry
    if code == "erases":
        return entry._replace(erases=tuple(fact for fact in entry.erases if fact != mutant.was))
    if code:
        return entry._replace(values={**entry.values, code: mutant.became})
    return entry._replace(when=mutant.became)


def _other_settling(entry: Settling, mutant: Mutant) -> Settling | None:
    if mutant.part == "settling dropped":
        return None
    if mutant.part == "settling condition":
        return entry._replace(condition=mutant.became)
    if isinstance(entry.to, bool):
        return entry._replace(to=not entry.to)
    return entry._replace(to=mutant.became)
