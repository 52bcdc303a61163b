"""A fact seen by the rules: the set of what is still possible, one bit per region that a rule tells apart.

Unknown is every bit, a value one bit, a bound or a set of choices several. Numbers are cut at the rules'
thresholds: below the first, exactly on it, between it and the second, and so on.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from crlm_desktop.domain.values import Bound, FactValue, OneOf
from crlm_desktop.domain.variants import protein_change


class Regions(NamedTuple):
    """How one fact is cut into regions.

    `codes` (choices, booleans as "true"/"false", texts): region of each value, `other` for any further
    one. `thresholds` (numbers): sorted; region 2k is open, 2k + 1 is the threshold itself.
    `everything` is the mask of an unknown fact.
    """

    name: str
    kind: str
    everything: int
    codes: Mapping[str, int]
    thresholds: tuple[float, ...] = ()
    lowest: float = 0.0
    highest: float = 0.0
    integer: bool = False

    def mask(self, value: FactValue | None) -> int:
        """Return what is still possible of the fact once `value` is known; everything for None."""
        if value is None:
            return self.everything
        if self.kind == "number":
            return self._number_mask(value)
        if isinstance(value, bool):
            return 2 if value else 1
        if isinstance(value, OneOf):
            found = 0
            for code in value.values:
                found |= 1 << self.codes[code]
            return found
        if self.kind == "text":
            change = protein_change(str(value))
            return self.everything if change is None else 1 << self.codes.get(change, len(self.codes))
        if isinstance(value, tuple):
            return 2 if value else 1
        return 1 << self.codes[str(value)]

    def _number_mask(self, value: Any) -> int:  # noqa: ANN401 (a number or a bound; checked on the way in)
        if not isinstance(value, Bound):
            return 1 << self.region_of(value)
        low = 0 if value.at_least is None else self.region_of(value.at_least)
        high = 2 * len(self.thresholds) if value.at_most is None else self.region_of(value.at_most)
        regions = (1 << (2 * len(self.thresholds) + 1)) - 1
        return self.everything & regions & ((1 << (high + 1)) - (1 << low))

    def region_of(self, number: float) -> int:
        """Return the region in which a number lies."""
        index = bisect_left(self.thresholds, number)
        on_it = index < len(self.thresholds) and self.thresholds[index] == number
        return 2 * index + on_it

    def examples(self) -> Iterator[tuple[int, FactValue]]:
        """Yield each region's bit with one value that lies in it, for asking 'what if'."""
        if self.kind == "number":
            yield from self._number_examples()
        elif self.kind == "bool":
            yield 1, False
            yield 2, True
        else:
            for code, region in self.codes.items():
                yield 1 << region, code

    def _number_examples(self) -> Iterator[tuple[int, FactValue]]:
        for region in range(2 * len(self.thresholds) + 1):
            if self.everything >> region & 1:
                yield 1 << region, self.example_in(region)

    def example_in(self, region: int) -> float:
        """Return a number in a region, the nearest plain one to the threshold it hangs on."""
        index, on_it = divmod(region, 2)
        if on_it:
            return self._plain(self.thresholds[index])
        below = self.thresholds[index - 1] if index else None
        above = self.thresholds[index] if index < len(self.thresholds) else None
        step = 1.0 if self.integer else 0.1
        if below is not None:
            number = below + step
            if above is not None and number >= above:
                number = (below + above) / 2
            return self._plain(min(number, self.highest))
        return self._plain(max((above or 0.0) - step, self.lowest))

    def _plain(self, number: float) -> float:
        return int(number) if self.integer or number == int(number) else round(number, 4)
