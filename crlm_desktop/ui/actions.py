"""The menus: every command of the window with its words and its key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from crlm_desktop.texts import say


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of a menu; those with the same `choice` exclude each other."""

    id: str
    do: Callable[[], object]
    keys: tuple[str, ...] = ()
    choice: str = ""


class Menus:
    """The menu bar, built once, worded again at every language switch."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}

    def add(self, menu: str, commands: Sequence[Command | str]) -> None:
        """Add a menu with its commands; `-` is a line between them."""
        made = self._menus[menu] = self._window.menuBar().addMenu(menu)
        for command in commands:
            if isinstance(command, str):
                made.addSeparator()
            else:
                made.addAction(self._action(command))

    def _action(self, command: Command) -> QAction:
        action = QAction(self._window)
        action.setObjectName(f"action.{command.id}")
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.triggered.connect(lambda _checked=False: command.do())
        if command.choice:
            action.setCheckable(True)
            group = self._groups.setdefault(command.choice, QActionGroup(self._window))
            group.addAction(action)
        self.actions[command.id] = action
        return action

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        for name, menu in self._menus.items():
            menu.setTitle(say(language, f"ui.menu.{name}"))
        for name, action in self.actions.items():
            action.setText(say(language, f"ui.do.{name}"))
