"""KRAS variants however a report spells them."""

import pytest

from crlm_desktop.domain.variants import normalised_variant

SPELLINGS = [
    "G12C", "g12c", " G12C ", "p.G12C", "p.(G12C)", "p.Gly12Cys", "p.(Gly12Cys)", "P.GLY12CYS", "KRAS G12C",
    "KRAS: G12C", "KRAS p.G12C", "kras p.(Gly12Cys)", "KRAS:p.G12C",
]  # fmt: skip


@pytest.mark.parametrize("written", SPELLINGS)
def test_one_variant_in_many_spellings(written: str) -> None:
    assert normalised_variant(written) == "G12C"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("p.(Gly12Asp)", "G12D"),
        ("p.Gly13Asp", "G13D"),
        ("Q61H", "Q61H"),
        ("p.Ala146Thr", "A146T"),
        ("KRAS A59T", "A59T"),
    ],
)
def test_other_variants_stay_themselves(written: str, expected: str) -> None:
    assert normalised_variant(written) == expected


@pytest.mark.parametrize(
    "written", ["exon 2", "c.34G>T", "Xyz12Cys", "G12", "12", "第 12 密码子突变", "G12C/G12D"]
)
def test_what_is_no_substitution_comes_back_as_it_is(written: str) -> None:
    assert normalised_variant(f" {written} ") == written
