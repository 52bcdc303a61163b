"""`crlm-desktop report CASES... -o FOLDER`, from outside."""

import json
import os
from pathlib import Path

import pytest

from crlm_desktop.paths import resource
from crlm_desktop.texts import say
from tests.command_line.broken import case_data
from tests.command_line.conftest import Caller, write_lines

SIGMOID = resource("cases", "real_sigmoid_multiple.json")
RECTUM = resource("cases", "real_rectum_wildtype.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for the reports."""
    made = tmp_path / "报告"
    made.mkdir()
    return made


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_several_cases_go_into_a_folder(folder: Path, call: Caller) -> None:
    told = call("report", SIGMOID, RECTUM, "-o", folder, "--language", "en")
    assert (told.code, told.out, told.err) == (0, "", "")
    assert names(folder) == ["REAL-01.pdf", "REAL-02.pdf"]


def test_a_folder_or_a_file_of_many_cases_is_a_batch(tmp_path: Path, folder: Path, call: Caller) -> None:
    source = tmp_path / "in"
    source.mkdir()
    write_lines(source / "many.jsonl", [case_data(case_code="A"), case_data(case_code="B")])
    assert call("report", source / "many.jsonl", "-o", folder).code == 0
    assert names(folder) == ["A.pdf", "B.pdf"]
    (source / "c.json").write_text(json.dumps(case_data(case_code="C")), encoding="utf-8")
    assert call("report", source, "-o", folder, "--replace").code == 0
    assert names(folder) == ["A.pdf", "B.pdf", "C.pdf"]


def test_a_broken_case_is_named_and_the_rest_written(
    tmp_path: Path, folder: Path, call: Caller, spoken: str
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(case_data(facts={"age_years": 300, "kras": 1})), encoding="utf-8")
    told = call("report", broken, SIGMOID, tmp_path / "missing.json", "-o", folder)
    assert told.code == 2
    assert names(folder) == ["REAL-01.pdf"]
    reason = say(spoken, "file.no_folder")
    assert told.err.splitlines() == [
        "broken.json",
        f"  facts.age_years: {say(spoken, 'problem.out_of_range', low=18, high=110)}",
        f"  facts.kras: {say(spoken, 'problem.unknown_fact', key='kras')}",
        "missing.json",
        f"  {say(spoken, 'problem.file')}: {say(spoken, 'problem.unreadable', reason=reason)}",
        say(spoken, "batch.written", written=1, pages=1) + say(spoken, "batch.unread", count=2),
    ]


def test_nothing_is_overwritten_unasked(folder: Path, call: Caller, spoken: str) -> None:
    """Nothing is written at all, so that no folder is half old and half new."""
    (folder / "REAL-02.pdf").write_bytes(b"as it was")
    told = call("report", SIGMOID, RECTUM, "-o", folder)
    assert (told.code, told.out) == (1, "")
    assert told.err == say(spoken, "batch.exists", count=1, names="REAL-02.pdf") + "\n"
    assert names(folder) == ["REAL-02.pdf"]
    assert (folder / "REAL-02.pdf").read_bytes() == b"as it was"
    assert call("report", SIGMOID, RECTUM, "-o", folder, "--replace").code == 0
    assert (folder / "REAL-02.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_not_there(tmp_path: Path, call: Caller, spoken: str) -> None:
    told = call("report", SIGMOID, RECTUM, "-o", tmp_path / "none")
    assert (told.code, told.err) == (1, say(spoken, "batch.no_folder", folder=tmp_path / "none") + "\n")
    assert names(tmp_path) == []


def test_a_folder_without_cases(tmp_path: Path, folder: Path, call: Caller, spoken: str) -> None:
    told = call("report", folder, "-o", folder)
    assert (told.code, told.err) == (2, say(spoken, "batch.no_cases") + "\n")
    assert names(tmp_path) == ["报告"]


def test_a_page_that_cannot_be_written_ends_with_one(
    folder: Path, call: Caller, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def fail(path: Path, target: Path) -> Path:
        if target.name == "REAL-01.pdf":
            raise PermissionError(13, os.strerror(13))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    told = call("report", SIGMOID, RECTUM, "-o", folder)
    assert told.code == 1
    words = say(spoken, "report.error.not_allowed", name="REAL-01.pdf", folder=str(folder))
    summary = say(spoken, "batch.written", written=1, pages=2)
    assert told.err.splitlines() == [SIGMOID.name, f"  {words}", summary]
    assert names(folder) == ["REAL-02.pdf"]


@pytest.mark.parametrize("name", ["none.json", "x" * 300])
def test_one_case_into_one_file_stays_as_it_was(tmp_path: Path, call: Caller, name: str) -> None:
    """A single case that cannot be read is told as ever."""
    told = call("report", tmp_path / name, "-o", tmp_path / "out.pdf")
    assert told.code == 2
    assert name in told.err
    assert names(tmp_path) == []
