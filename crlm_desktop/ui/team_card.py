"""Who was at the table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from crlm_desktop.flow.draft import DraftState
from crlm_desktop.flow.verdicts import DISCIPLINES, team
from crlm_desktop.texts import say
from crlm_desktop.ui.widgets import Wrapping, button, labelled


class TeamCard(QFrame):
    """One button per discipline."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("team")
        self.title = labelled("group", wraps=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.addWidget(self.title)
        holder = QWidget()
        row = Wrapping(holder, 6)
        self.buttons = {code: self._button(code) for code in DISCIPLINES}
        for made in self.buttons.values():
            row.addWidget(made)
        column.addWidget(holder)

    def _button(self, code: str) -> QPushButton:
        made = button("chip", checkable=True)
        made.setObjectName(f"team.{code}")
        made.clicked.connect(self._tell)
        return made

    def show_state(self, state: DraftState) -> None:
        """Show who was at the table."""
        present = team(state.extras)
        for code, made in self.buttons.items():
            made.setChecked(code in present)

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self.title.setText(say(language, "ui.team.title"))
        for code, made in self.buttons.items():
            made.setText(say(language, f"ui.team.{code}"))

    def _tell(self, _checked: bool) -> None:
        self.changed.emit([code for code, made in self.buttons.items() if made.isChecked()] or None)
