"""What the scripts share: system packages, virtual environments made from a lock file, child processes."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).resolve().parent.parent
WINDOWS: Final = os.name == "nt"
LINUX: Final = sys.platform.startswith("linux")
PYTHON_FROM, PYTHON_BELOW = (3, 11), (3, 14)

# Every library outside the wheels that Qt's Core, Gui, Widgets, Svg, PrintSupport, xcb and offscreen
# are linked against, with the Debian package that brings it.
QT_LIBRARIES: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


def take_every_character() -> None:
    """Write UTF-8 to a file or pipe too, where Windows has an old code page without Chinese or arrows."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """One line for the person; standard output belongs to the app."""
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> NoReturn:
    """The end, with a reason a person can act on."""
    say(text)
    raise SystemExit(1)


def check_python() -> None:
    """Stop on a Python for which the pinned Qt has no wheels."""
    if not PYTHON_FROM <= sys.version_info[:2] < PYTHON_BELOW:
        found = ".".join(str(part) for part in sys.version_info[:2])
        hint = " (on Windows: py -3.13 ...)" if WINDOWS else ""
        stop(f"Python 3.11, 3.12 or 3.13 is needed, this is {found}. Use one of those{hint}.")


def venv_packages() -> list[str]:
    """What Debian must add before Python can make a virtual environment."""
    whole = importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")
    return [] if whole or not LINUX else ["python3-venv"]


def qt_packages() -> list[str]:
    """What Debian must add before Qt can open a window."""
    if not LINUX:
        return []
    return sorted({package for name, package in QT_LIBRARIES.items() if not loads(name)})


def freeze_packages() -> list[str]:
    """What Debian must add before PyInstaller can freeze the app."""
    if not LINUX:
        return []
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    shared = f"libpython{version}.so.1.0"
    needed = [] if shutil.which("objdump") else ["binutils"]
    if not loads(shared) and not (Path(sys.base_prefix) / "lib" / shared).exists():
        needed.append(f"libpython{version}")
    return needed


def loads(library: str) -> bool:
    """Whether the system's loader finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def require(packages: list[str]) -> None:
    """Install missing Debian packages where that is allowed, else name the one command that will."""
    if not packages or sys.platform == "win32":
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        stop("The system lacks libraries that Debian calls: " + " ".join(packages))
    if os.geteuid() != 0:
        stop("Some system packages are missing. This brings them:\n\n    sudo " + " ".join(command) + "\n")
    say("Installing system packages: " + " ".join(packages))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], command):
        done = subprocess.run(step, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            stop(f"{done.stdout[-2000:]}{done.stderr[-2000:]}\nThis failed: {' '.join(step)}")


def python_in(folder: Path) -> Path:
    """The interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if WINDOWS else "bin/python")


def environment(name: str, lock: str) -> Path:
    """The interpreter of a virtual environment that holds exactly what the lock file names."""
    folder, locked = ROOT / name, ROOT / "build_scripts" / "requirements" / f"{lock}.txt"
    python, stamp = python_in(folder), folder / "made-from.txt"
    version = ".".join(str(part) for part in sys.version_info[:2])
    wanted = f"{hashlib.sha256(locked.read_bytes()).hexdigest()} {version} {sys.base_prefix}"
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    say(f"Making {name} from build_scripts/requirements/{lock}.txt (once, a minute or two)")
    shutil.rmtree(folder, ignore_errors=True)
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    step([sys.executable, "-m", "venv", str(folder)])
    step([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(locked)])
    step([str(python), "-m", "compileall", "-q", str(ROOT / "crlm_desktop")])
    stamp.write_text(wanted, encoding="utf-8")
    return python


def step(command: list[str]) -> None:
    """Run one step of the set-up, its words on standard error; stop where it fails."""
    if subprocess.run(command, stdout=sys.stderr, env=own_environment(), check=False).returncode:
        stop("This failed: " + " ".join(command))


def own_environment(**more: str) -> dict[str, str]:
    """The variables of a child process that sees this checkout and no other Python code."""
    foreign = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    kept = {key: value for key, value in os.environ.items() if key not in foreign}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def call(command: list[str], **more: str) -> int:
    """Run to the end and give the exit code as a shell would."""
    try:
        code = subprocess.run(command, env=own_environment(**more), check=False).returncode
    except KeyboardInterrupt:
        return 130
    return code if code >= 0 or WINDOWS else 128 - code
