"""The head of the advice: one sentence to dictate, and what can be asked for from there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from crlm_desktop.texts import say
from crlm_desktop.ui.widgets import Wrapping, button, labelled

_COMMANDS = ("way", "clocks", "projector", "export")


class Dictation(QFrame):
    """A sentence with its chips: copy it, ask why a line is not there, open what the window opens."""

    command_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "dictation")
        self.sentence = labelled("")
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy, self.ask = button("chip"), button("chip")
        self.ask.setObjectName("advice.not")
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self.sentence.text()))
        self.commands = {name: self._command(name) for name in _COMMANDS}
        chips = QWidget()
        row = Wrapping(chips, 6)
        for made in (self.copy, self.ask, *self.commands.values()):
            row.addWidget(made)
        column = QVBoxLayout(self)
        column.addWidget(self.sentence)
        column.addWidget(chips)

    def _command(self, name: str) -> QPushButton:
        made = button("chip")
        made.setObjectName(f"advice.{name}")
        made.clicked.connect(lambda _checked=False: self.command_wanted.emit(name))
        return made

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self.copy.setText(say(language, "ui.advice.copy"))
        self.ask.setText(say(language, "ui.not.ask"))
        for name, made in self.commands.items():
            made.setText(say(language, f"ui.do.{name}"))
        self.sentence.setAccessibleName(say(language, "ui.advice.sentence"))
