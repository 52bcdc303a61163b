"""The liver to click: one click is one metastasis; its size, the list and what follows stand below."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QWidget,
)

from crlm_desktop.domain.case import Lesion
from crlm_desktop.domain.wording import tidy
from crlm_desktop.flow.entry import read_number
from crlm_desktop.flow.liver_map import summary_of
from crlm_desktop.knowledge.pages import facts
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.liver_panel import AT_LEAST, LiverPanel

FACT = "liver_met_max_diameter_cm"
_TYPING_PAUSE_MS = 350


class LiverPicture(LiverPanel):
    """The Couinaud map with its list; emits the whole tuple of lesions after every change."""

    lesions_changed = Signal(object)

    def __init__(self, language: str = "zh", parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._lesions: tuple[Lesion, ...] = ()
        self._chosen: int | None = None
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._connect()
        self.retranslate(language)

    def _connect(self) -> None:
        self.plate.part_picked.connect(self.add)
        self.plate.part_cleared.connect(self.remove)
        self.plate.part_reached.connect(lambda _part: self._tell())
        self.plate.lesion_picked.connect(self._choose_to_edit)
        self.size_edit.textEdited.connect(lambda _text: self._pause.start())
        self.size_edit.editingFinished.connect(self._take_size)
        self._pause.timeout.connect(self._take_size)
        for symbol, button in self.units.items():
            button.clicked.connect(lambda _checked, symbol=symbol: self._unit_chosen(symbol))
        self.remove_button.clicked.connect(self.remove)
        self.many_button.clicked.connect(lambda: self.at_least_picked.emit(AT_LEAST[0]))
        self.list.currentRowChanged.connect(self._choose)

    @property
    def lesions(self) -> tuple[Lesion, ...]:
        """The metastases as shown."""
        return self._lesions

    def show_lesions(self, lesions: tuple[Lesion, ...] | None) -> None:
        """Show metastases; emits nothing, and leaves a half-typed size alone where nothing changed."""
        if (lesions or ()) == self._lesions:
            return
        self._pause.stop()
        self._lesions = tuple(lesions or ())
        last = len(self._lesions) - 1
        self._chosen = None if last < 0 else min(self._chosen if self._chosen is not None else last, last)
        self._refresh()

    def add(self, segment: str) -> None:
        """Add a metastasis in a segment, without a size yet, and ask for the size."""
        self._take_size()
        self._chosen = len(self._lesions)
        self._change((*self._lesions, Lesion(segment)))
        self.size_edit.setFocus()

    def remove(self) -> None:
        """Remove the chosen metastasis."""
        if self._chosen is None:
            return
        self._pause.stop()
        place = self._chosen
        left = self._lesions[:place] + self._lesions[place + 1 :]
        self._chosen = min(place, len(left) - 1) if left else None
        self._change(left)

    def _change(self, lesions: tuple[Lesion, ...]) -> None:
        self._lesions = lesions
        self._refresh()
        self.lesions_changed.emit(lesions)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._lesions) and place != self._chosen:
            self._take_size()
            self._chosen = place
            self._refresh()

    def _choose_to_edit(self, place: int) -> None:
        self._choose(place)
        self.size_edit.setFocus()
        self.size_edit.selectAll()

    def _unit_chosen(self, symbol: str) -> None:
        """Convert a plausible size; a figure that the other unit made odd or unreadable is read anew."""
        before = "cm" if symbol == "mm" else "mm"
        reading = read_number(self.size_edit.text(), facts().vocabulary[FACT], before)
        if isinstance(reading.value, int | float) and not reading.unusual:
            self._show_size(float(reading.value))
        self._take_size()
        self.size_edit.setFocus()

    def _take_size(self) -> None:
        """Give the chosen metastasis the size that stands typed; what cannot be read stays and is said."""
        self._pause.stop()
        if self._chosen is None:
            return
        reading = read_number(self.size_edit.text(), facts().vocabulary[FACT], self._unit())
        plain = isinstance(reading.value, int | float)
        wrong = bool(self.size_edit.text().strip()) and not plain
        self._say_hint(wrong=wrong, unusual=reading.unusual)
        size = float(reading.value) if isinstance(reading.value, int | float) else None
        chosen = self._lesions[self._chosen]
        if chosen.diameter_cm == size:
            return
        changed = replace(chosen, diameter_cm=size)
        self._lesions = (*self._lesions[: self._chosen], changed, *self._lesions[self._chosen + 1 :])
        self._refresh(keep_typed=True)
        self.lesions_changed.emit(self._lesions)

    def _say_hint(self, *, wrong: bool, unusual: bool) -> None:
        key = "wrong" if wrong else "unusual" if unusual else "optional"
        figures = {"low": "0.1", "high": "40", "size": self._size_words(self._chosen_size())}
        self.hint.setText(say(self._language, f"pictures.liver.size.{key}", **figures))

    def _chosen_size(self) -> float | None:
        return None if self._chosen is None else self._lesions[self._chosen].diameter_cm

    def _size_words(self, size: float | None) -> str:
        return say(self._language, "pictures.liver.no_size") if size is None else f"{tidy(size)} cm"

    def _refresh(self, *, keep_typed: bool = False) -> None:
        self._fill_list()
        if not keep_typed:
            self._show_size(self._chosen_size())
            self._say_hint(wrong=False, unusual=False)
        active = self._chosen is not None
        for widget in (self.size_edit, self.remove_button, *self.units.values()):
            widget.setEnabled(active)
        self.plate.lesions, self.plate.chosen = self._lesions, self._chosen
        self._tell()
        self.plate.update()

    def _fill_list(self) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 (Qt's signature)
        words = [self._lesion_words(place) for place in range(len(self._lesions))]
        if words != [self.list.item(row).text() for row in range(self.list.count())]:
            self.list.clear()
            self.list.addItems(words)
        self.list.setCurrentRow(-1 if self._chosen is None else self._chosen)
        self.list.blockSignals(False)  # noqa: FBT003
        self.list.setVisible(bool(words))
        self.list.setFixedHeight(self._list_height())

    def _list_height(self) -> int:
        rows = min(3, 1 + len(self._lesions) // 3)
        return rows * (self.fontMetrics().height() + 10) + 8

    def _lesion_words(self, place: int) -> str:
        lesion = self._lesions[place]
        return f"{place + 1} · {lesion.segment} · {self._size_words(lesion.diameter_cm)}"

    def retranslate(self, language: str) -> None:
        """Say everything in a language; what stands typed stays."""
        self._say_words(language)
        self._refresh(keep_typed=True)
        self._say_hint(wrong=False, unusual=False)

    def _tell(self) -> None:
        """Say in words what the map shows, below it and to a screen reader."""
        words = self.summary_words()
        self.summary.setText(words)
        name = say(self._language, "pictures.liver.name", shown=words, here=self.plate.current)
        self.plate.setAccessibleName(name)
        which = say(self._language, "pictures.liver.which_none")
        if self._chosen is not None:
            segment = self._lesions[self._chosen].segment
            which = say(self._language, "pictures.liver.which", number=self._chosen + 1, segment=segment)
        self.which.setText(which)
        self.size_edit.setAccessibleName(which)

    def summary_words(self) -> str:
        """Return number, largest and side in words."""
        figures = summary_of(self._lesions)
        if not figures.count:
            return say(self._language, "pictures.liver.none")
        side = say(self._language, f"pictures.liver.side.{figures.side}")
        largest = self._size_words(figures.largest_cm)
        key = "summary_open" if figures.unmeasured else "summary"
        if figures.largest_cm is None:
            key = "summary_unmeasured"
        return say(
            self._language,
            f"pictures.liver.{key}",
            count=figures.count,
            largest=largest,
            side=side,
            unmeasured=figures.unmeasured,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete removes from the list; Enter in the size goes back to the picture."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.list and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
                self.remove()
                return True
            if watched is self.size_edit and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take_size()
                self.plate.setFocus()
                return True
        return super().eventFilter(watched, event)
