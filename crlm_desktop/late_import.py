"""Modules that a library loads for features nobody here uses: they wait until one of their names is read."""

import importlib
import importlib.util
import sys
from types import ModuleType


class _Waiting(ModuleType):
    """Stands in for a module until somebody asks it for something."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def let_wait(name: str) -> None:
    """Let a module be loaded when first used, not when first imported; one that is missing stays missing."""
    if name in sys.modules:
        return
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:  # not even the package around it is there
        return
    if found is not None:
        sys.modules[name] = waiting = _Waiting(name)
        waiting.__spec__ = found
