"""The two commands on both systems, as far as either can be tested on the other."""

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import environment
import pytest
import run

REQUIREMENTS = environment.ROOT / "build_scripts" / "requirements"
PINNED = re.compile(r"^([a-z0-9-]+)==\S+( ; [^\\]+)? \\$", re.MULTILINE)


@pytest.mark.parametrize(("system", "ending"), [("win32", "Scripts/python.exe"), ("linux", "bin/python")])
def test_the_interpreter_of_an_environment(system: str, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "WINDOWS", system == "win32")
    assert environment.python_in(Path("here")).as_posix() == f"here/{ending}"
    assert environment.python_in(Path(sys.prefix)).exists() == (system == sys.platform)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("runtime", {}),
        ("build", {"pefile": "win32", "pywin32-ctypes": "win32"}),
        ("dev", {"pefile": "win32", "pywin32-ctypes": "win32", "colorama": "win32"}),
    ],
)
def test_a_lock_file_holds_what_only_windows_needs(lock: str, wanted: dict[str, str]) -> None:
    """PyInstaller and pytest ask for more there; without a line of their own pip refuses them."""
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")
    conditions = {name: marker.removeprefix(" ; ") for name, marker in PINNED.findall(text)}
    assert {name for name, marker in conditions.items() if "win32" in marker} == set(wanted)
    assert conditions["tzdata"] == ""  # Windows has no time zones of its own that Python reads


@pytest.mark.parametrize("packages", [environment.qt_packages, environment.freeze_packages])
def test_nothing_of_debian_is_asked_for_on_windows(
    packages: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "loads", lambda _: False)
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(environment, "LINUX", False)
    assert packages() == []
    monkeypatch.setattr(environment, "LINUX", True)
    assert packages()


def test_windows_always_has_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for linux in (True, False):
        monkeypatch.setattr(run, "LINUX", linux)
        assert run.has_display([]) is not linux
        assert run.has_display(["-platform", "offscreen"])


@pytest.mark.parametrize("code_page", ["cp1252", "cp936"])
def test_what_the_checks_say_goes_into_a_file_of_any_code_page(
    code_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows the output into a file or pipe has the code page of the system, not UTF-8."""
    words, written = "肝转移 → ✓ é \udc80", io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=code_page))
    environment.take_every_character()
    print(words, end="", flush=True)  # noqa: T201 (what a script does)
    assert written.getvalue().decode("utf-8") == words.replace("\udc80", r"\udc80")


def test_a_child_sees_no_other_python_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """`py` and other environments leave their traces in the variables."""
    for name in ("PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    seen = environment.own_environment(MORE="yes")
    assert seen["PYTHONPATH"] == str(environment.ROOT)
    assert seen["MORE"] == "yes"
    assert "elsewhere" not in seen.values()
