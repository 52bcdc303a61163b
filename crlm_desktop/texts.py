"""One text lookup for every language; the words themselves live in `i18n/` and in the knowledge base."""

import json
from collections.abc import Mapping
from functools import cache

from crlm_desktop.paths import catalogues

LANGUAGES = ("zh", "en")
Bilingual = Mapping[str, str]


@cache
def words(language: str) -> Mapping[str, str]:
    """Return the catalogue of a language; raises KeyError for a language that is not bundled."""
    if language not in LANGUAGES:
        raise KeyError(language)
    found: dict[str, str] = {}
    for path in catalogues(language):
        found |= json.loads(path.read_text(encoding="utf-8"))
    return found


def say(language: str, key: str, /, **values: object) -> str:
    """Return the text `key` in a language, its {placeholders} filled."""
    text = words(language)[key]
    return text.format(**values) if values else text


def counted(key: str, count: int) -> str:
    """Return the key of a text that speaks of one thing, or of several."""
    return f"{key}_one" if count == 1 else key


def both(key: str, /, **values: object) -> dict[str, str]:
    """Return the text `key` in every language."""
    return {language: say(language, key, **values) for language in LANGUAGES}
