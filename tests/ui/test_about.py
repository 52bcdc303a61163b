"""What the app says of itself: edition, hash, and what was proved of the knowledge in use."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from crlm_desktop.knowledge.base import certificate, knowledge
from crlm_desktop.ui.about import AboutSheet
from crlm_desktop.ui.window import Window


def words_of(window: Window, base: Any, language: str) -> str:  # noqa: ANN401
    sheet = AboutSheet(window, language, base)
    told = " ".join(label.text() for label in sheet.findChildren(QLabel))
    sheet.close()
    return told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_proof_of_the_knowledge_in_use_is_told(window: Window, language: str) -> None:
    told = words_of(window, knowledge(), language)
    assert str(certificate().statements) in told
    assert knowledge().sha256 in told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_proof_of_other_knowledge_is_not_claimed(window: Window, language: str) -> None:
    told = words_of(window, knowledge()._replace(sha256="0" * 64), language)
    assert str(certificate().statements) not in told
