"""A finished page as ISO 19005-3 looks at it: bytes, objects, fonts, and the text that its operators show."""

import io
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from xml.etree import ElementTree as ET

from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream, StreamObject

_OBJECT = re.compile(rb"(?m)^(\d+) (\d+) obj\r?$")
_CHARACTER = re.compile(r"<([0-9A-F]{2})> <((?:[0-9A-F]{4})+)>")
_NAMES = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}


class EmbeddedFace:
    """One font of the page: its dictionary, its program, its map back to Unicode."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        """Read what the file holds."""
        self.entries = entries
        self.descriptor = self.entries["/FontDescriptor"].get_object()
        self.program = TTFont(io.BytesIO(self.descriptor["/FontFile2"].get_data()))
        told = _CHARACTER.findall(self.entries["/ToUnicode"].get_object().get_data().decode())
        self.unicode = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in told}

    @cached_property
    def glyph_of(self) -> dict[int, str]:
        """Return the glyph of every code, by the only map a symbolic face may have."""
        [table] = self.program["cmap"].tables
        return dict(table.cmap)

    def advance(self, code: int) -> float:
        """Return the advance of a code by the font program, in thousandths of an em."""
        units = self.program["head"].unitsPerEm
        return float(self.program["hmtx"][self.glyph_of[code]][0] * 1000 / units)

    def outline_points(self, code: int) -> int:
        """Return how many points the outline of a code has."""
        points, _, _ = self.program["glyf"][self.glyph_of[code]].getCoordinates(self.program["glyf"])
        return len(points)


class ArchiveFile:
    """A page taken apart."""

    def __init__(self, data: bytes) -> None:
        """Open it strictly."""
        self.data = data
        self.reader = PdfReader(io.BytesIO(data), strict=True)
        self.trailer: Any = self.reader.trailer
        self.catalog: Any = self.trailer["/Root"]
        self.page: Any = self.reader.pages[0]

    @cached_property
    def objects(self) -> dict[int, Any]:
        """Return every object by its number."""
        numbers = sorted(self.reader.xref[0])
        return {number: self.reader.get_object(number) for number in numbers if number}

    def streams(self) -> Iterator[StreamObject]:
        """Yield every stream."""
        for found in self.objects.values():
            if isinstance(found, StreamObject):
                yield found

    @cached_property
    def places(self) -> dict[int, int]:
        """Return where the bytes of every object begin."""
        return {int(found[1]): found.start() for found in _OBJECT.finditer(self.data)}

    @cached_property
    def faces(self) -> dict[str, EmbeddedFace]:
        """Return the fonts of the page by their names in its operators."""
        fonts = self.page["/Resources"]["/Font"]
        return {name: EmbeddedFace(entry.get_object()) for name, entry in fonts.items()}

    @cached_property
    def operations(self) -> list[tuple[list[Any], bytes]]:
        """Return the operators of the page with their operands."""
        return ContentStream(self.page.get_contents(), self.reader).operations

    def shown(self) -> Iterator[tuple[EmbeddedFace, int]]:
        """Yield face and code of every character in the order it is shown."""
        face = next(iter(self.faces.values()))
        for operands, operator in self.operations:
            if operator == b"Tf":
                face = self.faces[operands[0]]
            elif operator == b"Tj":
                yield from ((face, code) for code in operands[0].original_bytes)

    @cached_property
    def metadata(self) -> ET.Element:
        """Return the metadata packet."""
        packet = self.catalog["/Metadata"].get_object().get_data().decode()
        return ET.fromstring(packet)  # noqa: S314 (written by the app itself)

    def told(self, tag: str) -> str:
        """Return what the metadata say under a tag, such as `{namespace}title`."""
        element = self.metadata.find(f".//{tag}")
        assert element is not None, tag
        inner = element.find(".//rdf:li", _NAMES)
        return (inner if inner is not None else element).text or ""
