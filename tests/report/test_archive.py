"""The page as an archive file: what ISO 19005-3 asks of level U, looked up in the finished bytes."""

import re
from functools import cache

import pytest

from crlm_desktop.report.blocks import Text
from crlm_desktop.report.export import report_bytes
from crlm_desktop.report.shapes import page_shapes
from tests.report.archive_file import ArchiveFile
from tests.report.pages import OPTIONS, everything, vignettes, with_case
from tests.support import base

NOTE = "请𠮷田㐂、朱𪚥、陈𬭎主任与 Dr. Šimić 复核；缺😀"
CASES = {
    "usual": vignettes()["V14"],
    "rare": with_case(vignettes()["V14"], case_code="䶮-𠮷-01", note=NOTE),
    "full": with_case(everything(vignettes()["V14"]), case_code="A" * 200),
}
WISHED = OPTIONS._replace(with_note=True)
PAGES = [(name, language) for name in CASES for language in ("zh", "en")]
every_page = pytest.mark.parametrize(("name", "language"), PAGES)

PDF, XMP = "{http://ns.adobe.com/pdf/1.3/}", "{http://ns.adobe.com/xap/1.0/}"
DC, CLAIM = "{http://purl.org/dc/elements/1.1/}", "{http://www.aiim.org/pdfa/ns/id/}"
GREY_ONLY = re.compile("[qQwdjJmlchfSBngG]|cm|re|BT|ET|T[mdfjr]")
SEEN_THROUGH = {"/ExtGState", "/XObject", "/ColorSpace", "/Pattern", "/Shading"}
LENGTH = re.compile(rb"/Length (\d+)\b")
FORBIDDEN = {0, 0xFEFF, 0xFFFE}
LONGEST_NAME, LONGEST_STRING = 127, 32767


@cache
def opened(name: str, language: str) -> ArchiveFile:
    """Return a page taken apart."""
    return ArchiveFile(report_bytes(CASES[name], base(), language, WISHED))


@every_page
def test_header_and_trailer(name: str, language: str) -> None:
    """Binary header, two identifiers, no encryption, nothing behind the end."""
    file = opened(name, language)
    first, second = file.data.split(b"\n", 2)[:2]
    assert first == b"%PDF-1.7"
    assert second[:1] == b"%"
    assert all(byte > 127 for byte in second[1:5])
    assert "/Encrypt" not in file.trailer
    assert [len(part.original_bytes) for part in file.trailer["/ID"]] == [16, 16]
    assert file.data.rstrip(b"\n").endswith(b"%%EOF")


@every_page
def test_the_table_finds_every_object(name: str, language: str) -> None:
    """Each entry points to its object, and no object is left out."""
    file = opened(name, language)
    assert file.reader.xref[0] == file.places
    assert len(file.objects) == len(file.places) == file.trailer["/Size"] - 1


@every_page
def test_streams_are_plain_or_deflated(name: str, language: str) -> None:
    """Lengths are true, a line end stands before `endstream`, no LZW, nothing from outside."""
    file = opened(name, language)
    numbers = [number for number, found in file.objects.items() if found in list(file.streams())]
    assert file.data.count(b"\nendstream\n") == file.data.count(b"endstream") == len(numbers)
    for number in numbers:
        body = file.data[file.places[number] : file.data.index(b"endstream", file.places[number])]
        entries, held = body.split(b"stream\n", 1)
        assert [int(told) for told in LENGTH.findall(entries)] == [len(held) - 1]
        assert b"LZW" not in entries
    for stream in file.streams():
        assert stream.get("/Filter", ["/FlateDecode"]) == ["/FlateDecode"]
        assert not {"/F", "/FFilter", "/FDecodeParms"} & set(stream)
    assert "/Filter" not in file.catalog["/Metadata"].get_object()


@every_page
def test_every_face_is_embedded_as_archives_want_it(name: str, language: str) -> None:
    """Subsets of TrueType, symbolic and so without an encoding, with one map of codes, advances true."""
    file = opened(name, language)
    assert len(file.faces) >= 2
    for face in file.faces.values():
        entries, descriptor = face.entries, face.descriptor
        assert entries["/Subtype"] == "/TrueType"
        assert entries["/BaseFont"] == descriptor["/FontName"]
        assert entries["/BaseFont"][1:7].isupper()
        assert entries["/BaseFont"][7] == "+"
        assert descriptor["/Flags"] & 4
        assert not descriptor["/Flags"] & 32
        assert "/Encoding" not in entries
        assert len(face.program["cmap"].tables) == 1
        assert descriptor["/FontFile2"].get_object()["/Length1"] == len(descriptor["/FontFile2"].get_data())
        for code, width in enumerate(entries["/Widths"], entries["/FirstChar"]):
            if code in face.unicode:
                assert width == pytest.approx(face.advance(code), abs=1)


@every_page
def test_every_character_shown_has_glyph_width_and_unicode(name: str, language: str) -> None:
    """No .notdef is shown, and every code leads back to what was typed."""
    file = opened(name, language)
    for face, code in set(file.shown()):
        assert face.program.getGlyphID(face.glyph_of[code]) > 0
        assert face.entries["/FirstChar"] <= code <= face.entries["/LastChar"]
        assert not {ord(sign) for sign in face.unicode[code]} & FORBIDDEN
        if face.unicode[code].strip():
            assert face.outline_points(code) > 0


@every_page
def test_the_text_read_back_is_the_text_set(name: str, language: str) -> None:
    """Character by character, rare ones included, in the order of the page."""
    drawn = page_shapes(CASES[name], base(), language, WISHED).shapes
    meant = "".join(shape.text for _, _, shape in drawn if isinstance(shape, Text))
    shown = "".join(face.unicode[code] for face, code in opened(name, language).shown())
    assert shown == meant.replace("\u00a0", " ")


@every_page
def test_only_grey_and_nothing_see_through(name: str, language: str) -> None:
    """One grey output intent serves all colour; no graphics state, group or picture brings transparency."""
    file = opened(name, language)
    [intent] = (entry.get_object() for entry in file.catalog["/OutputIntents"])
    profile = intent["/DestOutputProfile"].get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/OutputConditionIdentifier"]
    assert profile["/N"] == 1
    assert profile.get_data()[12:20] == b"prtrGRAY"
    assert all(GREY_ONLY.fullmatch(operator.decode()) for _, operator in file.operations)
    assert not SEEN_THROUGH & set(file.page["/Resources"])
    assert not {"/Group", "/Annots", "/AA", "/PresSteps"} & set(file.page)


@every_page
def test_nothing_acts(name: str, language: str) -> None:
    """No script, form, layer or action; names lead to files only."""
    catalog = opened(name, language).catalog
    assert not {"/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Requirements", "/Perms"} & set(catalog)
    assert set(catalog["/Names"]) == {"/EmbeddedFiles"}
    assert catalog["/Lang"] == {"zh": "zh-CN", "en": "en"}[language]


@every_page
def test_metadata_and_information_agree(name: str, language: str) -> None:
    """The packet claims PDF/A-3u and says nothing else than the dictionary of old readers."""
    file = opened(name, language)
    packet = file.catalog["/Metadata"].get_object()
    assert (packet["/Type"], packet["/Subtype"]) == ("/Metadata", "/XML")
    assert packet.get_data().startswith(b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>')
    assert packet.get_data().rstrip().endswith((b'<?xpacket end="r"?>', b'<?xpacket end="w"?>'))
    assert (file.told(f"{CLAIM}part"), file.told(f"{CLAIM}conformance")) == ("3", "U")
    known = file.reader.metadata
    assert known is not None
    made = "D:20260120000000Z"
    assert {key: str(value) for key, value in known.items()} == {
        "/Title": file.told(f"{DC}title"),
        "/Creator": file.told(f"{XMP}CreatorTool"),
        "/Producer": file.told(f"{PDF}Producer"),
        "/CreationDate": made,
        "/ModDate": made,
    }
    assert file.told(f"{XMP}CreateDate") == file.told(f"{XMP}ModifyDate") == "2026-01-20T00:00:00Z"


@every_page
def test_the_case_is_an_associated_file(name: str, language: str) -> None:
    """Both files stand in the catalogue and the name tree, with type, relation, size and day."""
    file = opened(name, language)
    tree = file.catalog["/Names"]["/EmbeddedFiles"]["/Names"]
    assert list(tree[::2]) == sorted(tree[::2]) == ["case.json", "result.json"]
    assert [entry.get_object() for entry in tree[1::2]] == [
        entry.get_object() for entry in file.catalog["/AF"]
    ]
    for label, entry in zip(tree[::2], tree[1::2], strict=True):
        told = entry.get_object()
        assert told["/Type"] == "/Filespec"
        assert told["/F"] == told["/UF"] == label
        assert told["/AFRelationship"] == {"case.json": "/Source", "result.json": "/Data"}[label]
        stream = told["/EF"]["/F"].get_object()
        assert told["/EF"]["/UF"].get_object() == stream
        assert (stream["/Type"], stream["/Subtype"]) == ("/EmbeddedFile", "/application/json")
        assert stream["/Params"]["/Size"] == len(stream.get_data())
        assert stream["/Params"]["/ModDate"] == "D:20260120000000Z"


@every_page
def test_nothing_is_longer_than_readers_allow(name: str, language: str) -> None:
    """Names up to 127 bytes, strings up to 32,767."""
    names: list[str] = []
    strings: list[str] = []
    pending = list(opened(name, language).objects.values())
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            names += value.keys()
            pending += dict.values(value)
        elif isinstance(value, list):
            pending += value
        elif isinstance(value, str):
            (names if value.startswith("/") else strings).append(value)
    assert max(len(found.encode()) for found in names) <= LONGEST_NAME + 1
    assert max(len(found.encode()) for found in strings) <= LONGEST_STRING
