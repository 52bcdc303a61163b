"""The command line as a process of its own: exit codes, streams, pipes that close, disks that are full."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crlm_desktop.paths import resource
from tests.command_line.broken import case_data
from tests.command_line.conftest import Caller
from tests.support import base

ROOT = Path(__file__).parents[2]
SIGMOID = resource("cases", "real_sigmoid_multiple.json")


def run(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401
    """Run the app as a process of its own, without a display."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "crlm_desktop", *arguments],
        cwd=ROOT,
        env=environment | {"LANG": "en_GB.UTF-8", "LC_ALL": ""},
        encoding="utf-8",
        check=False,
        timeout=60,
        **more,
    )


def test_as_a_process_without_a_display(call: Caller) -> None:
    told = run("evaluate", str(SIGMOID), capture_output=True)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == call("evaluate", SIGMOID).out


def test_a_fault_ends_the_process_with_two(tmp_path: Path) -> None:
    told = run("evaluate", str(tmp_path / "none.json"), capture_output=True)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_wrong_use_ends_the_process_with_two() -> None:
    assert run("evaluate", capture_output=True).returncode == 2


def test_evaluate_imports_no_qt_and_no_reportlab() -> None:
    code = (
        "import sys; from crlm_desktop.__main__ import main; main(sys.argv[1:]); "
        "heavy = {'PySide6', 'shiboken6', 'reportlab'} & sys.modules.keys(); print(heavy, file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, "evaluate", str(SIGMOID)], cwd=ROOT, capture_output=True, check=True
    )
    assert told.stderr.decode().strip() == "set()"


@pytest.mark.parametrize("taken", [0, 1, 5_000])
def test_a_reader_that_leaves_early_causes_no_traceback(taken: int, tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_text(json.dumps(case_data(facts=_very_much())), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "crlm_desktop", "evaluate", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    if taken:
        os.read(process.stdout.fileno(), taken)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() in {0, 1}  # whether the break is seen depends on what fits into the pipe


def _very_much() -> dict[str, Any]:
    facts = {name: True for name, fact in base().facts.vocabulary.items() if fact.type == "bool"}
    facts["primary_resected"] = False
    return facts | {"mdt_ned_class": "not_achievable", "care_phase": "workup"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_in_one_sentence() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        told = run("evaluate", str(SIGMOID), stdout=full, stderr=subprocess.PIPE)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert len(told.stderr.splitlines()) == 1
