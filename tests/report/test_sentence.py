"""The sentence to dictate reads as a sentence."""

import re

import pytest

from crlm_desktop.report.sentence import leading_lines, sentence
from tests.report.pages import vignettes
from tests.support import base

NAMES = ("Child-Pugh", "Dworak")


def said(name: str, language: str) -> str:
    return sentence(vignettes()[name], base(), language).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", vignettes())
def test_no_capital_within_a_sentence(name: str) -> None:
    """But for abbreviations and names; whatever lines come first and whatever is open."""
    words = re.findall(r"(?<=[,;:] )[A-Z][a-z][\w-]*", said(name, "en"))
    assert not [word for word in words if not word.startswith(NAMES)]


@pytest.mark.parametrize("name", ["V02", "V30"])
def test_the_first_lines_are_a_list_in_words(name: str) -> None:
    """The lines have colons of their own: none stands before them."""
    first, second = leading_lines(vignettes()[name])
    one, two = (line.headline["zh"] for line in (first, second))
    assert f"首先，{one}；此外，{two}。" in said(name, "zh")
    one, two = (line.headline["en"][1:] for line in (first, second))
    assert re.search(rf"First, \w{re.escape(one)}; also, \w{re.escape(two)}\. ", said(name, "en"))


def test_names_and_abbreviations_keep_their_capitals() -> None:
    """Both sides of the rule: MDT and NED stay, a plain word does not."""
    assert "NED class given by the MDT, timing of liver metastases, KRAS." in said("V02", "en")
    assert "dMMR/MSI-H or POLE mutant" in said("V28", "en")
    assert ", no liver-specific contrast: MRI with" in said("V02", "en")
