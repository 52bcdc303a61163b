"""Every broken case file ends in exit code 2, its fault named with its place, nothing written."""

import json
from pathlib import Path

import pytest

from crlm_desktop.domain.problems import CaseFileError
from crlm_desktop.texts import say, words
from tests.command_line.broken import BROKEN, Broken, case_data
from tests.command_line.conftest import Caller
from tests.support import TODAY, case_reader

KINDS_PROMISED = 25


def test_there_are_more_kinds_than_promised() -> None:
    assert len({(broken.place, broken.code) for broken in BROKEN}) > KINDS_PROMISED
    assert len({broken.name for broken in BROKEN}) == len(BROKEN)


def sentence(language: str, code: str) -> str:
    """Return the part of a fault's sentence before its first figure."""
    return words(language)[f"problem.{code}"].split("{")[0]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_file_is_refused_in_words(broken: Broken, spoken: str, tmp_path: Path, call: Caller) -> None:
    source, output = tmp_path / "case.json", tmp_path / "out.json"
    source.write_bytes(broken.data)
    output.write_text("as it was", encoding="utf-8")
    told = call("evaluate", source, "-o", output)
    assert told.code == 2
    assert told.out == ""
    assert output.read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.json", "out.json"]
    place = broken.place or say(spoken, "problem.file")
    named = [line for line in told.err.splitlines() if line.startswith(f"  {place}: ")]
    assert any(sentence(spoken, broken.code) in line for line in named), told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_no_more_is_found_than_is_wrong(broken: Broken) -> None:
    with pytest.raises(CaseFileError) as refused:
        case_reader().read(broken.data, TODAY)
    places = {problem.place for problem in refused.value.problems}
    assert (broken.place, broken.code) in {(found.place, found.code) for found in refused.value.problems}
    assert all(place.startswith(broken.place.rpartition(".")[0]) for place in places)


def test_several_faults_are_named_at_once(tmp_path: Path, call: Caller, spoken: str) -> None:
    source = tmp_path / "case.json"
    facts = {
        "kras": "mutant",
        "crs_gt2": True,
        "liver_met_count": {"at_least": 5, "at_most": 3},
        "cea_ug_l": "41.7",
        "flr_pct": {},
        "clinical_t_stage": {"one_of": ["T3", "T5"]},
        "ned_surgery_date": "2999-01-01",
        "primary_surgery_date": "2024-13-01",
    }
    data = case_data(facts=facts, visit_date="2999-01-01", case_code="", colour="red")
    source.write_text(json.dumps(data), encoding="utf-8")
    told = call("evaluate", source)
    assert told.code == 2
    assert told.out == ""
    count = len(facts) + 3
    assert told.err.splitlines()[0] == say(spoken, "problem.count", path=source, count=count)
    assert len(told.err.splitlines()) == count + 1
    assert all(any(f"facts.{fact}" in line for line in told.err.splitlines()) for fact in facts)


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path, call: Caller, spoken: str) -> None:
    told = call("evaluate", tmp_path / name, "-o", tmp_path / "out.json")
    assert told.code == 2
    assert sentence_about(spoken, tmp_path / name) in told.err
    assert list(tmp_path.iterdir()) == []


def sentence_about(language: str, path: Path) -> str:
    """Return the start of the sentence that a file cannot be read."""
    return words(language)["cli.cannot_read"].split("{reason}")[0].format(path=path)


@pytest.mark.parametrize("name", ["missing.jsonl", "folder.jsonl"])
def test_no_file_of_many_cases_is_refused(name: str, tmp_path: Path, call: Caller, spoken: str) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    told = call("evaluate", tmp_path / name, "-o", tmp_path / "out.jsonl")
    assert told.code == 2
    assert sentence_about(spoken, tmp_path / name) in told.err
    assert not (tmp_path / "out.jsonl").exists()


def test_no_message_repeats_what_was_typed(tmp_path: Path, call: Caller) -> None:
    source = tmp_path / "case.json"
    facts = {"kras_variant": ["Wang Xiaoming"], "cea_ug_l": "Wang Xiaoming", "clinical_t_stage": "Wang"}
    source.write_text(json.dumps(case_data(facts=facts, note=["Wang"])), encoding="utf-8")
    assert "Wang" not in call("evaluate", source).err
