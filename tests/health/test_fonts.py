import pytest
from fontTools.ttLib import TTFont
from make_font import FONTS, LATIN_SET, OUTPUTS, chinese_set, gb2312
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont as EmbeddedFont

LARGEST_PAIR = 5_000_000


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
    registerFont(font)
    assert font.stringWidth("KRAS", 10) > 0


def test_chinese_faces_stay_small() -> None:
    """Regular and bold together stay under five megabytes."""
    assert sum(path.stat().st_size for path in FONTS.glob("NotoSansSC-*.ttf")) <= LARGEST_PAIR


def test_licence_lies_beside_the_fonts() -> None:
    """The Open Font License goes wherever the fonts go."""
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
