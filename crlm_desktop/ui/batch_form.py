"""The order of a batch: which cases, into which folder, in which languages, and whether anybody is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from crlm_desktop.report.batch_cases import case_files
from crlm_desktop.texts import LANGUAGES, say
from crlm_desktop.ui.dropping import take_files
from crlm_desktop.ui.file_dialog import ask_files, ask_folder
from crlm_desktop.ui.widgets import button, labelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from crlm_desktop.report.batch import Order
    from crlm_desktop.ui.settings import Settings

_LIST_HEIGHT, _TARGET_WIDTH = 84, 380


class BatchForm(QWidget):
    """What a person chooses; what is dropped on it is added."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.files: list[Path] = []
        self.folder: Path | None = None
        self.count, self.list = labelled("strong", wraps=False), QListWidget()
        self.target = labelled("", wraps=False)
        self.languages = {language: QCheckBox(self._say(language)) for language in LANGUAGES}
        self.deidentified = QCheckBox(self._say("deidentified"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._arrange()
        self._show()
        self.setAcceptDrops(True)

    def _say(self, key: str, **values: object) -> str:
        return say(self._settings.language, f"ui.batch.{key}", **values)

    def _button(self, name: str, do: Callable[[], object]) -> QPushButton:
        made = button("plain", self._say(name))
        made.setObjectName(f"batch.{name}")
        made.clicked.connect(lambda _checked=False: do())
        return made

    def _arrange(self) -> None:
        self._row(
            self.count,
            None,
            self._button("files", self._ask_files),
            self._button("folder", self._ask_folder),
            self._button("clear", self._clear),
        )
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self.list.setAccessibleName(self._say("cases"))
        self._column.addWidget(self.list, 1)
        choose = self._button("choose_target", self._ask_target)
        self._row(labelled("strong", self._say("target"), wraps=False), self.target, None, choose)
        self._row(labelled("strong", self._say("languages"), wraps=False), *self.languages.values(), None)
        self._column.addWidget(self.deidentified)
        self.languages[self._settings.language_of_report].setChecked(True)
        for language, box in self.languages.items():
            box.setObjectName(f"batch.{language}")
            box.toggled.connect(self.changed)
        self.deidentified.setObjectName("batch.deidentified")

    def _row(self, *widgets: QWidget | None) -> None:
        """Add a row; None is the space that gives way."""
        row = QHBoxLayout()
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        self._column.addLayout(row)

    def add(self, paths: Iterable[Path]) -> None:
        """Add case files, and folders that hold some."""
        self.files = case_files([*self.files, *paths])
        self._show()

    def put_into(self, folder: Path) -> None:
        """Choose the folder for the reports."""
        self.folder = folder
        self._show()

    def order(self) -> Order | None:
        """Return what is ordered; None while something is missing."""
        spoken = tuple(language for language, box in self.languages.items() if box.isChecked())
        if self.folder is None or not self.files or not spoken:
            return None
        from crlm_desktop.report.batch import Order  # with the page's library: late

        return Order(self.folder, spoken, self.deidentified.isChecked())

    def _ask_files(self) -> None:
        ask_files(self, self._settings, self._say("files"), self._say("kinds"), self.add)

    def _ask_folder(self) -> None:
        ask_folder(self, self._settings, self._say("folder"), lambda folder: self.add([folder]))

    def _ask_target(self) -> None:
        ask_folder(self, self._settings, self._say("target"), self.put_into)

    def _clear(self) -> None:
        self.files = []
        self._show()

    def _show(self) -> None:
        chosen = len(self.files)
        self.count.setText(self._say("chosen", count=chosen) if chosen else self._say("none"))
        self.list.clear()
        self.list.addItems([path.name for path in self.files])
        target = str(self.folder) if self.folder else self._say("no_target")
        fitting = self.target.fontMetrics().elidedText(target, Qt.TextElideMode.ElideMiddle, _TARGET_WIDTH)
        self.target.setText(fitting)
        self.target.setToolTip(target)
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take case files and folders."""
        take_files(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.add(take_files(event))
