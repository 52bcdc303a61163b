import pytest

from tests.report.golden import LANGUAGES, NAMES, path_of, text_of


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_report_says_what_it_said(name: str, language: str) -> None:
    """No word of a report changes unseen; `python -m tests.report.golden` renews the texts."""
    assert text_of(name, language) == path_of(name, language).read_text(encoding="utf-8")
