import pytest
from hypothesis import given
from hypothesis import strategies as st

from crlm_desktop.report.breaking import last_line_width, line_width, lines, measure
from crlm_desktop.report.signs import ITALIC, Run, spaced


def set_lines(text: str, width: float) -> list[str]:
    """Return the lines of a text as words."""
    return [
        "".join(part.text for part in line).replace("\u00a0", " ")
        for line in lines(measure((Run(text),)), width)
    ]


@pytest.mark.parametrize("width", [6.0, 7.0, 8.0, 9.0, 10.0, 11.0])
def test_no_closing_mark_starts_and_no_opening_mark_ends_a_line(width: float) -> None:
    """Chinese lines keep brackets and stops where they belong."""
    found = set_lines("首选肝脏特异性对比剂（如钆塞酸二钠）增强，其次（“常规”）增强；见《指南》。", width)
    assert not any(line[0] in "，。；：）》”、" for line in found)
    assert not any(line[-1] in "（《“" for line in found)


def test_words_and_numbers_with_units_stay_whole() -> None:
    """A Latin word, a number with its unit, a sign with its number never part."""
    text = spaced("最大径≥ 2.82 cm，CEA 417 µg/L，方案 FOLFOXIRI 联合 bevacizumab")
    for width in range(8, 20):
        found = set_lines(text, width)
        for whole in ("≥ 2.82 cm", "417 µg/L", "FOLFOXIRI", "bevacizumab"):
            assert any(whole in line for line in found)


def test_mixed_text_is_spaced() -> None:
    """A space stands between Chinese and Latin, none is doubled."""
    assert spaced("含奥沙利铂的FOLFOX方案") == "含奥沙利铂的 FOLFOX 方案"
    assert spaced("已用 FOLFOX 方案") == "已用 FOLFOX 方案"


def test_gene_names_slant_but_not_in_a_drug_class() -> None:
    """A gene is set in italics; the protein in a drug's name is not."""
    [line] = lines(measure((Run("KRAS mutant, no BRAF inhibitor"),)), 100)
    slanted = [part.text for part in line if part.style & ITALIC]
    assert [text.strip() for text in slanted] == ["KRAS"]


@given(st.text(max_size=200), st.floats(3, 60))
def test_lines_hold_every_character_and_their_width(text: str, width: float) -> None:
    """No character is lost, and no line is wider than asked, save for what hangs out by rule."""
    measured = measure((Run(text),))
    found = lines(measured, width)
    kept = "".join(part.text for line in found for part in line)
    assert kept.replace(" ", "") == text.replace(" ", "")
    assert all(line_width(line) <= width + 1.01 for line in found)
    assert last_line_width(measured, width) >= 0
