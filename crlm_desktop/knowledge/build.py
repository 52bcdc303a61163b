"""One compilation: every condition over entered facts alone, and the facts laid out."""

from collections.abc import Iterable

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.knowledge.derived import Derived, Resolver
from crlm_desktop.knowledge.entries import SettleEntry
from crlm_desktop.knowledge.layout import Layout
from crlm_desktop.knowledge.loader import Sources
from crlm_desktop.knowledge.nodes import Constant, Node
from crlm_desktop.knowledge.parsing import parse


class Build:
    """One compilation of checked sources."""

    def __init__(self, sources: Sources) -> None:
        """Resolve every condition and lay the facts out."""
        self.sources = sources
        erasing = {name: sources.derived[name] for name in sources.erases}
        plain = {name: derived for name, derived in sources.derived.items() if name not in erasing}
        self.erasing = erasing
        self.derived = plain
        numbers = frozenset(name for name, fact in sources.vocabulary.items() if fact.is_number)
        self.resolver = Resolver(plain, numbers)
        vocabulary = dict(sources.vocabulary)
        for name in erasing:
            vocabulary[name] = FactDefinition(name, "bool", "", "", "history", {})
        self.conditions = {rule.id: self.condition(f"rules: {rule.id}") for rule in sources.rules}
        self.defeaters = {rule.id: [self.conditions[name] for name in rule.unless] for rule in sources.rules}
        self.layout = Layout(vocabulary, [*self.conditions.values(), *self._others()])

    def condition(self, where: str) -> Node:
        """Return the condition that stands somewhere, over entered facts alone."""
        return self.resolver.resolve(self.sources.conditions[where].node)

    def _others(self) -> Iterable[Node]:
        for where, condition in self.sources.conditions.items():
            if not where.startswith("rules:"):
                yield self.resolver.resolve(condition.node)
        for derived in self.derived.values():
            for node in self.nodes_of(derived):
                yield self.resolver.resolve(node)
        for derived in self.erasing.values():
            yield from self.nodes_of(derived)
        for entry in self.sources.settles:
            target = self.settled_node(entry)
            if target is not None:
                yield self.resolver.resolve(target)

    @staticmethod
    def nodes_of(derived: Derived) -> list[Node]:
        """Return the conditions that define a derived fact."""
        return [derived.when] if derived.when is not None else list(derived.values.values())

    def settled_node(self, entry: SettleEntry) -> Node | None:
        """Return the condition that an answer settles another fact on; None where it is a value."""
        definition = self.sources.vocabulary[entry.fact]
        if isinstance(entry.to, bool):
            return Constant(entry.to)
        return parse(entry.to) if definition.type == "bool" else None

    def derived_outputs(self) -> list[tuple[str, str, list[str]]]:
        """Return (name, kind, codes) of every derived value, in output order; kind: truth, choice, score."""
        outputs: list[tuple[str, str, list[str]]] = []
        for name, derived in self.sources.derived.items():
            if derived.internal:
                continue
            if derived.values:
                outputs.append((name, "choice", list(derived.values)))
            else:
                outputs.append((name, "truth", []))
        return outputs
