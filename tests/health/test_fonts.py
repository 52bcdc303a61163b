import gzip
import io
from functools import cache

import pytest
from fontTools.ttLib import TTFont
from make_font import FONTS, LATIN_SET, OUTPUTS, chinese_set, gb2312
from make_rare_font import FAMILY, RARE
from reportlab.pdfbase.ttfonts import TTFont as EmbeddedFont

LARGEST_PAIR = 5_000_000
LARGEST_RARE = 8_000_000
BASIC_BLOCK, EXTENSION_A = range(0x4E00, 0x9FEB), range(0x3400, 0x4DB6)  # as Unicode 11 has them
# The characters of the Table of General Standard Chinese Characters (2013) beyond U+FFFF.
OF_THE_TABLE = (
    "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣"
    "𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩"
    "𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹"
    "𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
ASKED_FOR = "𠮷䶮㐂龘𬭎𡋤𪚥𡥈ŠšŽžČčŁłřạ"


@cache
def rare() -> TTFont:
    """Return the face of rare characters."""
    return TTFont(io.BytesIO(gzip.decompress((FONTS / RARE).read_bytes())))


def test_gb2312_is_whole() -> None:
    """The standard counts 6,763 Chinese characters and 682 signs."""
    signs = gb2312()
    assert len(set(signs)) == len(signs) == 6763 + 682


@pytest.mark.parametrize("name", OUTPUTS)
def test_font_holds_every_character_of_the_texts(name: str) -> None:
    """A character of the knowledge base or the app without a glyph asks for a new run of make_font.py."""
    wanted = LATIN_SET if "Italic" in name else chinese_set()
    assert not set(wanted) - set(map(chr, TTFont(FONTS / name).getBestCmap()))


@pytest.mark.parametrize("name", OUTPUTS)
def test_reportlab_can_embed_the_font(name: str) -> None:
    """The outlines are TrueType and the font allows embedding."""
    font = EmbeddedFont(name, str(FONTS / name))
    assert font.stringWidth("KRAS", 10) > 0
    assert len(font.face.makeSubset([0, *map(ord, "KRAS")])) > 0


def test_chinese_faces_stay_small() -> None:
    """Regular and bold together stay under five megabytes."""
    assert sum(path.stat().st_size for path in FONTS.glob("NotoSansSC-*.ttf")) <= LARGEST_PAIR


def test_every_name_in_the_standard_can_be_printed() -> None:
    """The national table, both basic blocks and what was asked for by name are in one face or the other."""
    known = {*rare().getBestCmap(), *TTFont(FONTS / "NotoSansSC-Regular.ttf").getBestCmap()}
    wanted = {*map(ord, OF_THE_TABLE + ASKED_FOR), *BASIC_BLOCK, *EXTENSION_A}
    assert len(OF_THE_TABLE) == 196
    assert not wanted - known


def test_rare_face_repeats_nothing_and_stays_small() -> None:
    """It adds to the usual faces, in their units, under a name that no source reserves."""
    usual = set(TTFont(FONTS / "NotoSansSC-Regular.ttf").getBestCmap())
    assert set(map(chr, set(rare().getBestCmap()) & usual)) <= set(" ∈∋≅≌")  # the last come in mirrored pairs
    assert rare()["head"].unitsPerEm == 1000
    assert rare()["name"].getDebugName(1) == FAMILY
    assert (FONTS / RARE).stat().st_size <= LARGEST_RARE


def test_licence_lies_beside_the_fonts() -> None:
    """The Open Font License goes wherever the fonts go."""
    text = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "GlyphWiki" in text
