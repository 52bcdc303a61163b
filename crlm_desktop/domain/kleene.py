"""Kleene's three truth values as small integers, and the tables that the compiled rules use.

FALSE & x is FALSE and TRUE | x is TRUE with plain integer operators: 0, 1 and 3 are closed under both.
"""

from typing import Final

FALSE: Final = 0
UNKNOWN: Final = 1
TRUE: Final = 3

NOT: Final = bytes((TRUE, UNKNOWN, UNKNOWN, FALSE))
KNOWN: Final = bytes((TRUE, FALSE, FALSE, TRUE))
STATED: Final = bytes((FALSE, FALSE, FALSE, TRUE))


def _agree(left: int, right: int) -> int:
    if left == UNKNOWN:
        return right
    if right in (UNKNOWN, left):
        return left
    return UNKNOWN


# The index is left << 2 | right; 2 is no truth value, its places are never read.
AGREE: Final = bytes(_agree(index >> 2, index & 3) for index in range(16))
WEIGHT: Final = bytes((0, 1, 0, 8))


def more_than(limit: int) -> bytes:
    """Return the table from summed WEIGHTs (up to seven parts) to 'more than `limit` are true'."""
    return bytes(
        TRUE if (total >> 3) > limit else UNKNOWN if (total >> 3) + (total & 7) > limit else FALSE
        for total in range(64)
    )


def less(left: int, right: int, everything: int) -> int:
    """Compare two sets of small integers (by rising bits): is the left below? `everything`: unknown."""
    if everything in {left, right}:
        return UNKNOWN
    lowest_left, highest_left = (left & -left).bit_length(), left.bit_length()
    lowest_right, highest_right = (right & -right).bit_length(), right.bit_length()
    if highest_left < lowest_right:
        return TRUE
    return FALSE if lowest_left >= highest_right else UNKNOWN


class AtomTable(dict[int, tuple[int, ...]]):
    """The truth value of each comparison of a fact, by its set of possible regions; rows are made when read.

    `bits`: number of regions; `accepts`: per comparison the regions that make it true; `known` and
    `entered` append "one region left" and "anything was entered" (kept in one bit above the regions).
    """

    def __init__(self, bits: int, accepts: tuple[int, ...], *, known: bool, entered: bool) -> None:
        super().__init__()
        self._bits, self._accepts, self._known, self._entered = bits, accepts, known, entered

    def __missing__(self, mask: int) -> tuple[int, ...]:
        """Return a row that nobody has read before."""
        possible = mask & ((1 << self._bits) - 1)
        row = [
            TRUE if not possible & ~accept else UNKNOWN if possible & accept else FALSE
            for accept in self._accepts
        ]
        if self._known:
            row.append(TRUE if possible.bit_count() == 1 else FALSE)
        if self._entered:
            row.append(FALSE if mask >> self._bits else TRUE)
        self[mask] = made = tuple(row)
        return made


def truth(value: int) -> bool | None:
    """Return True, False or None for a truth value."""
    return None if value == UNKNOWN else value == TRUE


STATES: Final = ("does_not_apply", "needs_data", "conditional", "applies", "overridden")
DOES_NOT_APPLY, NEEDS_DATA, CONDITIONAL, APPLIES, OVERRIDDEN = range(5)


def _state(condition: int, defeater: int) -> int:
    if condition == TRUE:
        return {FALSE: APPLIES, UNKNOWN: CONDITIONAL, TRUE: OVERRIDDEN}.get(defeater, CONDITIONAL)
    return NEEDS_DATA if condition == UNKNOWN else DOES_NOT_APPLY


STATE: Final = bytes(_state(index & 3, index >> 2) for index in range(16))
