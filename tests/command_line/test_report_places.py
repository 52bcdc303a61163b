"""Where a report cannot be written: one sentence in the person's language, the old file whole."""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crlm_desktop.paths import resource
from crlm_desktop.texts import say
from tests.command_line.broken import case_data
from tests.command_line.conftest import Call, Caller

SIGMOID = resource("cases", "real_sigmoid_multiple.json")
NOBODY = 65534


def told_only(told: Call, language: str, code: str, target: Path, reason: str = "") -> None:
    """The call failed, and all it said is the sentence of the catalogue."""
    words = say(language, f"report.error.{code}", name=target.name, folder=str(target.parent), reason=reason)
    assert (told.code, told.out, told.err) == (1, "", f"{words}\n")


def test_a_folder_that_is_not_there(tmp_path: Path, call: Caller, spoken: str) -> None:
    target = tmp_path / "none" / "页.pdf"
    told_only(call("report", SIGMOID, "-o", target), spoken, "no_folder", target)
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be(tmp_path: Path, call: Caller, spoken: str) -> None:
    (tmp_path / "file").write_bytes(b"as it was")
    target = tmp_path / "file" / "out.pdf"
    told_only(call("report", SIGMOID, "-o", target), spoken, "no_folder", target)
    assert (tmp_path / "file").read_bytes() == b"as it was"


def test_a_folder_as_target(tmp_path: Path, call: Caller, spoken: str) -> None:
    target = tmp_path / "报告.pdf"
    target.mkdir()
    told_only(call("report", SIGMOID, "-o", target), spoken, "is_folder", target)
    assert [*tmp_path.rglob("*")] == [target]


def test_the_folder_one_stands_in_has_a_name(
    tmp_path: Path, call: Caller, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = call("report", SIGMOID, "-o", ".")
    assert told.code == 1
    assert told.err == say(spoken, "report.error.is_folder", name=".") + "\n"


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Let nobody write into a folder; the superuser becomes an ordinary user for a while."""
    if sys.platform == "win32":
        raise NotImplementedError
    superuser = os.geteuid() == 0
    folder.chmod(0o555)
    if superuser:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if superuser:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that every user can reach."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="folders are closed another way on Windows")
def test_a_folder_that_may_not_be_written(open_folder: Path, call: Caller, spoken: str) -> None:
    target = open_folder / "out.pdf"
    assert call("report", SIGMOID, "-o", target).code == 0
    before = target.read_bytes()
    source = open_folder / "case.json"
    shutil.copyfile(SIGMOID, source)
    source.chmod(0o644)
    with closed(open_folder):
        told = call("report", source, "-o", target, "--language", "en")
    told_only(told, spoken, "not_allowed", target)
    assert target.read_bytes() == before
    assert sorted(path.name for path in open_folder.iterdir()) == ["case.json", "out.pdf"]


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_fills_up_half_way(
    fault: int, tmp_path: Path, call: Caller, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"as it was")

    def half(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(Path, "write_bytes", half)
    told = call("report", SIGMOID, "-o", target)
    told_only(told, spoken, "disk_full", target)
    assert target.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are set the Unix way")
def test_a_limit_of_the_system_ends_in_a_sentence(tmp_path: Path) -> None:
    """The system itself breaks the writing off after 20,000 of some 100,000 bytes."""
    target = tmp_path / "out.pdf"
    target.write_bytes(b"as it was")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); "
        "sys.dont_write_bytecode = True; from crlm_desktop.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, "report", str(SIGMOID), "-o", str(target)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"LANG": "en_GB.UTF-8", "LC_ALL": ""},
        capture_output=True,
        check=False,
        timeout=60,
    )
    words = say("en", "report.error.unwritable", name="out.pdf", reason=os.strerror(errno.EFBIG))
    assert (told.returncode, told.stdout, told.stderr.decode()) == (1, b"", f"{words}\n")
    assert target.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [target]


IN_BYTES = pytest.mark.skipif(sys.platform == "win32", reason="Windows counts characters, not bytes")


@pytest.mark.parametrize("name", ["r" * 300 + ".pdf", pytest.param("报" * 120 + ".pdf", marks=IN_BYTES)])
def test_a_name_longer_than_names_can_be(name: str, tmp_path: Path, call: Caller, spoken: str) -> None:
    target = tmp_path / name
    told_only(call("report", SIGMOID, "-o", target), spoken, "name_too_long", target)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends paths at 260 characters")
def test_a_long_chinese_path_is_written(tmp_path: Path, call: Caller) -> None:
    folder = tmp_path / ("多学科讨论" * 15) / ("肝转移" * 25) / ("病例" * 30) / ("r" * 120)
    folder.mkdir(parents=True)
    target = folder / "报告 页.pdf"
    assert len(str(target)) > 300
    told = call("report", SIGMOID, "-o", target)
    assert (told.code, told.out, told.err) == (0, "", "")
    assert target.read_bytes().startswith(b"%PDF")
    assert [path.name for path in folder.iterdir()] == [target.name]


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ((32, errno.EACCES), "open_elsewhere"),
        ((123, errno.EINVAL), "bad_name"),
        ((206, errno.ENOENT), "name_too_long"),
        ((3, errno.ENOENT), "name_too_long"),
        ((5, errno.EACCES), "not_allowed"),
    ],
)
def test_what_windows_says_is_understood(
    numbers: tuple[int, int], code: str, tmp_path: Path, call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Open elsewhere, a forbidden sign, a path too long (told as not found, though its folder is there)."""
    target = tmp_path / "out.pdf"
    target.write_bytes(b"as it was")

    def fail(*_: object) -> None:
        fault = OSError(numbers[1], "as Windows words it")
        fault.winerror = numbers[0]  # type: ignore[attr-defined, unused-ignore]
        raise fault

    monkeypatch.setattr(Path, "replace", fail)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    told_only(call("report", SIGMOID, "-o", target), "zh", code, target)
    assert target.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [target]


def test_characters_that_no_face_can_draw_are_named(tmp_path: Path, call: Caller, spoken: str) -> None:
    """The page is written all the same, and carries their numbers."""
    case = tmp_path / "case.json"
    case.write_text(json.dumps(case_data(case_code="缺😀𠮷😀")), encoding="utf-8")
    told = call("report", case, "-o", tmp_path / "page.pdf")
    assert told.code == 0
    assert told.err == say(spoken, "report.substituted", signs="😀\u00a0[U+1F600]") + "\n"
    assert (tmp_path / "page.pdf").exists()
