"""Asking for a file without stopping the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from crlm_desktop.report.file_names import safe_stem
from crlm_desktop.ui.settings import Settings, save

if TYPE_CHECKING:
    from collections.abc import Callable

    from crlm_desktop.flow.draft import Draft


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
    return _opened(dialog)


def ask_files(
    parent: QWidget, settings: Settings, title: str, kinds: str, do: Callable[[list[Path]], object]
) -> QFileDialog:
    """Ask for several files to open; their folder is remembered."""
    dialog = QFileDialog(parent, title, settings.folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)

    def chosen(names: list[str]) -> None:
        settings.folder = str(Path(names[0]).parent)
        save(settings)
        do([Path(name) for name in names])

    dialog.filesSelected.connect(chosen)
    return _opened(dialog)


def ask_folder(parent: QWidget, settings: Settings, title: str, do: Callable[[Path], object]) -> QFileDialog:
    """Ask for a folder."""
    dialog = QFileDialog(parent, title, settings.folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: do(Path(name)))
    return _opened(dialog)


def _opened(dialog: QFileDialog) -> QFileDialog:
    dialog.setObjectName("files")
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def file_name(draft: Draft) -> str:
    """Return a file name made of the case code; nothing that a file system refuses."""
    return safe_stem(draft.state.case_code, "crlm-case")
