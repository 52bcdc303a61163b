"""Pictures of a window at rest."""

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget


def settle() -> None:
    """Let the window come to rest."""
    for _ in range(3):
        loop = QEventLoop()
        QTimer.singleShot(40, loop.quit)
        loop.exec()
        QApplication.processEvents()


def grab(widget: QWidget, path: Path, first: object = None) -> str:
    """Write a picture of a widget."""
    if callable(first):
        first()
    settle()
    widget.grab().save(str(path))
    return path.name


def grab_modal(path: Path) -> str:
    """Write a picture of the dialog that stands before the window, and close it."""
    settle()
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        raise LookupError(path.name)
    dialog.grab().save(str(path))
    dialog.close()
    settle()
    return path.name
