import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_wheel_carries_resources_and_words(wheel: zipfile.ZipFile) -> None:
    """The installed package finds every resource and every catalogue inside itself."""
    inside = set(wheel.namelist())
    wanted = [
        path for folder in ("resources", "i18n") for path in (ROOT / folder).rglob("*") if path.is_file()
    ]
    assert not [
        path for path in wanted if f"crlm_desktop/_data/{path.relative_to(ROOT).as_posix()}" not in inside
    ]


def test_wheel_starts_the_app_and_tells_its_types(wheel: zipfile.ZipFile) -> None:
    """The command crlm-desktop and the typing marker are there."""
    points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "crlm-desktop = crlm_desktop.__main__:start" in wheel.read(points).decode()
    assert "crlm_desktop/py.typed" in wheel.namelist()
