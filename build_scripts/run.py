"""Start the app from a checkout: makes the environment, then passes every argument to crlm-desktop."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from environment import LINUX, ROOT, call, check_python, environment, qt_packages, require, say, venv_packages

WITHOUT_WINDOW = {"evaluate", "report", "self-check", "-h", "--help", "--version"}
EXAMPLE = ROOT / "resources" / "cases" / "real_sigmoid_multiple.json"


def main() -> int:
    """Set up what is missing and run the app."""
    check_python()
    arguments, variables = sys.argv[1:], {}
    window = WITHOUT_WINDOW.isdisjoint(arguments[:1])
    if window and not has_display(arguments):
        if "--time-startup" in arguments:
            say("No display: measuring on Qt's offscreen platform.")
            variables = {"QT_QPA_PLATFORM": "offscreen"}
        elif not any(word.startswith("-") for word in arguments):
            window, arguments = False, report_instead(arguments)
    require(venv_packages() + (qt_packages() if window else []))
    code = call([str(environment(".venv", "runtime")), "-m", "crlm_desktop", *arguments], **variables)
    if arguments != sys.argv[1:] and code == 0:
        say(f"Written: {arguments[-1]}")
    return code


def has_display(arguments: list[str]) -> bool:
    """Whether a window can open, or the person said where Qt shall paint."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return not LINUX or named or "-platform" in arguments


def report_instead(arguments: list[str]) -> list[str]:
    """The call that writes the one-page report of the case at hand, or of the bundled example."""
    case = Path(arguments[0]) if arguments else EXAMPLE
    name = f"{case.stem}.pdf" if arguments else "crlm-example-report.pdf"
    here = Path.cwd()
    target = (here if os.access(here, os.W_OK) else Path(tempfile.gettempdir())) / name
    say(f"No display, so no window: writing the report of {case.name} to {target} instead.")
    return ["report", str(case), "-o", str(target)]


if __name__ == "__main__":
    sys.exit(main())
