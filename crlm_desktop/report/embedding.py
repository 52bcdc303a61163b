"""A face as the PDF embeds it: reportlab's, with a map back to Unicode that also holds rare characters."""

import io
from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import SUBSETN, TTEncoding, TTFont, TTFontFace

from crlm_desktop.report.quick_face import QuickFace

_ENTRIES = 100  # the most that one block of such a map may hold
_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
"""
_END = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """A face whose characters can be copied and searched: beyond U+FFFF they take two units of UTF-16.

    `readable`: the first subset keeps the places of ASCII, for the eyes of whoever reads the file itself.
    """

    def __init__(self, name: str, file: str | io.BytesIO, *, readable: bool = True) -> None:
        self.fontName = name
        self.face = QuickFace(file) if isinstance(file, str) else TTFontFace(file)
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[object, object] = WeakKeyDictionary()
        self._asciiReadable = readable
        self.shapable = False

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 (the library's name)
        """Add the subsets in use to the document, each with its map."""
        subsets = self._assignState(doc).subsets
        super().addObjects(doc)
        face = f"{self.face.name.decode()}{self.face.subfontNameX.decode()}"
        for number, codes in enumerate(subsets):
            stream = doc.idToObject[f"toUnicodeCMap:{SUBSETN(number).decode()}+{face}"]
            stream.content = self._map_to_unicode(codes)

    def _map_to_unicode(self, codes: Sequence[int]) -> str:
        known = [(place, code) for place, code in enumerate(codes) if code in self.face.charToGlyph]
        return _HEAD + "".join(_blocks(known)) + _END


def _blocks(entries: Sequence[tuple[int, int]]) -> Iterator[str]:
    for start in range(0, len(entries), _ENTRIES):
        block = entries[start : start + _ENTRIES]
        yield f"{len(block)} beginbfchar\n"
        for place, code in block:
            yield f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>\n"
        yield "endbfchar\n"
