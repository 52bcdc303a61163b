"""Asking for a file without stopping the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from crlm_desktop.ui.settings import Settings, save

if TYPE_CHECKING:
    from collections.abc import Callable

    from crlm_desktop.flow.draft import Draft

_LONGEST_NAME = 60


def ask_file(  # noqa: PLR0913 (what a file dialog shows)
    parent: QWidget,
    settings: Settings,
    title: str,
    kinds: str,
    do: Callable[[Path], object],
    *,
    saving: str | None,
) -> QFileDialog:
    """Ask for a file to open, or to save under a name that is offered; its folder is remembered."""
    dialog = QFileDialog(parent, title, settings.folder, kinds)
    dialog.setObjectName("files")
    if saving is not None:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(saving).suffix.lstrip("."))
        dialog.selectFile(saving)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)

    def chosen(name: str) -> None:
        settings.folder = str(Path(name).parent)
        save(settings)
        do(Path(name))

    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def file_name(draft: Draft) -> str:
    """Return a file name made of the case code; nothing that a file system refuses."""
    code = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in draft.state.case_code.strip())
    return code[:_LONGEST_NAME] or "crlm-case"
