"""Many cases into one folder: names, order, faults, stops; nothing is half-written, nothing overwritten."""

import errno
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crlm_desktop.report.batch import Batch, Order
from crlm_desktop.report.batch_cases import Source, case_files
from crlm_desktop.report.batch_words import fault_lines, summary
from crlm_desktop.report.carrier import read_case
from crlm_desktop.report.file_names import LONGEST, Names, safe_stem
from tests.support import TODAY, VISIT, base

NOT_ON_WINDOWS = set('<>:"/\\|?*') | {chr(number) for number in range(32)}


def case_data(code: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 (case file data)
    """Return a small case file."""
    facts = {"crlm_diagnosed": True, "age_years": 61}
    sound = {"format": "crlm-case/1", "case_code": code, "visit_date": VISIT.isoformat(), "facts": facts}
    return sound | changes


def write_case(folder: Path, name: str, code: str, **changes: Any) -> Path:  # noqa: ANN401
    path = folder / name
    path.write_text(json.dumps(case_data(code, **changes), ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return an empty folder for the reports."""
    folder = tmp_path / "报告"
    folder.mkdir()
    return folder


def run(order: Order, files: Iterable[Path], *, replace: bool = False) -> Batch:
    """Do all of a batch."""
    batch = Batch(order, base(), TODAY)
    for _ in batch.read(case_files(files)):
        pass
    for _ in batch.write(replace=replace):
        pass
    return batch


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def text(path: Path) -> str:
    with pymupdf.open(path) as document:
        return str(document[0].get_text())


def test_each_case_gets_its_page(tmp_path: Path, target: Path) -> None:
    files = [write_case(tmp_path, f"{code}.json", code) for code in ("甲-1", "B 2")]
    batch = run(Order(target, ("zh",)), files)
    assert names(target) == ["B-2.pdf", "甲-1.pdf"]
    assert "甲-1" in text(target / "甲-1.pdf")
    assert sorted(batch.written) == sorted(target.iterdir())
    assert read_case((target / "B-2.pdf").read_bytes()).intact


def test_both_languages_share_the_stem(tmp_path: Path, target: Path) -> None:
    run(Order(target, ("zh", "en")), [write_case(tmp_path, "a.json", "A")])
    assert names(target) == ["A.en.pdf", "A.zh.pdf"]
    assert "Colorectal" in text(target / "A.en.pdf")
    assert "结直肠癌" in text(target / "A.zh.pdf")


def test_a_folder_stands_for_its_case_files(tmp_path: Path, target: Path) -> None:
    """Neither hidden files (as sticks of other systems carry) nor anything else; each file once."""
    first = write_case(tmp_path, "b.JSON", "B")
    many = tmp_path / "a.jsonl"
    many.write_text(json.dumps(case_data("C")) + "\n\n" + json.dumps(case_data("D")), encoding="utf-8")
    for name in (".hidden.json", "notes.txt"):
        (tmp_path / name).write_text("{", encoding="utf-8")
    (tmp_path / "folder.json").mkdir()
    assert case_files([tmp_path, first, tmp_path / "." / "b.JSON"]) == [many, first]
    run(Order(target, ("en",)), [tmp_path])
    assert names(target) == ["B.pdf", "C.pdf", "D.pdf"]


def test_a_broken_case_stops_none_of_the_others(tmp_path: Path, target: Path) -> None:
    """Every file without a page is named with every fault, a bad line with its number."""
    lines = [json.dumps(case_data("A")), "{", json.dumps(case_data("B", facts={"kras": 1, "age_years": 300}))]
    many = tmp_path / "many.jsonl"
    many.write_text("\n".join(lines), encoding="utf-8")
    missing, empty = tmp_path / "missing.json", tmp_path / "empty.json"
    empty.write_bytes(b"")
    last = write_case(tmp_path, "z.json", "Z")
    batch = run(Order(target, ("en",)), [many, missing, empty, last])
    assert names(target) == ["A.pdf", "Z.pdf"]
    assert [unread.source for unread in batch.unread] == [
        Source(many, 2), Source(many, 3), Source(missing), Source(empty),
    ]  # fmt: skip
    told = list(fault_lines(batch, "en", lambda problem: f"{problem.place}:{problem.code}"))
    assert told == [
        "many.jsonl, line 2", "  :not_json",
        "many.jsonl, line 3", "  facts.age_years:out_of_range", "  facts.kras:unknown_fact",
        "missing.json", "  :unreadable",
        "empty.json", "  :not_json",
    ]  # fmt: skip
    assert summary(batch, "en") == "2 of 2 pages written. Cases that could not be read: 4."


def test_the_same_code_twice_gives_two_files(tmp_path: Path, target: Path) -> None:
    """Upper and lower case are one name where the disk says so; they never are here."""
    files = [write_case(tmp_path, f"{n}.json", code) for n, code in enumerate(("a", "A", "a", "a-2"))]
    run(Order(target, ("en",)), files)
    assert names(target) == ["A-2.pdf", "a-2-2.pdf", "a-3.pdf", "a.pdf"]
    assert len({name.casefold() for name in names(target)}) == 4


def test_what_is_there_is_not_touched_unasked(tmp_path: Path, target: Path) -> None:
    case = write_case(tmp_path, "a.json", "A")
    (target / "A.pdf").write_bytes(b"as it was")
    batch = run(Order(target, ("en",)), [case])
    assert batch.in_the_way() == [target / "A.pdf"]
    assert [unwritten.error.code for unwritten in batch.unwritten] == ["exists"]
    assert (target / "A.pdf").read_bytes() == b"as it was"
    assert names(target) == ["A.pdf"]


def test_what_is_there_is_replaced_when_asked(tmp_path: Path, target: Path) -> None:
    (target / "A.pdf").write_bytes(b"as it was")
    run(Order(target, ("en",)), [write_case(tmp_path, "a.json", "A")], replace=True)
    assert (target / "A.pdf").read_bytes().startswith(b"%PDF")


def test_both_are_kept_when_asked(tmp_path: Path, target: Path) -> None:
    """Beside what is there, also in the other case, in another language or form of characters."""
    for name in ("a.pdf", "A-2.zh.pdf", "Cafe\u0301.pdf"):
        (target / name).write_bytes(b"as it was")
    files = [write_case(tmp_path, "1.json", "A"), write_case(tmp_path, "2.json", "Café")]
    batch = Batch(Order(target, ("en",)), base(), TODAY)
    list(batch.read(files))
    batch.keep_both()
    assert batch.in_the_way() == []
    list(batch.write(replace=False))
    assert {"A-3.pdf", "Café-2.pdf"} < set(names(target))
    assert (target / "a.pdf").read_bytes() == (target / "A-2.zh.pdf").read_bytes() == b"as it was"


def test_deidentified_pages_name_nobody(tmp_path: Path, target: Path) -> None:
    """Neither name of the file nor page nor carried case knows code, day or note."""
    files = [write_case(tmp_path, f"SECRET-{n}.json", f"SECRET-{n}", note="Someone") for n in (1, 2)]
    run(Order(target, ("en",), deidentified=True), files)
    assert names(target) == ["crlm-report-2.pdf", "crlm-report.pdf"]
    for path in target.iterdir():
        carried = read_case(path.read_bytes())
        for part in (text(path).encode(), carried.case, carried.result):
            assert not [word for word in (b"SECRET", b"Someone", VISIT.isoformat().encode()) if word in part]


def test_one_stops_between_two_pages(tmp_path: Path, target: Path) -> None:
    """After any step there are whole pages and nothing else."""
    files = [write_case(tmp_path, f"{n}.json", f"N-{n}") for n in range(4)]
    batch = Batch(Order(target, ("zh", "en")), base(), TODAY)
    list(batch.read(files))
    assert names(target) == []
    steps = batch.write(replace=False)
    for _ in range(3):
        next(steps)
        assert sorted(batch.written) == sorted(target.iterdir())
    assert names(target) == ["N-0.en.pdf", "N-0.zh.pdf", "N-1.zh.pdf"]
    assert all(read_case(path.read_bytes()).intact for path in target.iterdir())


@pytest.mark.parametrize(
    ("fault", "code", "tried"), [(errno.ENOSPC, "disk_full", 1), (errno.EACCES, "not_allowed", 3)]
)
def test_a_fault_of_the_place_ends_it(  # noqa: PLR0913, PLR0917 (a table and its surroundings)
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch, fault: int, code: str, tried: int
) -> None:
    """A full disk is full for all; a file that is open elsewhere concerns itself alone."""
    files = [write_case(tmp_path, f"{n}.json", f"N-{n}") for n in range(3)]

    def fail(*_: object) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "fsync", fail)
    batch = run(Order(target, ("en",)), files)
    assert [unwritten.error.code for unwritten in batch.unwritten] == [code] * tried
    assert batch.written == []
    assert names(target) == []
    assert next(fault_lines(batch, "en", str)) == "0.json"
    assert summary(batch, "en") == "0 of 3 pages written."


def test_a_folder_that_vanishes_ends_it(tmp_path: Path, target: Path) -> None:
    files = [write_case(tmp_path, f"{n}.json", f"N-{n}") for n in range(3)]
    batch = Batch(Order(target, ("en",)), base(), TODAY)
    list(batch.read(files))
    steps = batch.write(replace=False)
    next(steps)
    shutil.rmtree(target)
    assert list(steps) == []
    assert [unwritten.error.code for unwritten in batch.unwritten] == ["no_folder"]


def test_both_languages_of_a_case_are_moved_by_the_same_days(tmp_path: Path, target: Path) -> None:
    """De-identified, the pages of one case still tell of one visit."""
    run(Order(target, ("zh", "en"), deidentified=True), [write_case(tmp_path, "a.json", "A")])
    carried = [json.loads(read_case(path.read_bytes()).case) for path in target.iterdir()]
    assert len(carried) == 2
    assert carried[0] == carried[1]


@pytest.mark.parametrize(
    ("code", "stem"),
    [
        ("REAL-01", "REAL-01"),
        ("病例 12/3", "病例-12-3"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 400, "a" * LONGEST),
        ("CON", "CON-"),
        ("com1", "com1-"),
        ("COM¹", "COM¹-"),
        ("nul.txt", "nul-txt"),
        ("...", "crlm-report"),
        ("?", "crlm-report"),
        ("-o", "o"),
        ("x. ", "x"),
        ("Cafe\u0301", "Café"),
        ("\u202egnp.exe", "gnp-exe"),
    ],
)
def test_a_code_becomes_a_safe_name(code: str, stem: str) -> None:
    assert safe_stem(code, "crlm-report") == stem


@given(st.lists(st.text(min_size=1, max_size=90), min_size=1, max_size=12))
def test_names_are_safe_everywhere_and_unique(codes: list[str]) -> None:
    """Whatever the codes are: no sign that Windows refuses, no device, no two alike, none too long."""
    given = Names()
    stems = [given.give(safe_stem(code, "crlm-report")) for code in codes]
    assert len({stem.casefold() for stem in stems}) == len(stems)
    for stem in stems:
        assert not set(stem) & NOT_ON_WINDOWS
        assert not stem.startswith(("-", ".", " "))
        assert not stem.endswith((".", " "))
        assert len(f"{stem}.zh.pdf".encode()) <= 255
        assert stem.upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
