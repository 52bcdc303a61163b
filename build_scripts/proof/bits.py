"""Three-valued truth as a pair of formulas, (can be true, can be false); both together mean unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import z3

if TYPE_CHECKING:
    from collections.abc import Iterable

Bit: TypeAlias = Any  # z3 ships no types
NO: Bit = z3.BoolVal(val=False)
YES: Bit = z3.BoolVal(val=True)


class Truth(NamedTuple):
    """What a condition can still be."""

    can_be_true: Bit
    can_be_false: Bit

    @property
    def certain(self) -> Bit:
        """True whatever the open facts are."""
        return z3.And(self.can_be_true, z3.Not(self.can_be_false))

    @property
    def excluded(self) -> Bit:
        """False whatever the open facts are."""
        return z3.Not(self.can_be_true)

    @property
    def open(self) -> Bit:
        """Neither settled true nor settled false."""
        return z3.And(self.can_be_true, self.can_be_false)


def two_valued(holds: Bit) -> Truth:
    """A truth that is never unknown."""
    return Truth(holds, z3.Not(holds))


def any_of(bits: Iterable[Bit]) -> Bit:
    """Whether one of the formulas holds."""
    return z3.Or(*bits)


def all_of(bits: Iterable[Bit]) -> Bit:
    """Whether all of the formulas hold."""
    return z3.And(*bits)


def chosen(test: Bit, then: Truth, otherwise: Truth) -> Truth:
    """One truth or the other, as a test of two values decides."""
    return Truth(*(z3.If(test, first, second) for first, second in zip(then, otherwise, strict=True)))


def agreed(left: Truth, right: Truth) -> Truth:
    """What two sources for one thing say together; unknown where they contradict each other."""
    clash = z3.And(z3.Not(left.open), z3.Not(right.open), left.can_be_true != right.can_be_true)
    settled_left = z3.Not(left.open)
    return Truth(
        z3.Or(clash, z3.If(settled_left, left.can_be_true, right.can_be_true)),
        z3.Or(clash, z3.If(settled_left, left.can_be_false, right.can_be_false)),
    )


def counted(limit: int, truths: list[Truth]) -> Truth:
    """Whether more than so many are true."""
    highest = z3.AtLeast(*(t.can_be_true for t in truths), limit + 1)
    lowest = z3.AtLeast(*(t.certain for t in truths), limit + 1)
    return Truth(highest, z3.Not(lowest))
