"""What the monkey can do to a window: everything a person can, at random, and a way back to an empty desk."""

from __future__ import annotations

import sys
from collections import Counter, deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from crlm_desktop.paths import resource

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from crlm_desktop.ui.window import Window

# The monkey stays; and the print dialog of Windows lets nobody on until a person answers.
_NOT_OURS = {"quit", "print"} if sys.platform == "win32" else {"quit"}
_TEXTS = (
    "1", "3-4", ">5", "x", "2024-01-31", ".", "mm", " ", "４１．７", "3～4", "CEA 41.7 ng/mL", "-", "0", "64",
    "41700", "≥3", "2024年5月31日", "患者", "e", "1e9", "null", "'", "\\", "\u0000", "𠀀", "é",
)  # fmt: skip
_KEYS = [
    getattr(Qt.Key, f"Key_{name}")
    for name in (
        "Tab", "Backtab", "Return", "Escape", "Space", "Left", "Right", "Up", "Down", "Home", "End", "PageUp",
        "PageDown", "Delete", "Backspace", "Y", "N", "1", "2", "3", "F1", "F6", "F7", "F8", "F9", "F11",
        "Plus", "Minus",
    )
]  # fmt: skip
_HELD = [getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("No", "No", "No", "Control", "Shift")]
_SIZES = ((1366, 768), (1024, 768), (1093, 582), (1920, 1080), (900, 600))
_MANY_WINDOWS = 6
_STUCK_MS = 700


def _in_reach(ground: QWidget) -> list[QWidget]:
    """Return what can be clicked in a window, by its place there; not by findChildren, see monkey.py."""
    inside = [
        made
        for made in QApplication.allWidgets()
        if made.isVisible() and made.isEnabled() and made.window() is ground
    ]
    spots = {made: made.mapTo(ground, QPoint()) for made in inside}
    return sorted(inside, key=lambda made: (spots[made].y(), spots[made].x(), made.width(), made.height()))


class Hands:
    """Random hands; `last` tells what they did, for whoever has to find out why it broke."""

    def __init__(self, window: Window, dice: random.Random, folder: Path) -> None:
        self.window, self.dice, self.folder = window, dice, folder
        self.steps, self.done = 0, Counter[str]()
        if sys.platform == "win32":
            vars(window.reports)["print_page"] = lambda *_: None  # nor by a button
        self.last: deque[str] = deque(maxlen=25)
        self._acts = (
            (30, self.click), (22, self.type), (22, self.press), (6, self.compose), (3, self.travel),
            (3, self.command), (2, self.switch_language), (0.4, self.change_looks), (2, self.turn_page),
            (2, self.open_fields), (1, self.resize), (1, self.keep), (1, self.drop), (1, self.leave),
        )  # fmt: skip
        self._seen = -1
        self._guard = QTimer(window)
        self._guard.timeout.connect(self._free)
        self._guard.start(_STUCK_MS)

    def step(self) -> None:
        """Do one thing."""
        self.steps += 1
        if not self.window.isVisible():
            self.window.show()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog | QPrintDialog):
            self._answer(dialog)
            return
        if len([shown for shown in QApplication.topLevelWidgets() if shown.isVisible()]) > _MANY_WINDOWS:
            self.tidy_windows()
        act = self.dice.choices([act for _, act in self._acts], [weight for weight, _ in self._acts])[0]
        self._note(act.__name__)
        act()

    def tidy(self) -> None:
        """Go back to an empty case and no window but one, in the looks of the first day."""
        self.tidy_windows()
        self.window.draft.clear()
        self.window.draft.mark_saved()
        self.window.go(0)
        if self.window.settings.language != "zh":
            self.window.speech.switch_language()
        self.window.resize(1366, 768)
        QTest.qWait(30)

    def tidy_windows(self) -> None:
        """Close every dialog, menu and popup."""
        for shown in QApplication.topLevelWidgets():
            if shown is not self.window and isValid(shown) and shown.isVisible():
                shown.close()
        QTest.qWait(5)

    def _note(self, words: str) -> None:
        self.last.append(words)
        self.done[words.partition(" ")[0]] += 1

    def _free(self) -> None:
        """Close what waits in a loop of its own, as the month's menu of a calendar does."""
        if self._seen == self.steps:
            stuck = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if stuck is not None:
                stuck.close()
        self._seen = self.steps

    def _ground(self) -> QWidget:
        """Return the window that takes input now."""
        above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if above is not None:
            return above
        shown = [
            made
            for made in QApplication.topLevelWidgets()
            if made.isVisible() and (made is self.window or not isinstance(made, QMenu))
        ]
        return self.window if self.dice.random() < 0.6 or not shown else self.dice.choice(shown)  # noqa: PLR2004

    def click(self) -> None:
        """Click somewhere."""
        ground = self._ground()
        inside = _in_reach(ground)
        if not inside:
            return
        made = self.dice.choice(inside)
        spot = QPoint(self.dice.randrange(max(1, made.width())), self.dice.randrange(max(1, made.height())))
        buttons = Qt.MouseButton
        button = self.dice.choices([buttons.LeftButton, buttons.RightButton], [12, 1])[0]
        self._note(f"click {type(made).__name__} {made.objectName()} {button.name}")
        QTest.mouseClick(made, button, self.dice.choice(_HELD), spot)

    def _focus(self) -> QWidget:
        above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return QApplication.focusWidget() or above or self.window

    def type(self) -> None:
        """Type a text where the cursor is."""
        text, entry = self.dice.choice(_TEXTS), self._focus()
        for sign in text:
            if sign.isascii() and sign.isprintable():
                QTest.keyClicks(entry, sign)
            else:
                self._commit(entry, sign)
            if not isValid(entry):
                return

    def press(self) -> None:
        """Press a key, perhaps with another one held."""
        key, held = self.dice.choice(_KEYS), self.dice.choice(_HELD)
        self._note(f"press {key.name} {held.name}")
        QTest.keyClick(self._focus(), key, held)

    def compose(self) -> None:
        """Compose with an input method; sometimes something else happens before it is done."""
        entry = self._focus()
        QApplication.sendEvent(entry, QInputMethodEvent("huanzhe", []))
        if self.dice.random() < 0.3:  # noqa: PLR2004
            self.switch_language()
        if isValid(entry):
            self._commit(entry, "患者")

    @staticmethod
    def _commit(entry: QWidget, text: str) -> None:
        done = QInputMethodEvent()
        done.setCommitString(text)
        QApplication.sendEvent(entry, done)

    def travel(self) -> None:
        """Undo or redo a few steps; now and then all of them."""
        travel = self.dice.choice((self.window.draft.undo, self.window.draft.redo))
        many = 10_000 if self.dice.random() < 0.03 else self.dice.randrange(1, 8)  # noqa: PLR2004
        while many and travel():
            many -= 1

    def command(self) -> None:
        """Choose something from the menus."""
        if QApplication.activeModalWidget() is not None:
            return
        name = self.dice.choice([name for name in self.window.menus.actions if name not in _NOT_OURS])
        self._note(f"command {name}")
        self.window.menus.actions[name].trigger()

    def switch_language(self) -> None:
        """Speak the other language."""
        self.window.speech.switch_language()

    def change_looks(self) -> None:
        """Take another theme or type size."""
        if self.dice.random() < 0.5:  # noqa: PLR2004
            self.window.speech.choose_theme(self.dice.choice(("light", "dark", "system")))
        else:
            self.window.speech.change_type_size(self.dice.choice((-2, -1, 1, 2)))

    def turn_page(self) -> None:
        """Go to a page."""
        self.window.go(self.dice.randrange(len(self.window.steps)))

    def open_fields(self) -> None:
        """Open every field of the page."""
        self.window.stack.open_all_fields()

    def resize(self) -> None:
        """Make the window another size."""
        self.window.resize(*self.dice.choice(_SIZES))

    def keep(self) -> None:
        """Save, export and open again."""
        if QApplication.activeModalWidget() is not None:
            return
        path = self.folder / f"case {self.dice.randrange(4)}.json"
        self.window.desk.write(path)
        if self.dice.random() < 0.2:  # noqa: PLR2004
            self.window.reports.export(self.folder / self.dice.choice(("页.pdf", "page.png")))
        if self.dice.random() < 0.5:  # noqa: PLR2004
            self.window.desk.open(path)

    def drop(self) -> None:
        """Drop a file on the window."""
        if QApplication.activeModalWidget() is not None:
            return
        files = [*self.folder.glob("*.json"), *self.folder.glob("*.pdf"), resource("knowledge")]
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self.dice.choice(files)))])
        middle, actions = QPointF(self.window.rect().center()), Qt.DropAction
        event = QDropEvent(
            middle, actions.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            QEvent.Type.Drop,
        )  # fmt: skip
        self.window.dropEvent(event)

    def leave(self) -> None:
        """Close the window, and answer what it asks."""
        self.window.close()
        QTest.qWait(1)
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            QTest.mouseClick(self.dice.choice(box.buttons()), Qt.MouseButton.LeftButton)

    def _answer(self, dialog: QDialog) -> None:
        """Take a file of our own or none: no click may reach what is not ours."""
        self._note(f"answer {type(dialog).__name__}")
        if self.dice.random() < 0.5:  # noqa: PLR2004
            dialog.reject()
        elif isinstance(dialog, QFileDialog):
            suffix = dialog.defaultSuffix() or "json"
            name = self.folder / f"chosen {self.dice.randrange(3)}.{suffix}"
            entry = dialog.findChild(QLineEdit, "fileNameEdit")
            if isinstance(entry, QLineEdit):
                entry.setText(str(name))
            dialog.accept()
        else:
            for entry in dialog.findChildren(QLineEdit, "filename"):
                entry.setText(str(self.folder / "printed.pdf"))
            dialog.findChildren(QPushButton)[-1].click()
        QTest.qWait(1)
        if isValid(dialog) and dialog.isVisible():
            dialog.reject()
