"""The command line as a person calls it, in one process."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crlm_desktop.__main__ import main


@dataclass(frozen=True)
class Call:
    """What a call of the app left behind."""

    code: int
    out: str
    err: str


Caller = Callable[..., Call]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Caller:
    """Return a function that calls `crlm-desktop` with arguments."""

    def run(*arguments: str | Path) -> Call:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Call(code, captured.out, captured.err)

    return run


@pytest.fixture(params=["zh", "en"])
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the system speak each language in turn; return it."""
    language: str = request.param
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", {"zh": "zh_CN.UTF-8", "en": "en_GB.UTF-8"}[language])
    return language


def write_lines(path: Path, cases: list[Any]) -> Path:
    """Write one case a line; a text goes in as it is."""
    lines = [case if isinstance(case, str) else json.dumps(case, ensure_ascii=False) for case in cases]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
