"""KRAS variants however a report spells them."""

import pytest

from crlm_desktop.domain.variants import protein_change

SPELLINGS = [
    "G12C", "g12c", " G12C ", "p.G12C", "p.(G12C)", "p.Gly12Cys", "p.(Gly12Cys)", "P.GLY12CYS", "KRAS G12C",
    "KRAS: G12C", "KRAS p.G12C", "kras p.(Gly12Cys)", "KRAS:p.G12C", "KRASG12C", "K-RAS G12C",
    "Ｇ１２Ｃ", "ｐ．Ｇｌｙ１２Ｃｙｓ", "KRAS p.G12C (c.34G>T)", "G12C突变",
    "NM_004985.5:c.34G>T (p.Gly12Cys)", "KRAS 第2外显子 G12C 突变（丰度 23.5%）", "检出 KRAS G12C",
    "KRAS exon 2 p.G12C mutation detected", "G12C (+)", "G12C, VAF 12.3%",
]  # fmt: skip


@pytest.mark.parametrize("written", SPELLINGS)
def test_one_variant_in_many_spellings(written: str) -> None:
    assert protein_change(written) == "G12C"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("p.(Gly12Asp)", "G12D"),
        ("p.Gly13Asp", "G13D"),
        ("Q61H", "Q61H"),
        ("p.Ala146Thr", "A146T"),
        ("KRAS A59T", "A59T"),
        ("p.G12dup", "G12DUP"),
        ("p.Gln61_Glu62insAla", "GLN61_GLU62INSALA"),
        ("other", "OTHER"),
        ("其他突变", "其他"),
    ],
)
def test_another_change_is_another_one(written: str, expected: str) -> None:
    assert protein_change(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "", "exon 2", "c.34G>T", "Xyz12Cys", "B12C", "G12", "G12X", "12", "第 12 密码子突变",
        "G12C/G12D", "G12C/D", "G12C 或 G12D", "G12C、G12D", "非 G12C", "G12C 阴性", "未检出 G12C",
        "G12C 无突变", "G12C not detected", "no G12C", "G12C?", "NRAS G12C", "KRAS 突变", "as Dr Li said",
    ],
)  # fmt: skip
def test_what_does_not_say_one_change_is_not_read(written: str) -> None:
    """Unknown, then: neither G12C nor another one."""
    assert protein_change(written) is None
