"""The PDF as an archive file (PDF/A-3u): metadata, output intent, and the case as an associated file."""

import re
import struct
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

PRODUCER = "crlm-desktop"
CASE_NAME, RESULT_NAME = "case.json", "result.json"
_CATALOG_KEYS = ("OutputIntents", "AF")
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{made}T00:00:00Z</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
{claim}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_CLAIM = "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>\n"


class Attached(NamedTuple):
    """A file that travels in the PDF: what it is and how it relates to the page."""

    data: bytes
    description: str
    relation: str


class About(NamedTuple):
    """What the file says of itself: title, language tag, day it was made; no person, no machine."""

    title: str
    language: str
    made: date


class _Info(PDFInfo):  # type: ignore[misc]
    """The document's own words, only those that its metadata say too: archives want no empty ones."""

    def format(self, document: PDFDocument) -> bytes:
        """Return the dictionary as the file holds it."""
        made = PDFString(self._dateFormatter())
        entries = {"Title": PDFString(self.title), "CreationDate": made, "ModDate": made}
        tool = PDFString(PRODUCER)
        return bytes(PDFDictionary({**entries, "Creator": tool, "Producer": tool}).format(document))


def _document(canvas: Canvas) -> PDFDocument:
    return canvas._doc  # noqa: SLF001 (reportlab offers no other way to the document)


def pdf_date(day: date) -> str:
    """Return a day as PDF writes it."""
    return f"D:{day:%Y%m%d}000000Z"


def grey_profile() -> bytes:
    """Return a small ICC profile of grey with gamma 2.2, made here so that none need be bundled."""
    text = b"desc" + struct.pack(">II", 0, 11) + b"Grey 2.2  \x00" + bytes(4 + 4 + 2 + 1 + 67)
    rights = b"text" + bytes(4) + b"No rights reserved\x00"
    white = b"XYZ " + bytes(4) + struct.pack(">iii", 0xF6D6, 0x10000, 0xD32D)
    curve = b"curv" + struct.pack(">IIH", 0, 1, 0x0233)
    tags, body, offset = b"", b"", 128 + 4 + 4 * 12
    for name, data in ((b"desc", text), (b"cprt", rights), (b"wtpt", white), (b"kTRC", curve)):
        padded = data + bytes(-len(data) % 4)
        tags += name + struct.pack(">II", offset + len(body), len(data))
        body += padded
    head = struct.pack(">I4sI4s4s4s", offset + len(body), bytes(4), 0x02400000, b"prtr", b"GRAY", b"XYZ ")
    head += (
        struct.pack(">6H", 2024, 1, 1, 0, 0, 0)
        + b"acsp"
        + bytes(28)
        + struct.pack(">iii", 0xF6D6, 0x10000, 0xD32D)
    )
    return head.ljust(128, b"\x00") + struct.pack(">I", 4) + tags + body


def _stream(content: bytes, entries: Mapping[str, object], *, packed: bool = True) -> PDFStream:
    return PDFStream(PDFDictionary(dict(entries)), content, [PDFZCompress] if packed else None)


def _escaped(text: str) -> str:
    """Return text for XML (the library's own function loads half the network stack)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _metadata(told: About, *, claim: bool) -> PDFStream:
    packet = _XMP.format(
        title=_escaped(told.title),
        language=told.language,
        made=told.made.isoformat(),
        producer=PRODUCER,
        claim=_CLAIM if claim else "",
    )
    entries = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
    return _stream(packet.encode(), entries, packed=False)


def _output_intent(document: PDFDocument) -> PDFArray:
    profile = document.Reference(_stream(grey_profile(), {"N": 1}))
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("Grey gamma 2.2"),
            "Info": PDFString("Grey gamma 2.2"),
            "DestOutputProfile": profile,
        }
    )
    return PDFArray([document.Reference(intent)])


def _file_specification(document: PDFDocument, name: str, file: Attached, made: date) -> object:
    parameters = PDFDictionary({"Size": len(file.data), "ModDate": PDFString(pdf_date(made))})
    entries = {
        "Type": PDFName("EmbeddedFile"),
        "Subtype": "/application#2Fjson",  # as it stands: PDFName would escape the escape
        "Params": parameters,
    }
    stream = document.Reference(_stream(file.data, entries))
    specification = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(name),
            "UF": PDFString(name),
            "Desc": PDFString(file.description),
            "AFRelationship": PDFName(file.relation),
            "EF": PDFDictionary({"F": stream, "UF": stream}),
        }
    )
    return document.Reference(specification)


def _attach(document: PDFDocument, files: Mapping[str, Attached], made: date) -> None:
    found = {name: _file_specification(document, name, file, made) for name, file in sorted(files.items())}
    names = PDFArray([part for name, place in found.items() for part in (PDFString(name), place)])
    catalog = document.Catalog
    catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": names})})
    catalog.AF = PDFArray(list(found.values()))


def as_archive(canvas: Canvas, told: About, files: Mapping[str, Attached], *, claim: bool = True) -> None:
    """Give the document metadata, output intent and files; without `claim` it does not call itself PDF/A."""
    document = _document(canvas)
    catalog = document.Catalog
    known = list(catalog.__NoDefault__)
    catalog.__NoDefault__ = catalog.__Refs__ = [*known, *_CATALOG_KEYS]
    document.info = _Info()
    canvas.setTitle(told.title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setDateFormatter(lambda *_: pdf_date(told.made))
    catalog.Lang = PDFString(told.language)
    catalog.Metadata = _metadata(told, claim=claim)
    catalog.OutputIntents = _output_intent(document)
    if files:
        _attach(document, files, told.made)


_OBJECT = re.compile(rb"(\d{10}) (\d{5}) n")
_END = b"endstream\nendobj\n"


def with_line_ends(data: bytes) -> bytes:
    """Return the file with a line end before each `endstream`, as archives want it, its table corrected."""
    table = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    places = [int(match[1]) for match in _OBJECT.finditer(data, table)]
    ordered = sorted(places)
    ends = dict(zip(ordered, [*ordered[1:], table], strict=True))
    parts, moved, shift = [data[: ordered[0]]], {}, 0
    for place in ordered:
        body = data[place : ends[place]]
        moved[place] = place + shift
        cut = body.rfind(_END)
        if cut > 0:
            body, shift = body[:cut] + b"\n" + body[cut:], shift + 1
        parts.append(body)
    tail = _OBJECT.sub(lambda match: b"%010d %s n" % (moved[int(match[1])], match[2]), data[table:])
    tail = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % (table + shift), tail)
    return b"".join((*parts, tail))
