"""A TrueType face read in bulk: the tables that reportlab reads number by number, in a fifth of the time."""

import struct

from reportlab.pdfbase.pdfmetrics import TypeFace
from reportlab.pdfbase.ttfonts import TTFontFace, TTFontFile

_BASIC_PLANE, _WINDOWS = 4, 3  # the cmap format and the platform that every bundled face has
_SPACE, _TIED_SPACE, _LAST = 0x20, 0xA0, 0xFFFF


class QuickFace(TTFontFace):  # type: ignore[misc]
    """A face as reportlab holds it: characters, widths, places of the outlines; units are 1/1000 em."""

    def __init__(self, path: str) -> None:
        TypeFace.__init__(self, None)
        TTFontFile.__init__(self, path, charInfo=0)
        self.charToGlyph: dict[int, int] = self._characters()
        self.charToGlyph[_TIED_SPACE] = self.charToGlyph[_SPACE]
        self.hmetrics: list[tuple[int, int]] = self._metrics()
        scale = 1000 / self.unitsPerEm
        advances = [advance * scale for advance, _ in self.hmetrics]
        self.charWidths = {code: advances[glyph] for code, glyph in self.charToGlyph.items()}
        self.defaultWidth = advances[0]
        self.glyphPos: list[int] = self._outlines()

    def _numbers(self, kind: str, place: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}{kind}", self._ttf_data, place)

    def _place(self, table: str) -> int:
        return int(self.table[table]["offset"])

    def _character_map(self) -> int:
        """Return where the map from characters to glyphs begins; raises ValueError where there is none."""
        start = self._place("cmap")
        for entry in range(self._numbers("H", start + 2, 1)[0]):
            place = start + 4 + entry * 8
            found = start + self._numbers("L", place + 4, 1)[0]
            platform, form = self._numbers("H", place, 1)[0], self._numbers("H", found, 1)[0]
            if (platform, form) == (_WINDOWS, _BASIC_PLANE):
                return found
        raise ValueError(self.filename)

    def _characters(self) -> dict[int, int]:
        start = self._character_map()
        count = self._numbers("H", start + 6, 1)[0] // 2
        ends = self._numbers("H", start + 14, count)
        firsts = self._numbers("H", start + 16 + 2 * count, count)
        deltas = self._numbers("h", start + 16 + 4 * count, count)
        ranges = start + 16 + 6 * count
        offsets = self._numbers("H", ranges, count)
        length = self._numbers("H", start + 2, 1)[0]
        glyphs = self._numbers("H", ranges, (start + length - ranges) // 2)
        found: dict[int, int] = {}
        for place, (first, end, delta, offset) in enumerate(zip(firsts, ends, deltas, offsets, strict=True)):
            if offset:
                shift = place + offset // 2 - first
                for code in range(first, end + 1):
                    found[code] = (glyphs[code + shift] + delta) & _LAST if glyphs[code + shift] else 0
            elif first == end:
                found[first] = (first + delta) & _LAST
            else:
                found.update((code, (code + delta) & _LAST) for code in range(first, end + 1))
        return found

    def _metrics(self) -> list[tuple[int, int]]:
        counted = self._numbers("H", self._place("hhea") + 34, 1)[0]
        start = self._place("hmtx")
        pairs = self._numbers("H", start, 2 * counted)
        own = list(zip(pairs[::2], pairs[1::2], strict=True))
        rest = self._numbers("H", start + 4 * counted, self.numGlyphs - counted)
        return own + [(own[-1][0], bearing) for bearing in rest]

    def _outlines(self) -> list[int]:
        start, count = self._place("loca"), self.numGlyphs + 1
        if self._numbers("H", self._place("head") + 50, 1)[0]:
            return list(self._numbers("L", start, count))
        return [2 * place for place in self._numbers("H", start, count)]
