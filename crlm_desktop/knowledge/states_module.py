"""The module that settles, derives and gives the state of every item."""

from crlm_desktop.knowledge.build import Build
from crlm_desktop.knowledge.code_writer import CodeWriter, function, module
from crlm_desktop.knowledge.derived import Derived
from crlm_desktop.knowledge.entries import SettleEntry
from crlm_desktop.knowledge.nodes import MoreThan, Or


class StatesModule:
    """Writes `compiled_states.py`."""

    def __init__(self, build: Build) -> None:
        """Begin with no table."""
        self._build, self._layout = build, build.layout
        self._tables: dict[tuple[object, ...], str] = {}

    def text(self) -> str:
        """Return the module that settles, derives and gives the state of every item."""
        settle = self._settle_lines()
        return module(
            self._build.sources.sha256,
            self._tables,
            ["TRUTH_MASK = (1, 3, 0, 2)"],
            function("settle", settle, "list[int]")
            + function("states", self._states_body(), "tuple[int, ...]")
            + function("derive", self._derive_body(), "tuple[tuple[int, ...], tuple[int, ...]]")
            + function("asides", self._asides_body(), "list[int]"),
        ).replace("def settle(m: Masks)", "def settle(m: list[int], entered: bytearray)")

    def _settle_lines(self) -> list[str]:
        """Return the body of `settle(m, entered)`: contradictions first, then what answers settle."""
        lines: list[str] = []
        for name, derived in self._build.erasing.items():
            lines += self._erase_lines(name, derived)
        lines.append("clashes = []")
        for place, entry in enumerate(self._build.sources.settles):
            lines += self._settle_block(place, entry, self._layout.index[entry.fact])
        return [*lines, "return clashes"]

    def _erase_lines(self, name: str, derived: Derived) -> list[str]:
        writer = CodeWriter(self._layout)
        variable = writer.variable(self._build.resolver.resolve(self._build.nodes_of(derived)[0]))
        lines = writer.body(self._tables)
        lines.append(f"m[{self._layout.index[name]}] = 2 if {variable} == 3 else 1")
        lines.append(f"if {variable} == 3:")
        for fact in self._build.sources.erases[name]:
            lines.append(f"    m[{self._layout.index[fact]}] = {self._layout.everything(fact)}")
        return lines

    def _settle_block(self, place: int, entry: SettleEntry, target: int) -> list[str]:
        writer = CodeWriter(self._layout)
        test = "3"
        if entry.if_ is not None:
            test = writer.variable(self._build.condition(f"settles: {place}"))
        node = self._build.settled_node(entry)
        if node is None:
            codes = self._layout.cuts[entry.fact]["codes"]
            assert isinstance(codes, dict)  # noqa: S101
            value = str(1 << codes[str(entry.to)])
        else:
            value = f"TRUTH_MASK[{writer.variable(self._build.resolver.resolve(node))}]"
        lines = writer.body(self._tables)
        effect = [
            f"value = {value}",
            f"if not entered[{target}]:",
            f"    m[{target}] = value",
            f"elif not m[{target}] & value:",
            f"    clashes.append({place})",
        ]
        if entry.if_ is None:
            return [*lines, *effect]
        return [*lines, f"if {test} == 3:", *(f"    {line}" for line in effect)]

    def _states_body(self) -> list[str]:
        writer = CodeWriter(self._layout)
        results = [self._state_code(writer, rule.id) for rule in self._build.sources.rules]
        return [*writer.body(self._tables), "return (", *(f"    {result}," for result in results), ")"]

    def _state_code(self, writer: CodeWriter, item: str) -> str:
        condition = writer.variable(self._build.conditions[item])
        defeaters = self._build.defeaters[item]
        if not defeaters:
            return condition
        struck = writer.variable(defeaters[0] if len(defeaters) == 1 else Or(tuple(defeaters)))
        return f"STATE[{condition} | {struck} << 2]"

    def _derive_body(self) -> list[str]:
        writer = CodeWriter(self._layout)
        results = []
        for name, _, codes in self._build.derived_outputs():
            derived = self._build.sources.derived[name]
            nodes = [derived.values[code] for code in codes] if codes else [derived.when]
            if name in self._build.erasing:
                results.append(f"m[{self._layout.index[name]}] == 2 and 3 or 0")
                continue
            results += [
                writer.variable(self._build.resolver.resolve(node)) for node in nodes if node is not None
            ]
        score = self._build.resolver.resolve(self._build.nodes_of(self._build.derived["crs_gt2"])[0])
        assert isinstance(score, MoreThan)  # noqa: S101 (the clinical risk score is a count)
        parts = [writer.variable(part) for part in score.parts]
        return [*writer.body(self._tables), f"return ({', '.join(results)}), ({', '.join(parts)})"]

    def _asides_body(self) -> list[str]:
        """Return the truth of every `done_when`, every silence, and every way of waiting in vain."""
        writer = CodeWriter(self._layout)
        wheres = [f"lines: {line.key}" for line in self._build.sources.lines if line.done_when is not None]
        wheres += [f"silences: {silence.key}" for silence in self._build.sources.silences]
        wheres += [f"in vain: {place}" for place, _ in enumerate(self._build.sources.safety.waits_in_vain)]
        results = [writer.variable(self._build.condition(where)) for where in wheres]
        return [*writer.body(self._tables), f"return [{', '.join(results)}]"]
