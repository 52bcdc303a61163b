"""A fault of an input in words; where it is, each who tells it says in his own way."""

from crlm_desktop.domain.problems import Problem
from crlm_desktop.texts import say


def problem_words(problem: Problem, language: str) -> str:
    """Return the fault and what to do about it, without its place."""
    values = dict(problem.values)
    if problem.code == "wrong_type":
        values["expected"] = say(language, f"problem.type.{values.get('expected', 'text')}")
    elif problem.code == "unreadable":
        fault = values["fault"]
        values["reason"] = say(language, f"file.{fault}") if fault else values["system"]
    return say(language, f"problem.{problem.code}", **values)
