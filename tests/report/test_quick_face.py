"""The faces as read in bulk: nothing differs from what the library reads number by number."""

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from crlm_desktop.paths import resource
from crlm_desktop.report.quick_face import QuickFace

_READ_ON_THE_WAY = {"_pos", "_pdfScale", "glyphToChar"}  # of no use after the library's own reading


@pytest.mark.parametrize("file", ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"])
def test_reads_what_the_library_reads(file: str) -> None:
    """Characters, widths, places of outlines and every other figure are the same."""
    path = str(resource("fonts", file))
    theirs, ours = vars(TTFontFace(path)), vars(QuickFace(path))
    assert len(theirs["charToGlyph"]) > 7_000
    assert {name for name, value in theirs.items() if ours.get(name) != value} <= _READ_ON_THE_WAY
