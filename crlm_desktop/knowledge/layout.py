"""How facts are cut into regions (see `domain.regions`), so that every comparison becomes a mask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.knowledge.nodes import Compare, Entered, Fact, Known, Less, Member, Node, parts_of


@dataclass
class _FactUse:
    comparisons: set[Node] = field(default_factory=set)
    known: bool = False
    entered: bool = False
    compared_with_fact: bool = False


def _every_node(node: Node) -> Iterable[Node]:
    yield node
    for part in parts_of(node):
        yield from _every_node(part)


class Layout:
    """How each entered fact that any condition reads is cut into regions, and each comparison's mask."""

    def __init__(self, vocabulary: Mapping[str, FactDefinition], conditions: Iterable[Node]) -> None:
        """Gather every comparison in the (resolved) conditions and cut the facts accordingly."""
        self._vocabulary = vocabulary
        self._uses: dict[str, _FactUse] = {}
        for condition in conditions:
            for node in _every_node(condition):
                self._note(node)
        self.facts = tuple(name for name in vocabulary if name in self._uses)
        self.index = {name: position for position, name in enumerate(self.facts)}
        self.cuts = {name: self._cut(name) for name in self.facts}

    def _note(self, node: Node) -> None:
        match node:
            case Fact(name) | Compare(name) | Member(name):
                self._uses.setdefault(name, _FactUse()).comparisons.add(node)
            case Known(str(name)):
                self._uses.setdefault(name, _FactUse()).known = True
            case Entered(name):
                self._uses.setdefault(name, _FactUse()).entered = True
            case Less(left, right):
                for name in (left, right):
                    use = self._uses.setdefault(name, _FactUse())
                    use.compared_with_fact = use.entered = True

    def _cut(self, name: str) -> dict[str, object]:
        """Return the JSON form of `domain.regions.Regions` for one fact."""
        definition, use = self._vocabulary[name], self._uses[name]
        if definition.type in {"bool", "list"}:
            return {
                "kind": "bool" if definition.type == "bool" else "list",
                "bits": 2,
                "codes": {"false": 0, "true": 1},
            }
        if definition.is_number:
            return self._cut_number(definition, use)
        if definition.type == "text":
            codes = sorted(
                {value for node in use.comparisons if isinstance(node, Member) for value in node.values}
            )
            return {
                "kind": "text",
                "bits": len(codes) + 1,
                "codes": {code: place for place, code in enumerate(codes)},
            }
        return self._cut_choice(definition, use)

    @staticmethod
    def _cut_choice(definition: FactDefinition, use: _FactUse) -> dict[str, object]:
        members = sorted(node.values for node in use.comparisons if isinstance(node, Member))
        signatures: dict[object, int] = {}
        codes = {}
        for choice in definition.choices:
            signature = choice.code if use.known else tuple(choice.code in values for values in members)
            codes[choice.code] = signatures.setdefault(signature, len(signatures))
        return {"kind": "choice", "bits": len(signatures), "codes": codes}

    @staticmethod
    def _cut_number(definition: FactDefinition, use: _FactUse) -> dict[str, object]:
        low, high = definition.minimum or 0.0, definition.maximum or 0.0
        integer = definition.type == "integer"
        thresholds = {node.threshold for node in use.comparisons if isinstance(node, Compare)}
        if use.compared_with_fact:
            thresholds |= {float(number) for number in range(int(low), int(high) + 1)}
        ordered = sorted(thresholds)
        edges = [low - 1, *ordered, high + 1]
        empty = []
        for place in range(len(ordered) + 1):
            below, above = edges[place], edges[place + 1]
            first = low if place == 0 else below
            last = high if place == len(ordered) else above
            inside = int(below) + 1 < above if integer else below < above
            outside = (place == 0 and first >= above) or (place == len(ordered) and last <= below)
            if outside or (integer and not inside):
                empty.append(2 * place)
        bits = 2 * len(ordered) + 1
        everything = ((1 << bits) - 1) & ~sum(1 << region for region in empty)
        return {
            "kind": "number", "bits": bits, "codes": {}, "thresholds": ordered,
            "lowest": low, "highest": high,
            "integer": integer, "everything": everything,
        }  # fmt: skip

    def bits(self, name: str) -> int:
        """Return the number of regions of a fact."""
        bits = self.cuts[name]["bits"]
        assert isinstance(bits, int)  # noqa: S101
        return bits

    def entered_bit(self, name: str) -> bool:
        """Tell whether the fact carries one more bit for 'nothing was entered'."""
        return self._uses[name].entered

    def needs_known(self, name: str) -> bool:
        """Tell whether a condition asks if the fact is known."""
        return self._uses[name].known

    def everything(self, name: str) -> int:
        """Return the mask of the fact while nothing is known of it."""
        bits = self.bits(name)
        full = self.cuts[name].get("everything", (1 << bits) - 1)
        assert isinstance(full, int)  # noqa: S101
        return full | (1 << bits if self.entered_bit(name) else 0)

    def regions_json(self) -> list[dict[str, object]]:
        """Return the cuts of all facts, ready for the compiled knowledge file."""
        return [
            {"name": name} | self.cuts[name] | {"everything": self.everything(name)} for name in self.facts
        ]

    def accepts(self, node: Fact | Compare | Member) -> tuple[str, int]:
        """Return the fact of a comparison and the regions in which it is true."""
        match node:
            case Fact(name):
                return name, 2
            case Member(name, values):
                codes = self.cuts[name]["codes"]
                assert isinstance(codes, dict)  # noqa: S101
                return name, sum({1 << codes[value] for value in values})
            case Compare(name, operator, threshold):
                thresholds = self.cuts[name]["thresholds"]
                assert isinstance(thresholds, list)  # noqa: S101
                here = 2 * thresholds.index(threshold) + 1
                full = (1 << self.bits(name)) - 1
                below, on_it = (1 << here) - 1, 1 << here
                accepted = {
                    "<": below,
                    "<=": below | on_it,
                    "==": on_it,
                    ">": full & ~(below | on_it),
                    ">=": full & ~below,
                }
                return name, accepted[operator]
        raise TypeError(node)
