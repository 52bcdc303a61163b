"""The liver to click: one click is one metastasis; its size, the list and what follows stand below."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QWidget,
)

from crlm_desktop.domain.case import Lesion
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.liver_panel import AT_LEAST, LiverPanel
from crlm_desktop.ui.pictures.liver_words import lesion_words, summary_words

_TYPING_PAUSE_MS = 350
_PRESS = QEvent.Type.KeyPress


class LiverPicture(LiverPanel):
    """The Couinaud map with its list; emits the whole tuple of lesions after every change."""

    lesions_changed = Signal(object)

    def __init__(self, language: str = "zh", parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._lesions: tuple[Lesion, ...] = ()
        self._chosen: int | None = None
        self._size_before: float | None = None  # counts until what is typed over it can be taken
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._connect()
        self.retranslate(language)

    def _connect(self) -> None:
        self.plate.part_picked.connect(self.add)
        self.plate.part_cleared.connect(self.remove)
        self.plate.part_reached.connect(lambda _part: self._tell())
        self.plate.lesion_picked.connect(self._choose_to_edit)
        self.size_edit.changed.connect(self._size_typed)
        self.size_edit.left.connect(self._size_left)
        self.size_edit.entered.connect(self._size_entered)
        self.hint.confirmed.connect(self._size_confirmed)
        self.hint.unit_meant.connect(self._unit_meant)
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

    def _size_typed(self, *_entry: object) -> None:
        self.hint.refresh()
        self._describe_size()
        self._pause.start()

    def _size_left(self) -> None:
        self._take_size()
        if self.size_edit.counts:
            self._size_before = self._chosen_size()

    def _size_entered(self) -> None:
        """Go back to the picture; what cannot be taken yet keeps the cursor."""
        self._size_left()
        if self.size_edit.counts:
            self.plate.setFocus()

    def _size_confirmed(self) -> None:
        self.size_edit.confirm()
        self._size_entered()

    def _unit_meant(self, symbol: str) -> None:
        self.units[symbol].setChecked(True)
        self.size_edit.take_unit(symbol)
        self._size_entered()

    def _unit_chosen(self, symbol: str) -> None:
        """Convert a size that counts; a figure that the other unit made odd or unreadable is read anew."""
        if self.size_edit.centimetres() is not None:
            self.size_edit.show_size(self.size_edit.centimetres(), symbol)
        else:
            self.size_edit.take_unit(symbol)
        self._take_size()
        self.size_edit.setFocus()

    def _take_size(self) -> None:
        """Give the chosen metastasis the size that is typed; while that does not count, the one before."""
        self._pause.stop()
        if self._chosen is None:
            return
        size = self.size_edit.centimetres() if self.size_edit.counts else self._size_before
        chosen = self._lesions[self._chosen]
        if chosen.diameter_cm == size:
            return
        changed = replace(chosen, diameter_cm=size)
        self._lesions = (*self._lesions[: self._chosen], changed, *self._lesions[self._chosen + 1 :])
        self._refresh(keep_typed=True)
        self.lesions_changed.emit(self._lesions)

    def _chosen_size(self) -> float | None:
        return None if self._chosen is None else self._lesions[self._chosen].diameter_cm

    def _refresh(self, *, keep_typed: bool = False) -> None:
        self._fill_list()
        if not keep_typed:
            self._show_size()
        active = self._chosen is not None
        for widget in (self.size_edit, self.remove_button, *self.units.values()):
            widget.setEnabled(active)
        self.plate.lesions, self.plate.chosen = self._lesions, self._chosen
        self._tell()
        self.plate.update()

    def _show_size(self) -> None:
        self._size_before = self._chosen_size()
        self.size_edit.show_size(self._size_before, self._unit())
        self.hint.refresh()
        self._describe_size()

    def _fill_list(self) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 (Qt's signature)
        words = [
            lesion_words(place + 1, lesion, self._language) for place, lesion in enumerate(self._lesions)
        ]
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

    def retranslate(self, language: str) -> None:
        """Say everything in a language; what stands typed stays."""
        self._say_words(language)
        self._refresh(keep_typed=True)

    def _tell(self) -> None:
        """Say in words what the map shows, below it and to a screen reader."""
        words = summary_words(self._lesions, self._language)
        self.summary.setText(words)
        name = say(self._language, "pictures.liver.name", shown=words, here=self.plate.current)
        self.plate.setAccessibleName(name)
        which = say(self._language, "pictures.liver.which_none")
        if self._chosen is not None:
            segment = self._lesions[self._chosen].segment
            which = say(self._language, "pictures.liver.which", number=self._chosen + 1, segment=segment)
        self.which.setText(which)
        self.size_edit.setAccessibleName(which)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete removes from the list."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == _PRESS:
            removes = event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
            if removes:
                self.remove()
            return removes
        return super().eventFilter(watched, event)
