"""Text into lines: Chinese rules at both ends of a line, words and numbers with units kept whole.

All widths are in em, so that one measurement serves every size of type. A closing mark never starts a
line and an opening one never ends it; a full-width mark beside another, at the end or the start of a line
takes half its width, as Chinese typesetters set it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from crlm_desktop.report.signs import (
    CLOSERS,
    GENE,
    ITALIC,
    NARROW,
    NOT_FIRST,
    NOT_LAST,
    OPENERS,
    TOKEN,
    Run,
    begins_wide,
    text_width,
)

_WIDE_GAP = 0.3
_TIED = NOT_LAST | {"\u00a0"}
_HALF = 0.5


class Piece(NamedTuple):
    """Text set in one go: `trim` is cut off its left, `width` is what it advances."""

    text: str
    style: int
    width: float
    trim: float = 0.0

    @property
    def natural(self) -> bool:
        """Tell whether the face's own widths place the text."""
        return (
            self.text not in NARROW and self.trim == 0.0 and (self.width == 1.0 or self.text not in CLOSERS)
        )


class Atom(NamedTuple):
    """What no line may break; `gap` is the space before it, inside a line."""

    pieces: tuple[Piece, ...]
    width: float
    gap: float


class Placed(NamedTuple):
    """Text at its place in a line, in em from the line's start."""

    x: float
    text: str
    style: int


Line = tuple[Placed, ...]


class Measured:
    """Runs cut into atoms, their width on one line, and the breaks already found, by width."""

    __slots__ = ("_breaks", "atoms", "width")

    def __init__(self, atoms: tuple[Atom, ...], width: float) -> None:
        self.atoms = atoms
        self.width = width
        self._breaks: dict[float, tuple[tuple[Atom, ...], ...]] = {}

    def broken(self, width: float) -> tuple[tuple[Atom, ...], ...]:
        """Return the atoms of each line, none wider than `width` em."""
        if self.width <= width:
            return (self.atoms,) if self.atoms else ()
        found = self._breaks.get(width)
        if found is None:
            found = self._breaks[width] = tuple(_filled(self.atoms, width))
        return found


def _pieces(text: str, style: int) -> Iterator[Piece]:
    """Yield the pieces of one token: the signs on a full square drawn in."""
    start = 0
    for end, sign in enumerate(text):
        if sign in NARROW:
            if end > start:
                yield Piece(text[start:end], style, text_width(text[start:end], style))
            trim, width = NARROW[sign]
            yield Piece(sign, style, width, trim)
            start = end + 1
    if start < len(text):
        yield Piece(text[start:], style, text_width(text[start:], style))


def _slanted(runs: Iterable[Run]) -> Iterator[tuple[str, int]]:
    """Yield text and style, gene names apart and in italics."""
    for run in runs:
        for place, part in enumerate(GENE.split(run.text)):
            yield part, run.style | ITALIC if place % 2 else run.style


def _tokens(runs: Iterable[Run]) -> Iterator[tuple[str, int, int]]:
    """Yield token, style and how many spaces stand before it."""
    space = 0
    for text, style in _slanted(runs):
        for blank, wide, word in TOKEN.findall(text):
            if blank:
                space += len(blank)
                continue
            yield wide or word, style, space
            space = 0


def _tied(before: str, token: str) -> bool:
    """Tell whether a token that follows another without a space may not part from it."""
    if token[0] in NOT_FIRST or before[-1:] in _TIED:
        return True
    return bool(before) and not begins_wide(before[-1]) and not begins_wide(token)


def _squeezed(token: str, before: str, after: str) -> tuple[float, float]:
    """Return trim and width of a full-width mark beside other marks."""
    if token in CLOSERS and after and (after in CLOSERS or after in OPENERS):
        return 0.0, _HALF
    if token in OPENERS and before and before in OPENERS:
        return _HALF, _HALF
    return 0.0, 1.0


@lru_cache(maxsize=2048)
def measure(runs: tuple[Run, ...]) -> Measured:
    """Return the atoms of a text."""
    tokens = list(_tokens(runs))
    atoms: list[Atom] = []
    for place, (token, style, space) in enumerate(tokens):
        after = tokens[place + 1][0] if place + 1 < len(tokens) and not tokens[place + 1][2] else ""
        before = tokens[place - 1][0] if place and not space else ""
        if token in CLOSERS or token in OPENERS:
            trim, width = _squeezed(token, before, after)
            pieces: tuple[Piece, ...] = (Piece(token, style, width, trim),)
        else:
            pieces = tuple(_pieces(token, style))
        width = sum(piece.width for piece in pieces)
        if atoms and not space and _tied(before, token):
            last = atoms[-1]
            atoms[-1] = Atom(last.pieces + pieces, last.width + width, last.gap)
        else:
            gap = text_width(" ", style) * space if atoms else 0.0
            atoms.append(Atom(pieces, width, gap))
    return Measured(tuple(atoms), sum(atom.width + atom.gap for atom in atoms))


def _overhang(atom: Atom) -> float:
    """Return what a full-width closing mark gives back at the end of a line."""
    last = atom.pieces[-1]
    return _HALF if last.text in CLOSERS and last.width == 1.0 else 0.0


def _underhang(atom: Atom) -> float:
    """Return what a full-width opening mark gives back at the start of a line."""
    first = atom.pieces[0]
    return _HALF if first.text in OPENERS and first.trim == 0.0 else 0.0


def _chopped(atom: Atom, limit: float) -> Iterator[Atom]:
    """Yield parts of a word that is wider than a line: behind a hyphen or slash, else anywhere."""
    part: list[Piece] = []
    width = 0.0
    for piece in atom.pieces:
        for sign in piece.text:
            advance = piece.width if len(piece.text) == 1 else text_width(sign, piece.style)
            if part and width + advance > limit:
                yield Atom(tuple(part), width, 0.0)
                part, width = [], 0.0
            part.append(Piece(sign, piece.style, advance, piece.trim))
            width += advance
    yield Atom(tuple(part), width, 0.0)


def _line(atoms: Sequence[Atom]) -> Line:
    """Return the placed runs of one line."""
    placed: list[Placed] = []
    x = -_underhang(atoms[0])
    text, start, style, natural = "", x, -1, True
    for place, atom in enumerate(atoms):
        if place and atom.gap:
            text += " " if text else ""
            natural = natural and atom.gap < _WIDE_GAP
            x += atom.gap
        for piece in atom.pieces:
            if piece.style != style or not natural or piece.trim:
                if text:
                    placed.append(Placed(start, text, style))
                text, start, style = "", x - piece.trim, piece.style
            text += piece.text
            x += piece.width
            natural = piece.natural
    placed.append(Placed(start, text, style))
    return tuple(placed)


def _filled(atoms: tuple[Atom, ...], width: float) -> Iterator[tuple[Atom, ...]]:
    """Yield the atoms of each line of a text that takes several."""
    current: list[Atom] = []
    used = 0.0
    for whole in atoms:
        for atom in (whole,) if whole.width <= width else _chopped(whole, width):
            if current and used + atom.gap + atom.width - _overhang(atom) > width:
                yield tuple(current)
                current, used = [], 0.0
            used += atom.width + (atom.gap if current else -_underhang(atom))
            current.append(atom)
    yield tuple(current)


def lines(measured: Measured, width: float) -> list[Line]:
    """Return the lines of a text, each at most `width` em wide."""
    return [_line(atoms) for atoms in measured.broken(width)]


def last_line_width(measured: Measured, width: float) -> float:
    """Return the width of the last line, in em."""
    broken = measured.broken(width)
    return sum(atom.width + atom.gap for atom in broken[-1]) if broken else 0.0


def line_width(line: Line) -> float:
    """Return where the last word of a line ends, in em."""
    last = line[-1]
    if last.text in NARROW:
        trim, width = NARROW[last.text]
        return last.x + trim + width
    return last.x + text_width(last.text, last.style)
