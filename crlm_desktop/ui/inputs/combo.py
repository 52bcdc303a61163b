"""A choice from many values: a list that starts empty and shows several possibilities as one entry."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import FactValue, OneOf
from crlm_desktop.flow.words import told
from crlm_desktop.ui.inputs.segmented import value_of
from crlm_desktop.ui.widgets import BY_TAB_OR_CLICK, Arrowed, Commanded, WheelProof, quiet, take_focus

NOTHING = "—"
_WIDEST = 22


class Combo(WheelProof, Commanded, Arrowed, QComboBox):
    """One value from a list; empty until someone chooses."""

    changed = Signal(object, object, object)

    def __init__(self, definition: FactDefinition) -> None:
        super().__init__()
        self.definition = definition
        self.setObjectName(definition.name)
        take_focus(self, BY_TAB_OR_CLICK)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self.setMaximumWidth(320)
        self._language = "zh"
        self._value: FactValue | None = None
        self.addItem(NOTHING, None)
        for choice in definition.choices:
            self.addItem(choice.code, choice.code)
        self.activated.connect(self._activated)

    def show_entry(self, value: FactValue | None, _typed: str | None) -> None:
        """Show a value, a set of possibilities, or nothing."""
        self._value = value
        with quiet(self):
            self._drop_possibilities()
            if isinstance(value, OneOf):
                self.insertItem(1, self._possibilities(), value)
                self.setCurrentIndex(1)
            else:
                self.setCurrentIndex(max(0, self.findData(value)))

    def retranslate(self, language: str) -> None:
        """Show the words of a language; what is chosen stays chosen."""
        self._language = language
        for place in range(1, self.count()):
            data = self.itemData(place)
            known = isinstance(data, str)
            self.setItemText(
                place, self.definition.choice_label(data, language) if known else self._possibilities()
            )

    def accepted(self) -> FactValue | None:
        """Return what is chosen."""
        return self._value

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete clears; everything else as in any list."""
        from PySide6.QtCore import Qt

        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.setCurrentIndex(0)
            self._activated(0)
        else:
            super().keyPressEvent(event)

    def _activated(self, place: int) -> None:
        data = self.itemData(place)
        if isinstance(data, OneOf):
            return
        self._value = value_of(self.definition, (data,) if data else ())
        with quiet(self):
            self._drop_possibilities()
        self.changed.emit(self.definition.name, self._value, None)

    def _drop_possibilities(self) -> None:
        if self.count() > 1 and not isinstance(self.itemData(1), str):
            self.removeItem(1)

    def _possibilities(self) -> str:
        value = self._value
        return told(self.definition, value, self._language) if isinstance(value, OneOf) else NOTHING
