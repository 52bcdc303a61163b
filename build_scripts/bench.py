"""Timings as ratios to a floor measured in the same run: medians of several rounds, no absolute promises.

python build_scripts/bench.py            everything
python build_scripts/bench.py engine     one part: engine, lines, report, startup, strokes
"""

import compileall
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from timing.engine import engine  # noqa: E402
from timing.many_cases import lines  # noqa: E402
from timing.report import report  # noqa: E402
from timing.start import startup  # noqa: E402
from timing.strokes import strokes  # noqa: E402

PARTS = {"engine": engine, "lines": lines, "report": report, "startup": startup, "strokes": strokes}


def main() -> int:
    """Run the named parts, or all; the app compiled to byte code, as an installed one is."""
    compileall.compile_dir(ROOT / "crlm_desktop", quiet=1)
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
