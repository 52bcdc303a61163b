"""Files are written whole or not at all."""

import os
import sys
from pathlib import Path

import pytest

from crlm_desktop.whole_file import replacing, write_whole


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "病例 case.json"
    write_whole(target, b"old")
    write_whole(target, b"new", shared=True)
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_a_failure_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "case.json"
    write_whole(target, b"old")

    def fail() -> None:
        with replacing(target, shared=False) as beside:
            beside.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"data")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_refuses_files_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows shows no refusal beforehand: whoever takes it for a name in use asks for ever."""
    asked: list[object] = []

    def refuse(path: object, *_: object) -> int:
        asked.append(path)
        raise PermissionError if len(asked) == 1 else AssertionError

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "case.json", b"data")


def test_what_is_no_ordinary_file_is_left_alone(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("needs a named pipe")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not supported"):
        write_whole(pipe, b"data")
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere an open file can be replaced")
def test_a_file_open_in_another_program_stays_whole(tmp_path: Path) -> None:
    target = tmp_path / "case.json"
    target.write_bytes(b"old")
    with target.open("rb"), pytest.raises(PermissionError):
        write_whole(target, b"new", shared=True)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="rights of a file are given another way on Windows")
def test_only_what_is_shared_can_be_read_by_others(tmp_path: Path) -> None:
    write_whole(tmp_path / "draft.json", b"own")
    write_whole(tmp_path / "page.pdf", b"given away", shared=True)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("draft.json", "page.pdf")] == [0o600, 0o644]
