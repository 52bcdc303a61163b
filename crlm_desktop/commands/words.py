"""What the command line says, and in which language."""

import locale
import os
import sys

from crlm_desktop.domain.problem_words import problem_words
from crlm_desktop.domain.problems import Problem
from crlm_desktop.texts import say

DONE, INTERNAL, INPUT = 0, 1, 2


def language() -> str:
    """Return the language in which the command line speaks: Chinese where the system does, else English."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if not spoken:
        spoken = locale.getlocale()[0] or ""
    return "zh" if spoken.lower().startswith(("zh", "chinese")) else "en"


def describe() -> str:
    """Return what the app is, for `--help`."""
    return say(language(), "cli.description")


def refuse_window() -> int:
    """Say that there is no display for the window, and what works without one."""
    tell(say(language(), "cli.no_window"))
    return INTERNAL


def worded(problem: Problem, spoken: str | None = None) -> str:
    """Return a problem in words: its place, the fault, what to do."""
    spoken = spoken or language()
    return f"{problem.place or say(spoken, 'problem.file')}: {problem_words(problem, spoken)}"


def tell(sentence: str) -> None:
    """Say a sentence on standard error."""
    sys.stderr.write(sentence + "\n")
