"""The command line: no subcommand opens the window; evaluate, report and self-check need no display."""

import time

STARTED_NS = time.time_ns()

import gc  # noqa: E402 (the clock starts before anything else is loaded)
import os  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from typing import TYPE_CHECKING, NoReturn  # noqa: E402

if TYPE_CHECKING:
    import argparse

DONE, INTERNAL, INPUT = 0, 1, 2
_MUCH_GARBAGE = 200_000  # objects: what one case leaves needs no collecting
_TIME_FLAG = "--time-startup"
_COMMANDS = ("evaluate", "report", "self-check")


def _parser() -> "argparse.ArgumentParser":
    import argparse

    from crlm_desktop import __version__
    from crlm_desktop.commands.words import describe

    parser = argparse.ArgumentParser(prog="crlm-desktop", description=describe())
    parser.add_argument("--version", action="version", version=f"crlm-desktop {__version__}")
    actions = parser.add_subparsers(dest="command", required=True)
    evaluate = actions.add_parser("evaluate", help="evaluate one case (.json) or many (.jsonl)")
    evaluate.add_argument("case", metavar="CASE")
    evaluate.add_argument("-o", "--output", metavar="OUT")
    evaluate.add_argument("--states-only", action="store_true", help="only the state of each item")
    report = actions.add_parser(
        "report", help="write the one-page report of a case, or of many into a folder"
    )
    report.add_argument("cases", metavar="CASE", nargs="+")
    report.add_argument("-o", "--output", metavar="OUT", required=True, help="OUT.pdf, or a folder")
    report.add_argument("--language", choices=("zh", "en"), default="zh")
    report.add_argument("--replace", action="store_true", help="replace reports that lie in the folder")
    actions.add_parser("self-check", help="prove that the installation is complete")
    return parser


def _run_command(arguments: Sequence[str]) -> int:
    gc.set_threshold(_MUCH_GARBAGE)
    from crlm_desktop.commands.evaluating import evaluate
    from crlm_desktop.commands.guard import guarded
    from crlm_desktop.commands.reporting import report

    chosen = _parser().parse_args(arguments)
    actions: dict[str, Callable[[argparse.Namespace], int]] = {
        "evaluate": evaluate,
        "report": report,
        "self-check": _self_check,
    }
    return guarded(actions[chosen.command], chosen)


def _self_check(_: "argparse.Namespace") -> int:
    from crlm_desktop.commands.words import language
    from crlm_desktop.self_check import run

    return run(language(), sys.stdout)


def _has_display(arguments: Sequence[str]) -> bool:
    if sys.platform in {"win32", "darwin"} or "-platform" in arguments:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _open_window(arguments: Sequence[str]) -> int:
    if not _has_display(arguments):
        from crlm_desktop.commands.words import refuse_window

        return refuse_window()
    gc.disable()  # until the first page stands: nothing of what the start makes is garbage
    from crlm_desktop.ui.quick_start import load_qt

    load_qt()
    from crlm_desktop.ui.app import run

    return run(list(arguments), STARTED_NS)


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app; return 0 done, 2 the input is at fault, 1 anything else."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _use_utf8()
    return _run_command(given) if _is_command(given) else _open_window(given)


def _is_command(given: Sequence[str]) -> bool:
    return bool(given) and (given[0] in _COMMANDS or given[0] in {"-h", "--help", "--version"})


def start() -> NoReturn:
    """Run the app and leave; after a subcommand at once: all is written, nothing need be taken apart."""
    code = main()
    if not _is_command(sys.argv[1:]) and _TIME_FLAG not in sys.argv:
        sys.exit(code)
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        code = code or INTERNAL
    os._exit(code)


if __name__ == "__main__":
    start()
