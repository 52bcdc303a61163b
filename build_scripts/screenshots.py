"""Screenshots of every page and dialog, in both languages and two sizes, without a person.

Usage: screenshots.py OUT_DIR [CASE.json]
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
_HOME = tempfile.TemporaryDirectory()
_SCREEN = Path(_HOME.name) / "screen.json"  # dialogs fit the screen they open on
_SCREEN.write_text(
    '{"screens": [{"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1,'
    ' "logicalDpi": 96, "logicalBaseDpi": 96}]}',
    encoding="utf-8",
)
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_SCREEN}")
os.environ["CRLM_CONFIG_DIR"] = os.environ["CRLM_DATA_DIR"] = _HOME.name

from shots.camera import grab  # noqa: E402 (the platform is set first)
from shots.dialogs import DIALOGS  # noqa: E402
from shots.pages import PAGES  # noqa: E402
from whole_window import whole_window  # noqa: E402

from crlm_desktop.paths import resource  # noqa: E402

SIZES = ((1366, 768), (1024, 768))
LANGUAGES = ("zh", "en")


def main(arguments: list[str]) -> int:
    """Write the pictures; return 0, or 2 where the case cannot be opened."""
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    case = Path(arguments[1]) if len(arguments) > 1 else resource("cases", "real_sigmoid_multiple.json")
    written = [
        name
        for language in LANGUAGES
        for width, height in SIZES
        for name in shoot(folder, case, language, (width, height))
    ]
    print(f"{len(written)} pictures in {folder}")
    return 0 if written else 2


def shoot(folder: Path, case: Path, language: str, size: tuple[int, int]) -> list[str]:
    """Write every page and dialog in one language and size."""
    window = whole_window(language, size)
    if not window.desk.open(case, is_example=True):
        return []
    stem = f"{language}-{size[0]}x{size[1]}"
    pages = [
        grab(window, folder / f"{stem}-{step.number}-{step.id}.png", lambda place=place: window.go(place))
        for place, step in enumerate(window.steps)
    ]
    rest = [take(window, folder, stem) for take in (*PAGES, *DIALOGS)]
    window.draft.mark_saved()
    window.close()
    window.deleteLater()
    return pages + rest


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
