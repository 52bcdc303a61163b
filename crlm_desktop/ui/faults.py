"""A fault in the program is never passed over: told, the result withdrawn, no patient data in the log."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from types import TracebackType


class FaultWatch(QObject):
    """Catches what no code caught, also in slots."""

    struck = Signal(str)

    def install(self) -> None:
        """Watch from now on."""
        sys.excepthook = self.take

    def take(self, kind: type[BaseException], fault: BaseException, trail: TracebackType | None) -> None:
        """Log where it happened and tell the window; the words of a fault may hold data and stay out."""
        import logging
        import traceback

        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trail)
            return
        places = [
            f"{frame.filename.rpartition('crlm_desktop')[2]}:{frame.lineno}"
            for frame in traceback.extract_tb(trail)
        ]
        logging.getLogger("crlm_desktop").error("%s at %s", kind.__name__, " < ".join(reversed(places)))
        self.struck.emit(kind.__name__)
