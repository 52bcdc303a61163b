"""The consensus at hand: everything is there, and search finds it in either language and by initials."""

import pytest

from crlm_desktop.flow.reading import found, initials_of, passages
from tests.health.texts import clinical_texts
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


def test_every_character_of_the_texts_has_an_initial() -> None:
    """So that a word is found by its initials whichever characters it is written with."""
    signs = {sign for text in clinical_texts() for sign in text.zh if "\u3400" <= sign <= "\u9fff"}
    assert len(signs) > 900
    assert not {sign for sign in signs if not initials_of(sign).strip()}


@pytest.mark.parametrize(("drug", "initials"), [("氟尿嘧啶", "fnmd"), ("呋喹替尼", "fktn")])
def test_a_drug_is_found_by_its_initials(drug: str, initials: str) -> None:
    assert initials_of(drug) == initials
    assert {passage.id for passage in found(passages(base()), drug)} <= {
        passage.id for passage in found(passages(base()), initials)
    }


def test_a_table_shows_its_cells_alone() -> None:
    """What the program keeps beside a row, such as the facts it answers, is no reading matter."""
    table = next(passage for passage in passages(base()) if passage.id == "T1")
    assert table.paragraphs[1]["en"] == "BRAF · qRT-PCR, NGS · Tissue, cytology, body fluid · I"
