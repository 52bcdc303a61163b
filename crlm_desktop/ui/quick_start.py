"""Loads Qt without what only help texts need.

At every start PySide6 compiles its embedded modules about signatures anew: a third of the time until a bare
window stands. They word its error and help texts. Here each of them waits until it is asked for something.
"""

from __future__ import annotations

import builtins
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMBEDDED: Final = "shibokensupport/signature/"
_PATIENT: Final = {
    f"{_EMBEDDED}{name}.py"
    for name in (
        "errorhandler", "layout", "mapping", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool",
    )
}  # fmt: skip
_STAND_IN: Final = """
def __getattr__(name):
    from crlm_desktop.ui.quick_start import wake
    return wake(globals(), {source!r}, {file!r}, name)
"""


def wake(module: dict[str, Any], source: bytes, file: str, name: str) -> object:
    """Run a waiting module in its own place and return the name that was asked of it."""
    if name.startswith("__"):
        raise AttributeError(name)
    module.pop("__getattr__", None)
    exec(compile(source, file, "exec"), module)  # noqa: S102 (PySide6's own source, as PySide6 runs it)
    try:
        return module[name]
    except KeyError:
        raise AttributeError(name) from None


@contextmanager
def _patience() -> Iterator[None]:
    """Let the embedded modules that nobody needs at the start be stood in for."""
    compile_now = builtins.compile

    def compile_later(source: Any, filename: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 (as it)
        if isinstance(source, bytes) and filename in _PATIENT:
            source = _STAND_IN.format(source=source, file=filename)
        return compile_now(source, filename, *rest, **named)

    builtins.compile = compile_later
    try:
        yield
    finally:
        builtins.compile = compile_now


def load_qt() -> None:
    """Load Qt, once; where it is loaded already, nothing changes."""
    if "PySide6" in sys.modules:
        return
    with _patience():
        import PySide6.QtCore  # noqa: F401
    usual_import = getattr(builtins, "__orig_import__", None)
    if usual_import is not None:  # PySide6's own serves its snake_case switch, which nobody here turns
        builtins.__import__ = usual_import
