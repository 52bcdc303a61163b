"""Freeze the app for this system into dist/crlm-desktop; --smoke runs the result without the source."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import (
    ROOT,
    WINDOWS,
    check_python,
    environment,
    freeze_packages,
    own_environment,
    qt_packages,
    require,
    say,
    stop,
    take_every_character,
    venv_packages,
)

DIST = ROOT / "dist" / "crlm-desktop"
LOG = ROOT / "build" / "pyinstaller.log"
CASE = "real_sigmoid_multiple.json"
EXPECTED = (
    (["--version"], 0),
    (["self-check"], 0),
    (["evaluate", CASE], 0),
    (["report", CASE, "-o", "report.pdf"], 0),
    (["evaluate", "broken.json"], 2),
    (["--time-startup", "-platform", "offscreen"], 0),
)
SECONDS = 120


def main() -> int:
    """Build, tell the size, and run the result where that is asked for."""
    check_python()
    take_every_character()
    require(venv_packages() + freeze_packages() + qt_packages())
    freeze(environment(".venv-build", "build"))
    tell_size()
    return smoke() if "--smoke" in sys.argv else 0


def freeze(python: Path) -> None:
    """Run PyInstaller; its many words go to a log, their end is shown where it fails."""
    LOG.parent.mkdir(exist_ok=True)
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    command = [str(python), "-m", "PyInstaller", "--noconfirm", *folders, "build_scripts/crlm-desktop.spec"]
    with LOG.open("wb") as log:
        variables = own_environment(PYTHONHASHSEED="0")
        done = subprocess.run(command, cwd=ROOT, env=variables, stdout=log, stderr=log, check=False)
    if done.returncode:
        stop(LOG.read_text(encoding="utf-8", errors="replace")[-3000:] + "\nPyInstaller failed.")


def tell_size() -> None:
    """Total and largest files of the build."""
    sizes = {
        path: path.stat().st_size for path in DIST.rglob("*") if path.is_file() and not path.is_symlink()
    }
    print(f"{DIST.relative_to(ROOT)}: {len(sizes)} files, {sum(sizes.values()) / 1e6:.1f} MB")
    for path, size in sorted(sizes.items(), key=lambda item: -item[1])[:5]:
        print(f"  {size / 1e6:6.1f} MB  {path.relative_to(DIST).as_posix()}")


def smoke() -> int:
    """Run a copy of the build far from the source and compare the exit codes."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        shutil.copytree(DIST, place / "app", symlinks=True)
        shutil.copy(ROOT / "resources" / "cases" / CASE, place)
        (place / "broken.json").write_text("{", encoding="utf-8")
        wrong = [words for words, code in EXPECTED if not passes(place, words, code)]
        if not (place / "report.pdf").is_file() or (place / "report.pdf").read_bytes()[:5] != b"%PDF-":
            wrong.append(["no PDF"])
    return 1 if wrong else 0


def passes(place: Path, words: list[str], expected: int) -> bool:
    """Whether one call of the frozen app ends as it must."""
    program = place / "app" / ("crlm-desktop-cli.exe" if WINDOWS else "crlm-desktop")
    command, bare = [str(program), *words], bare_environment(place)
    try:
        done = subprocess.run(command, cwd=place, env=bare, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        say(f"FAILED  {' '.join(words)}: no end after {SECONDS} s")
        return False
    good = done.returncode == expected
    last = (done.stdout or done.stderr).decode(errors="replace").strip().splitlines()[-1:] or [""]
    print(f"{'ok    ' if good else 'FAILED'}  {' '.join(words)}  exit {done.returncode}  {last[0][:80]}")
    if not good:
        say((done.stdout[-2000:] + done.stderr[-2000:]).decode(errors="replace"))
    return good


def bare_environment(place: Path) -> dict[str, str]:
    """The variables of a computer on which nobody has Python."""
    needed = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT")
    kept = {name: os.environ[name] for name in needed if name in os.environ}
    home = {name: str(place) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP")}
    path = os.environ.get("PATH", "") if WINDOWS else "/usr/bin:/bin"
    return {**kept, **home, "PATH": path}


if __name__ == "__main__":
    sys.exit(main())
