"""File names made of case codes: safe on every system, none given twice."""

import unicodedata
from collections.abc import Iterable

LONGEST = 60
# Names that Windows keeps for devices, whatever ending follows.
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}
)


def safe_stem(code: str, otherwise: str) -> str:
    """Return a code as a file name without ending; `otherwise` where nothing of it can be kept."""
    whole = unicodedata.normalize("NFC", code)
    kept = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in whole)
    stem = kept[:LONGEST].strip("-")
    return f"{stem}-" if stem.upper() in _DEVICES else stem or otherwise


class Names:
    """Gives each stem once; upper and lower case are one name, as on Windows."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_folded(stem) for stem in taken}

    def give(self, stem: str) -> str:
        """Return the stem, with the first free number behind it if it was given before."""
        given, number = stem, 1
        while _folded(given) in self._taken:
            number += 1
            given = f"{stem}-{number}"
        self._taken.add(_folded(given))
        return given


def _folded(stem: str) -> str:
    return unicodedata.normalize("NFC", stem).casefold()
