"""What is typed into a calculator: exact in decimal arithmetic, refused out of range."""

from decimal import Decimal

from crlm_desktop.domain.problems import Problem

Number = int | float


class CalculatorError(ValueError):
    """An input that no patient can have; `problem` names it and the range that is allowed."""

    def __init__(self, place: str, low: Number, high: Number) -> None:
        super().__init__(f"{place}: {low} to {high}")
        self.problem = Problem(place, "out_of_range", {"low": low, "high": high})


def exact(number: Number) -> Decimal:
    """Return a number as it is written, not as a float holds it."""
    return Decimal(str(number))


def checked(place: str, number: Number, low: Number, high: Number) -> Decimal:
    """Return the number; raises CalculatorError out of range."""
    if not low <= number <= high:
        raise CalculatorError(place, low, high)
    return exact(number)
