"""The report of a case, and the proof of an installation, from outside."""

from pathlib import Path

import pymupdf
import pytest

from crlm_desktop import __version__, self_check
from crlm_desktop.paths import resource
from tests.command_line.conftest import Caller

SIGMOID = resource("cases", "real_sigmoid_multiple.json")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_is_one_page(language: str, tmp_path: Path, call: Caller) -> None:
    target = tmp_path / "页.pdf"
    told = call("report", SIGMOID, "-o", target, "--language", language)
    assert (told.code, told.out, told.err) == (0, "", "")
    with pymupdf.open(target) as pages:
        assert len(pages) == 1
        assert "REAL-01" in pages[0].get_text()
    assert [path.name for path in tmp_path.iterdir()] == ["页.pdf"]


def test_no_report_of_a_broken_case(tmp_path: Path, call: Caller) -> None:
    (tmp_path / "case.json").write_text("{}", encoding="utf-8")
    (tmp_path / "out.pdf").write_bytes(b"as it was")
    assert call("report", tmp_path / "case.json", "-o", tmp_path / "out.pdf").code == 2
    assert (tmp_path / "out.pdf").read_bytes() == b"as it was"


def test_the_installation_proves_itself(call: Caller, spoken: str) -> None:
    told = call("self-check")
    assert told.code == 0, told.out
    assert told.err == ""
    lines = told.out.splitlines()
    assert len(lines) == len(self_check.CHECKS) + 1
    assert all(line.endswith({"zh": "通过", "en": "passed"}[spoken]) for line in lines[:-1])


def test_a_broken_installation_is_named(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> dict[str, object]:
        raise self_check.CheckFailedError("fonts/Missing.ttf")

    monkeypatch.setitem(self_check.CHECKS, "fonts", fail)
    told = call("self-check")
    assert told.code == 1
    assert "fonts/Missing.ttf" in told.out
    assert len(told.out.splitlines()) == len(self_check.CHECKS) + 1


def test_the_version_is_told(capsys: pytest.CaptureFixture[str], call: Caller) -> None:
    with pytest.raises(SystemExit) as left:
        call("--version")
    assert left.value.code == 0
    assert __version__ in capsys.readouterr().out
