"""A fault in the program is never passed over: told, the result withdrawn, no patient data in the log."""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal

log = logging.getLogger("crlm_desktop")


class FaultWatch(QObject):
    """Catches what no code caught, also in slots."""

    struck = Signal(str)

    def install(self) -> None:
        """Watch from now on."""
        sys.excepthook = self.take

    def take(self, kind: type[BaseException], fault: BaseException, trail: TracebackType | None) -> None:
        """Log where it happened and tell the window; the words of a fault may hold data and stay out."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trail)
            return
        places = [
            f"{frame.filename.rpartition('crlm_desktop')[2]}:{frame.lineno}"
            for frame in traceback.extract_tb(trail)
        ]
        log.error("%s at %s", kind.__name__, " < ".join(reversed(places)))
        self.struck.emit(kind.__name__)
