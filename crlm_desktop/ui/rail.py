"""The steps at the left: where one is, what is filled, what still matters."""

import sys
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout

from crlm_desktop.flow.pages import ADVICE, Step
from crlm_desktop.texts import say
from crlm_desktop.ui.widgets import button, labelled

NARROW, _AROUND = 92, 17  # narrow windows; what stands around a button's words
# How wide in either language, and how much wider the bold face runs: Windows rounds every letter's width.
WIDE, _BOLDER = (186, 1.12) if sys.platform == "win32" else (178, 1.07)


class Rail(QFrame):
    """One button per step; narrow windows show the numbers only."""

    chosen = Signal(int)

    def __init__(self, steps: tuple[Step, ...]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._steps = steps
        self._language = "zh"
        self._counts: Mapping[str, tuple[int, int]] = {}
        self._narrow = False
        self._group = QButtonGroup(self)
        self.buttons = [self._button(place, step) for place, step in enumerate(steps)]
        self.legend = labelled("muted")
        self.legend.setContentsMargins(12, 6, 2, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(1)
        for made in self.buttons:
            column.addWidget(made)
        column.addStretch(1)
        column.addWidget(self.legend)

    def _button(self, place: int, step: Step) -> QPushButton:
        made = button("step", checkable=True)
        made.setObjectName(f"step.{step.id}")
        made.clicked.connect(lambda _checked=False: self.chosen.emit(place))
        self._group.addButton(made)
        return made

    def show_step(self, place: int) -> None:
        """Mark the step one is at."""
        self.buttons[place].setChecked(True)

    def show_counts(self, counts: Mapping[str, tuple[int, int]]) -> None:
        """Show, per step, how much is filled and how much still matters."""
        self._counts = counts
        self._say()

    def be_narrow(self, *, narrow: bool) -> None:
        """Show numbers only, or numbers and words."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._say()

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._language = language
        self._say()

    def fit(self) -> None:
        """Be as wide as the words need at the type size in use."""
        measure = self.fontMetrics().horizontalAdvance
        widest = max(measure(line) for made in self.buttons for line in made.text().split("\n"))
        self.setFixedWidth(max(NARROW if self._narrow else WIDE, round(widest * _BOLDER) + _AROUND))

    def _say(self) -> None:
        self.legend.setText(say(self._language, f"ui.rail.legend{'.narrow' if self._narrow else ''}"))
        for step, made in zip(self._steps, self.buttons, strict=True):
            label = step.label[self._language]
            filled, matters = self._counts.get(step.id, (0, 0))
            key = "ui.rail.stand" if step.id == ADVICE else "ui.rail.count"
            count = say(self._language, key, filled=filled, matters=matters)
            short = f"{step.number} {say(self._language, f'ui.rail.{step.id}')}\n   {filled} · {matters}"
            made.setText(short if self._narrow else f"{step.number}  {label}\n     {count}")
            made.setToolTip(f"{label}: {count}" if self._narrow else "")
            made.setAccessibleName(
                f"{step.number} {label}. "
                + say(self._language, f"{key}.spoken", filled=filled, matters=matters)
            )
        self.fit()
