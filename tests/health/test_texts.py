"""The words: complete in both languages, by the glossary, safely and properly set, and our own."""

import re
import string
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import pytest

from crlm_desktop.knowledge.nodes import And, Fact
from crlm_desktop.knowledge.parsing import parse
from tests.health.texts import Text, app_texts, catalogue, clinical_texts, documents, sources

LANGUAGES = ("zh", "en")
CHINESE = r"[\u3400-\u9fff]"
CHINESE_MARKS = "，。；：？！（）、“”《》"
SHINGLE, PREFIX = 20, 5
ANTIBODIES = re.compile("西妥昔单抗|帕尼单抗|cetuximab|panitumumab", re.IGNORECASE)
# Keys of menus carry their letter in brackets, as every program sets it; file masks are no prose.
TECHNICAL = re.compile(r"\(&[A-Z]\)|\(\*[^)]*\)")


def all_texts() -> tuple[Text, ...]:
    """Return every text in both languages."""
    return clinical_texts() + app_texts()


def test_there_are_texts_to_check() -> None:
    assert len(clinical_texts()) > 1_300
    assert {text.place.split(".")[0] for text in clinical_texts()} >= {"rules", "lines", "doubts", "silences"}


def test_no_text_is_missing() -> None:
    assert catalogue("zh").keys() == catalogue("en").keys()
    assert not [text.place for text in clinical_texts() if not text.zh.strip() or not text.en.strip()]
    # Where nothing is to be said, nothing is said in either language.
    assert not [text.place for text in app_texts() if bool(text.zh) != bool(text.en)]


def placeholders(text: str) -> list[str]:
    """Return the names of a text's placeholders, sorted."""
    return sorted({str(name) for _, name, _, _ in string.Formatter().parse(text) if name is not None})


def test_placeholders_are_the_same_in_both_languages() -> None:
    assert not [text.place for text in app_texts() if placeholders(text.zh) != placeholders(text.en)]


def test_clinical_texts_have_no_placeholders() -> None:
    assert not [text.place for text in clinical_texts() if re.search(r"[{}]", text.zh + text.en)]


def forbidden(language: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every word that the glossary rules out, as written and as a pattern."""
    for entry in sources().glossary:
        for word in entry.get(f"{language}_avoid") or ():
            pattern = re.escape(word)
            if language == "en":
                pattern = rf"(?<![A-Za-z]){pattern}(?![A-Za-z])"
            yield word, re.compile(pattern, re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_that_the_glossary_rules_out(language: str) -> None:
    found = [
        (text.place, word)
        for word, pattern in forbidden(language)
        for text in all_texts()
        if pattern.search(text.of(language))
    ]
    assert found == []


def test_the_glossary_does_not_contradict_itself() -> None:
    names = [entry["term"] for entry in sources().glossary]
    assert len(set(names)) == len(names)
    for language in LANGUAGES:
        terms = [entry[language] for entry in sources().glossary]
        assert not [word for word, pattern in forbidden(language) if any(map(pattern.search, terms))]


def test_headlines_can_be_read_at_a_glance() -> None:
    long = [line.key for line in sources().lines if len(line.headline.zh) > 42 or len(line.headline.en) > 75]
    short = [line.key for line in sources().lines if len(line.headline.zh) < 8 or len(line.headline.en) < 25]
    assert (long, short) == ([], [])
    for language in LANGUAGES:
        headlines = [getattr(line.headline, language) for line in sources().lines]
        assert len(set(headlines)) == len(headlines)
        assert not [headline for headline in headlines if headline.endswith(("。", "."))]


def test_an_antibody_is_named_only_behind_wild_type_or_to_avoid_it() -> None:
    """Cetuximab or panitumumab never stands in a line for a patient with RAS or BRAF mutated or open."""
    headlines = {line.key: line.headline.zh + line.headline.en for line in sources().lines}
    for rule in sources().rules:
        if ANTIBODIES.search(headlines[rule.line] + rule.text.zh + rule.text.en):
            node = parse(rule.when)
            gated = isinstance(node, And) and Fact("ras_braf_wild_type") in node.parts
            assert gated or rule.strength in {"avoid", "not_routinely"}, rule.id


def test_chinese_and_latin_are_spaced() -> None:
    touching = re.compile(rf"{CHINESE}[A-Za-z0-9]|[A-Za-z0-9%]{CHINESE}")
    assert not [text.place for text in all_texts() if touching.search(re.sub(r"\{\w+\}", "", text.zh))]


def test_chinese_has_chinese_marks() -> None:
    latin = re.compile(rf"{CHINESE}\s*[,;:?!()]|[,;:?!()]\s*{CHINESE}")
    spaced = re.compile(rf"[{CHINESE_MARKS}] +\S|\S +[{CHINESE_MARKS}]")
    prose = [(text.place, TECHNICAL.sub("", text.zh)) for text in all_texts()]
    assert not [place for place, text in prose if latin.search(text) or spaced.search(text)]


def test_english_has_no_chinese() -> None:
    chinese = re.compile(rf"{CHINESE}|[{CHINESE_MARKS.replace('“”', '')}]")
    assert not [text.place for text in clinical_texts() if chinese.search(text.en)]


def test_no_blank_too_many() -> None:
    clumsy = re.compile(r"^\s|\s$| {2}|\n")
    assert not [text.place for text in clinical_texts() if clumsy.search(text.zh) or clumsy.search(text.en)]


def bare(text: str) -> str:
    """Return a text without blanks and capitals."""
    return "".join(text.split()).casefold()


def shingles(text: str) -> Iterator[str]:
    """Yield every run of twenty characters of a text."""
    plain = bare(text)
    return (plain[start : start + SHINGLE] for start in range(len(plain) - SHINGLE + 1))


def source_prefixes() -> frozenset[bytes]:
    """Return what is kept of the document's own runs of twenty characters: a few bytes of each one's hash."""
    data = (Path(__file__).parent / "source-shingles.bin").read_bytes()
    return frozenset(data[start : start + PREFIX] for start in range(0, len(data), PREFIX))


def test_every_sentence_is_our_own() -> None:
    """No text shares twenty characters in a row with the document, but for the terms of the glossary."""
    terms = {
        run for entry in sources().glossary for language in LANGUAGES for run in shingles(entry[language])
    }
    taken = source_prefixes()
    texts = [(text.place, text.of(language)) for text in all_texts() for language in LANGUAGES]
    found = [
        (place, run)
        for place, text in [*texts, *documents()]
        for run in shingles(text)
        if run not in terms and blake2b(run.encode(), digest_size=PREFIX).digest() in taken
    ]
    assert found == []
