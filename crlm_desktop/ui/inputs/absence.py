"""Why a fact is unknown: pending, not done, not obtainable; one click or one key each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from crlm_desktop.domain.values import Absence
from crlm_desktop.texts import say
from crlm_desktop.ui.widgets import NEVER, Wrapping, button, take_focus

REASONS = (Absence.PENDING, Absence.NOT_DONE, Absence.NOT_OBTAINABLE)


class AbsenceBar(QWidget):
    """Three small buttons beside a field; a second click takes the reason back."""

    chosen = Signal(object)

    def __init__(self, fact: str) -> None:
        super().__init__()
        row = Wrapping(self, 0)
        self.buttons = {reason: self._button(fact, reason) for reason in REASONS}
        for made in self.buttons.values():
            row.addWidget(made)

    def _button(self, fact: str, reason: Absence) -> QPushButton:
        made = button("reason", checkable=True)
        made.setObjectName(f"{fact}.{reason.value}")
        take_focus(made, NEVER)
        made.clicked.connect(lambda checked, reason=reason: self.chosen.emit(reason if checked else None))
        return made

    def show_reason(self, reason: Absence | None) -> None:
        """Mark a reason, or none."""
        for other, made in self.buttons.items():
            made.setChecked(other is reason)

    def retranslate(self, language: str, label: str) -> None:
        """Show the words of a language."""
        for place, (reason, made) in enumerate(self.buttons.items(), start=1):
            made.setText(say(language, f"absence.{reason.value}"))
            made.setToolTip(say(language, f"ui.absence.{reason.value}.tip", key=f"Ctrl+{place}"))
            made.setAccessibleName(f"{label}: {made.text()}")
