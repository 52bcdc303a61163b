"""The imprint: which knowledge speaks, and whether what was proved was proved of it."""

from pathlib import Path

import pytest

from crlm_desktop.knowledge import base as knowledge_room
from crlm_desktop.knowledge.base import Knowledge, certificate
from crlm_desktop.report.export import report_bytes
from tests.report.pages import OPTIONS, Printed, squeezed, vignettes
from tests.support import base

LANGUAGES = ("zh", "en")
OTHER = "0123456789ab" + "0" * 52
OWN = {"zh": "对此已证明{count}条陈述", "en": "{count}statementsprovedforit"}
FOREIGN = {"zh": "未证明：证明属于{hash}", "en": "notproved:thecertificateisfor{hash}"}
NONE = {"zh": "未附证明", "en": "withoutacertificate"}


def printed(knowledge: Knowledge, language: str) -> str:
    """Return the words of the finished page."""
    page = Printed(report_bytes(vignettes()["V31"], knowledge, language, OPTIONS))
    assert len(page.document) == 1
    return page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_proof_of_the_knowledge_in_use_is_told(language: str) -> None:
    words = printed(base(), language)
    assert squeezed(OWN[language].format(count=certificate().statements)) in words
    assert certificate().sha256[:12] in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proof_of_other_knowledge_is_told_as_such(language: str) -> None:
    words = printed(base()._replace(sha256=OTHER), language)
    assert OTHER[:12] in words
    assert FOREIGN[language].format(hash=certificate().sha256[:12]) in words
    assert str(certificate().statements) not in words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", [None, "{}", "[", '{"knowledge_sha256": "x", "statements": "many"}', "[1]"])
def test_knowledge_without_a_readable_certificate_says_so(
    language: str, text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if text is not None:
        (tmp_path / "certificate.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(knowledge_room, "knowledge_folder", lambda: tmp_path)
    words = printed(base(), language)
    assert NONE[language] in words
    assert base().sha256[:12] in words
