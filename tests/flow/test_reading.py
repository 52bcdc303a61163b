"""The consensus at hand: everything is there, and search finds it in either language and by initials."""

import pytest

from crlm_desktop.flow.reading import found, initials_of, passages
from tests.support import base


def test_all_statements_tables_and_doubts_are_there() -> None:
    """Thirty statements, the tables, the grades and every doubt."""
    ids = {passage.id for passage in passages(base())}
    assert {f"C{number}" for number in range(1, 31)} <= ids
    assert {"T1", "T2", "grades"} <= ids
    assert {doubt.id for doubt in base().doubts} <= ids


@pytest.mark.parametrize("words", ["西妥昔单抗", "cetuximab", "xtxdk", "KRAS", "ＫＲＡＳ", "c20"])
def test_search_finds(words: str) -> None:
    """Chinese, English, full-width letters, initials and statement numbers find passages."""
    assert found(passages(base()), words)


def test_search_needs_every_word() -> None:
    """More words mean fewer passages; nonsense means none."""
    everything = passages(base())
    assert found(everything, "") == everything
    assert len(found(everything, "MRI 肝脏")) < len(found(everything, "MRI"))
    assert found(everything, "qqqzzz") == ()


def test_initials() -> None:
    """Initials follow the pinyin of common characters; Latin letters leave a gap."""
    assert initials_of("肝转移") == "gzy"
    assert initials_of("KRAS 突变").strip() == "tb"


def test_a_table_shows_its_cells_alone() -> None:
    """What the program keeps beside a row, such as the facts it answers, is no reading matter."""
    table = next(passage for passage in passages(base()) if passage.id == "T1")
    assert table.paragraphs[1]["en"] == "BRAF · qRT-PCR, NGS · Tissue, cytology, body fluid · I"
