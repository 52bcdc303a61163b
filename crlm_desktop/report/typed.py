"""What people typed and a page prints: code, note, names of the team, words of verdicts, text among facts."""

from collections.abc import Iterable, Iterator, Mapping

from crlm_desktop.engine.decision import Decision
from crlm_desktop.report.content import Options
from crlm_desktop.report.fonts import missing, named

_MOST_SIGNS = 6


def typed_words(decision: Decision, options: Options) -> Iterator[str]:
    """Yield every typed text that may stand on the page."""
    case = decision.case
    if options.with_code:
        yield case.case_code
    if options.with_note and case.note:
        yield case.note
    yield from map(str, _listed(case.extras.get("team")))
    for entry in _listed(case.extras.get("decisions")):
        if isinstance(entry, Mapping):
            yield str(entry.get("note") or "")
    yield from (value for value in case.facts.values() if isinstance(value, str))


def _listed(extra: object) -> Iterable[object]:
    return extra if isinstance(extra, list | tuple) else ()


def unprintable(decision: Decision, options: Options) -> str:
    """Return the typed characters that no face can draw, each once: the page prints their numbers."""
    return missing("".join(typed_words(decision, options)))


def substitutes(signs: str) -> str:
    """Return characters that no face can draw, each with what the page prints for it; not more than six."""
    told = [f"{sign}\u00a0{named(sign)}" for sign in signs[:_MOST_SIGNS]]
    return " · ".join(told) + (" …" if len(signs) > _MOST_SIGNS else "")
