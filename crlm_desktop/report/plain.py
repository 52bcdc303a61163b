"""The report as plain text, to paste into the hospital's system: the same rows, no layout."""

from collections.abc import Iterator

from crlm_desktop.engine.decision import Decision
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.report.content import Options, content
from crlm_desktop.report.numbering import numbered
from crlm_desktop.report.rows import Content, Row, Section, Words
from crlm_desktop.texts import say


def _plain(words: Words) -> str:
    return " ".join("".join(run.text for run in words).replace("\u00a0", " ").split())


def _row(row: Row, language: str) -> str:
    colon = say(language, "report.colon")
    label = f"[{row.label}] " if row.label and row.source else f"{row.label}{colon}" if row.label else ""
    mark = say(language, f"report.plain.{row.mark}") if row.mark in _SPOKEN else ""
    cited = " ".join(part.replace("\u00a0", " ") for part in (row.grade, row.source) if part)
    return f"- {mark}{label}{_plain(row.words)}" + (f" ({cited})" if cited else "")


_SPOKEN = frozenset({"must", "caution", "avoid", "urgent"})


def _section(section: Section, language: str) -> Iterator[str]:
    yield ""
    yield section.title
    yield from (_row(row, language) for row in section.rows)
    if section.note:
        yield section.note


def _lines(told: Content) -> Iterator[str]:
    yield told.title
    yield told.edition
    colon = say(told.language, "report.colon")
    yield from (f"{pair.label}{colon}{pair.value}" for pair in told.identity)
    yield ""
    yield _plain(told.sentence)
    for section in told.sections:
        yield from _section(section, told.language)
    yield ""
    yield told.imprint
    yield told.purpose


def plain_report(
    decision: Decision, knowledge: Knowledge, language: str, options: Options | None = None
) -> str:
    """Return everything that the page has to say, nothing shortened."""
    told = numbered(content(decision, knowledge, language, options or Options()))
    return "\n".join(line.replace("\u00a0", " ").rstrip() for line in _lines(told)) + "\n"
