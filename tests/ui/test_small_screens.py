"""The app on the screens of a clinic, started afresh: it fits with its frame, and nothing is cut."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("screen", "scale", "room"),
    [
        ((1366, 768), "1.25", (1093, 614)),
        ((1366, 768), "1", (1366, 768)),
        ((1024, 768), "1", (1024, 768)),
        ((1920, 1080), "1", (1920, 1080)),
    ],
)
def test_window_and_dialogs_fit(
    tmp_path: Path, language: str, screen: tuple[int, int], scale: str, room: tuple[int, int]
) -> None:
    """Windows lie inside the screen, maximised where they would not fit; all words are whole."""
    (tmp_path / "screen.json").write_text(
        json.dumps(
            {
                "screens": [
                    {"name": "clinic", "x": 0, "y": 0, "width": screen[0], "height": screen[1], "dpr": 1}
                    | {"logicalDpi": 96, "logicalBaseDpi": 96}
                ]
            }
        ),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.fresh_start", language],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen:configfile=screen.json",  # Qt cuts this at colons, as after C
            "QT_SCALE_FACTOR": scale,
            "CRLM_CONFIG_DIR": str(tmp_path),
            "CRLM_DATA_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["screen"] == [*room, float(scale), screen != (1920, 1080)]
    assert found["outside"] == []
    assert found["cut"] == []
