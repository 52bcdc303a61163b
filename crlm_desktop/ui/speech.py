"""Which language the screen speaks, and who must know when it changes."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crlm_desktop.ui.settings import LARGEST, SMALLEST, Settings, save


class Speech(QObject):
    """Language, theme and type size as the person chooses them."""

    changed = Signal(str)
    dressed = Signal()

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self.window, self._settings = window, settings

    def switch_language(self) -> None:
        """Speak the other language; nothing that is being typed is touched."""
        self._settings.language = "en" if self._settings.language == "zh" else "zh"
        save(self._settings)
        self.changed.emit(self._settings.language)

    def choose_report_language(self, language: str) -> None:
        """Write reports in a language, whatever the screen speaks."""
        self._settings.report_language = language
        save(self._settings)

    def choose_theme(self, theme: str) -> None:
        """Take the colours of a theme."""
        self._settings.theme = theme
        save(self._settings)
        self.dressed.emit()

    def change_type_size(self, step: int) -> None:
        """Make the type larger or smaller."""
        self._settings.type_size = max(SMALLEST, min(LARGEST, self._settings.type_size + step))
        save(self._settings)
        self.dressed.emit()
