"""What the window says of a report that was opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crlm_desktop import __version__
from crlm_desktop.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crlm_desktop.knowledge.base import Knowledge
    from crlm_desktop.report.carrier import Carried
    from crlm_desktop.report.reopened import Compared
    from crlm_desktop.texts import Bilingual

_DIGITS = 12
_MOST_LINES = 6


def edition_words(carried: Carried, knowledge: Knowledge, language: str) -> str:
    """Say which knowledge a report was made with and which is in use: name, edition and hash of both."""
    old = (carried.knowledge_id, carried.knowledge_version, carried.knowledge_sha256)
    new = (knowledge.id, knowledge.version, knowledge.sha256)
    named = [
        say(language, "ui.reopened.knowledge", id=name, version=version, hash=sha256[:_DIGITS])
        for name, version, sha256 in (old, new)
    ]
    return say(language, "ui.reopened.other", old=named[0], new=named[1])


def reopened_words(
    compared: Compared, carried: Carried, knowledge: Knowledge, language: str, name: str
) -> str:
    """Return what there is to say of a report, each point on its line; nothing where all is as it was."""
    return "\n".join(_lines(compared, carried, knowledge, language, name))


def _lines(
    compared: Compared, carried: Carried, knowledge: Knowledge, language: str, name: str
) -> Iterator[str]:
    if compared.altered:
        yield say(language, "ui.open.altered", name=name)
    if compared.other_knowledge:
        yield edition_words(carried, knowledge, language)
    differs = bool(compared.gone or compared.come)
    if compared.altered or not (compared.other_knowledge or differs):
        return
    if compared.old_app:
        yield say(language, "ui.reopened.app", old=compared.old_app, new=__version__)
    if not differs:
        yield say(language, "ui.reopened.same")
    for key, lines in (("gone", compared.gone), ("come", compared.come)):
        if lines:
            yield say(language, f"ui.reopened.{key}")
            yield from _listed(lines, language)


def _listed(lines: tuple[Bilingual, ...], language: str) -> Iterator[str]:
    yield from (f"• {line[language]}" for line in lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        yield say(language, "ui.reopened.more", count=len(lines) - _MOST_LINES)
