"""What a sheet says of the file that it was to write is what became of it."""

from pathlib import Path

import pytest

from crlm_desktop.ui.clock_sheet import ClockSheet
from crlm_desktop.ui.way_sheet import WaySheet
from crlm_desktop.ui.window import Window
from tests.ui.hands import answer, find, rest

CLOCK = {
    "care_phase": "conversion",
    "mdt_ned_class": "potential",
    "bevacizumab_given": True,
    "last_bevacizumab_date": "2021-06-01",
}
NAMES = ["way.svg", "way.png", "dates.ics"]


def _sheet(window: Window, name: str) -> WaySheet | ClockSheet:
    for fact, value in CLOCK.items():
        answer(window, fact, value)
    if name.startswith("way"):
        window.sheets.open_way()
    else:
        window.sheets.open_clocks()
    rest()
    sheet = find(window, "way" if name.startswith("way") else "clocks")
    assert isinstance(sheet, WaySheet | ClockSheet)
    return sheet


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_not_there_is_not_called_exported(window: Window, name: str, tmp_path: Path) -> None:
    """Into a folder that is gone nothing is written, and the window says so and why."""
    sheet = _sheet(window, name)
    assert not sheet.export(tmp_path / "gone" / name)
    said = window.footer.news.accessibleName()
    assert name in said
    assert "无法写入" in said
    assert "找不到文件或文件夹" in said


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_cannot_be_replaced_stays_whole(window: Window, name: str, tmp_path: Path) -> None:
    """What cannot be put in its place leaves the place as it was, and no piece beside it."""
    sheet = _sheet(window, name)
    (tmp_path / "files" / name).mkdir(parents=True)
    assert not sheet.export(tmp_path / "files" / name)
    assert "这是文件夹" in window.footer.news.accessibleName()
    assert [path.name for path in (tmp_path / "files").iterdir()] == [name]


@pytest.mark.parametrize("name", NAMES)
def test_a_written_file_is_called_exported(window: Window, name: str, tmp_path: Path) -> None:
    """A file that was written is there, in place of the old one."""
    sheet, path = _sheet(window, name), tmp_path / name
    path.write_bytes(b"old")
    assert sheet.export(path)
    assert "已导出" in window.footer.news.accessibleName()
    assert path.read_bytes()[:5] in {b"<?xml", b"\x89PNG\r", b"BEGIN"}
