"""The self-check names what it checked, and fails on what does not belong together."""

import io

import pytest

from crlm_desktop.knowledge.base import certificate, knowledge
from crlm_desktop.self_check import CheckFailedError, proof, run


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_is_checked_and_sound(language: str) -> None:
    told = io.StringIO()
    assert run(language, told) == 0
    assert str(certificate().statements) in told.getvalue()


def test_a_certificate_for_other_knowledge_is_refused() -> None:
    assert proof(knowledge()) == {"count": certificate().statements}
    with pytest.raises(CheckFailedError):
        proof(knowledge()._replace(sha256="0" * 64))
