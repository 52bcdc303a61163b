"""The start: quick, quiet, and without what the first page does not need."""

import os
import subprocess
import sys
from pathlib import Path

from crlm_desktop.paths import resource

ROOT = Path(__file__).resolve().parents[2]
LATE = ("pydantic", "reportlab", "crlm_desktop.engine", "crlm_desktop.report", "crlm_desktop.ui.advice_page")


def _run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "CRLM_CONFIG_DIR": str(folder),
        "CRLM_DATA_DIR": str(folder),
    }
    command = [sys.executable, "-X", "importtime", "-m", "crlm_desktop", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_time_to_first_page_is_printed(tmp_path: Path) -> None:
    """`--time-startup` prints milliseconds and ends with 0; nothing heavy is loaded before the first page."""
    done = _run("--time-startup", folder=tmp_path)
    assert done.returncode == 0
    assert 0 < float(done.stdout) < 20_000
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}
    assert "crlm_desktop.ui.window" in loaded
    assert not [name for name in loaded if name.startswith(LATE)]


def test_no_setting_is_written_by_looking(tmp_path: Path) -> None:
    """Opening and closing leaves no file behind."""
    _run("--time-startup", str(resource("cases", "real_sigmoid_multiple.json")), folder=tmp_path / "none")
    assert not (tmp_path / "none").exists()
