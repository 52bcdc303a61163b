import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".git",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "build_scripts",
    "crlm_desktop",
    "docs",
    "i18n",
    "pyproject.toml",
    "resources",
    "tests",
}
IGNORED = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
DOCUMENTS = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"]
# Places of one developer's machine, and words that have no business in a clinic's tool.
FORBIDDEN = re.compile(r"\bAI\b|\bLLM\b|人工智能|/work/|/tmp/|/root/|/home/|pypi\.org|files\.pythonhosted")

KEPT_BY_WINDOWS = re.compile(
    r'[<>:"/\\|?*\x00-\x1f]|[. ]$|^(?:con|prn|aux|nul|(?:com|lpt)\d)(?:\.|$)', re.IGNORECASE
)
LONGEST = 120  # below the checkout: Windows ends paths at 260 characters


def is_ignored(path: Path) -> bool:
    """Whether version control leaves the path alone."""
    return any(fnmatch(path.name, pattern) for pattern in IGNORED)


def texts(folder: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Every text file of the project."""
    for path in sorted(folder.iterdir()):
        if path.name == ".git" or is_ignored(path) or path == Path(__file__):
            continue
        if path.is_dir():
            yield from texts(path)
        else:
            data = path.read_bytes()
            if b"\0" not in data:
                yield path, data.decode("utf-8")


def test_top_level_is_tidy() -> None:
    """Only what has its place there lies at the top."""
    assert not {path.name for path in ROOT.iterdir() if not is_ignored(path)} - TOP_LEVEL


def test_no_forbidden_word() -> None:
    """No file names a developer's machine."""
    found = [f"{path.relative_to(ROOT)}: {hit}" for path, text in texts() for hit in FORBIDDEN.findall(text)]
    assert not found


def below(folder: Path = ROOT) -> Iterator[Path]:
    """Every file and folder of the project, seen from its top."""
    for path in folder.iterdir():
        if path.name != ".git" and not is_ignored(path):
            yield path.relative_to(ROOT)
            if path.is_dir():
                yield from below(path)


def test_every_name_can_stand_on_windows() -> None:
    """No sign or device name that Windows keeps for itself, no two names that differ in case alone."""
    names = list(below())
    assert not [path for path in names if KEPT_BY_WINDOWS.search(path.name)]
    assert not [path for path in names if len(str(path)) > LONGEST]
    assert len({path.as_posix().casefold() for path in names}) == len(names)


@pytest.mark.parametrize("name", ["aux.py", "COM1", "a:b", "what?", "end.", "blank ", "tab\t", "nul.tar.gz"])
def test_a_name_that_windows_refuses_is_found(name: str) -> None:
    assert KEPT_BY_WINDOWS.search(name)


def test_lines_end_as_on_linux() -> None:
    """Text files end their lines with LF alone."""
    assert not [path for path, text in texts() if "\r" in text]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_name_what_exists(name: str) -> None:
    """Scripts, folders and links that a document names are there."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\", "/")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    paths = re.findall(r"\b((?:build_scripts|tests|resources)/[\w./-]+)", text)
    assert not [path for path in {*links, *paths} if not (ROOT / path).exists()]


def test_readme_and_its_twin_name_the_same_commands() -> None:
    """Both languages show the same code."""
    english, chinese = (
        re.findall(r"`([^`]+)`", (ROOT / name).read_text(encoding="utf-8")) for name in DOCUMENTS[:2]
    )
    assert set(english) == set(chinese)
