"""Modules that wait: quiet until used, then the real ones; what is missing stays missing."""

import importlib
import sys

import pytest

from crlm_desktop.late_import import let_wait

NAME = "xml.dom.pulldom"  # of the standard library, and used by nothing here


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the module not be loaded yet."""
    monkeypatch.delitem(sys.modules, NAME, raising=False)


def test_a_module_waits_until_a_name_is_read() -> None:
    let_wait(NAME)
    waiting = importlib.import_module(NAME)
    assert "parse" not in vars(waiting)
    assert callable(waiting.parse)
    assert "parse" in vars(sys.modules[NAME])


def test_a_loaded_module_is_left_alone() -> None:
    loaded = importlib.import_module(NAME)
    let_wait(NAME)
    assert sys.modules[NAME] is loaded


@pytest.mark.parametrize("name", ["xml.no_such_module", "no_such_package.module"])
def test_a_missing_module_stays_missing(name: str) -> None:
    let_wait(name)
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(name)
