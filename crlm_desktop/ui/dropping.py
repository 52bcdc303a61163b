"""Files dropped on the window: taken as copies, wherever on a page they fall."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def leave_files(page: QWidget) -> None:
    """Let what is dropped on a text field of a page reach the window: a file's address is no answer."""
    for entry in page.findChildren(QLineEdit):
        entry.setAcceptDrops(False)
    for area in page.findChildren(QPlainTextEdit):
        area.setAcceptDrops(False)
        area.viewport().setAcceptDrops(False)


def take_files(event: QDropEvent) -> list[Path]:
    """Take the files that are dragged or dropped and return them; what is none is refused.

    They are taken as copies: a file that a drop had moved would be removed from its folder.
    """
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    offered = event.possibleActions()
    for action in (Qt.DropAction.CopyAction, Qt.DropAction.LinkAction):
        if files and action & offered:
            event.setDropAction(action)
            event.accept()
            return files
    event.ignore()
    return []
