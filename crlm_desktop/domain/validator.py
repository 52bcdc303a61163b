"""pydantic's core alone: what checks case files.

The package around it first makes 84 types that only describe schemas to type checkers; a first report would
wait for them as long as for its own reading of the knowledge.
"""

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import TYPE_CHECKING

_PACKAGE, _CORE = "pydantic_core", "pydantic_core._pydantic_core"


def _core() -> ModuleType:
    """Return the core; whoever imports the package later gets all of it, with the same core."""
    found = None if _PACKAGE in sys.modules else importlib.util.find_spec(_PACKAGE)
    if found is None:
        return importlib.import_module(_PACKAGE)
    sys.modules[_PACKAGE] = importlib.util.module_from_spec(found)
    try:
        return importlib.import_module(_CORE)
    finally:
        del sys.modules[_PACKAGE]


if TYPE_CHECKING:
    from pydantic_core import SchemaValidator, ValidationError
else:
    _loaded = _core()
    SchemaValidator, ValidationError = _loaded.SchemaValidator, _loaded.ValidationError

__all__ = ["SchemaValidator", "ValidationError"]
