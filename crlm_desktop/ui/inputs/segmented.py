"""A choice shown as buttons side by side: a click chooses or clears, Ctrl+click adds a possibility."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import FactValue, OneOf
from crlm_desktop.texts import say
from crlm_desktop.ui.widgets import BY_TAB_OR_CLICK, NEVER, Wrapping, button, restyle, take_focus


class Segmented(QFrame):
    """One row of buttons for a yes-or-no fact or a short choice; empty until someone chooses."""

    changed = Signal(object, object, object)

    def __init__(self, definition: FactDefinition) -> None:
        super().__init__()
        self.definition = definition
        self.setObjectName(definition.name)
        self.setProperty("role", "segments")
        take_focus(self, BY_TAB_OR_CLICK)
        self._codes = codes_of(definition)
        self._chosen: tuple[str, ...] = ()
        self._buttons = {code: self._segment(code) for code in self._codes}
        row = Wrapping(self, 3)
        for segment in self._buttons.values():
            row.addWidget(segment)

    def _segment(self, code: str) -> QPushButton:
        segment = button("segment", checkable=True)
        segment.setObjectName(f"{self.definition.name}.{code}")
        take_focus(segment, NEVER)
        segment.clicked.connect(lambda _checked=False, code=code: self._clicked(code))
        return segment

    @property
    def buttons(self) -> dict[str, QPushButton]:
        """The buttons by code (`true` and `false` for a yes-or-no fact)."""
        return self._buttons

    def show_entry(self, value: FactValue | None, _typed: str | None) -> None:
        """Show a value, or nothing."""
        self._chosen = chosen_codes(value)
        self._paint()

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        for code, segment in self._buttons.items():
            segment.setText(_label(self.definition, code, language))

    def choose(self, code: str, *, add: bool = False) -> None:
        """Choose a value as a click does; a chosen one is taken back."""
        if add and self.definition.type == "choice":
            chosen = tuple(other for other in self._codes if (other in self._chosen) != (other == code))
        else:
            chosen = () if self._chosen == (code,) else (code,)
        self._enter(chosen)

    def accepted(self) -> FactValue | None:
        """Return what is chosen."""
        return value_of(self.definition, self._chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, Y or N, or the arrow keys; Delete clears."""
        from PySide6.QtCore import Qt

        key = Qt.Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
            return
        place = key.value - Qt.Key.Key_1.value
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._enter(())
        elif self.definition.type == "bool" and key in {Qt.Key.Key_Y, Qt.Key.Key_N}:
            self._enter(("true" if key == Qt.Key.Key_Y else "false",))
        elif 0 <= place < len(self._codes):
            self.choose(self._codes[place])
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._move(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _clicked(self, code: str) -> None:
        from PySide6.QtCore import Qt

        self.setFocus(Qt.FocusReason.MouseFocusReason)
        held = QApplication.keyboardModifiers()
        self.choose(code, add=bool(held & Qt.KeyboardModifier.ControlModifier))
        self._paint()

    def _move(self, step: int) -> None:
        if len(self._chosen) == 1:
            place = max(0, min(len(self._codes) - 1, self._codes.index(self._chosen[0]) + step))
        else:
            place = 0 if step > 0 else len(self._codes) - 1
        self._enter((self._codes[place],))

    def _enter(self, chosen: tuple[str, ...]) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self._paint()
            self.changed.emit(self.definition.name, value_of(self.definition, chosen), None)

    def _paint(self) -> None:
        several = len(self._chosen) > 1
        for code, segment in self._buttons.items():
            segment.setChecked(not several and code in self._chosen)
            restyle(segment, possible="true" if several and code in self._chosen else "")


def codes_of(definition: FactDefinition) -> tuple[str, ...]:
    """Return the codes from which a fact is chosen."""
    return (
        ("true", "false")
        if definition.type == "bool"
        else tuple(choice.code for choice in definition.choices)
    )


def value_of(definition: FactDefinition, codes: Sequence[str]) -> FactValue | None:
    """Return the value that chosen codes stand for; several: one of them."""
    if not codes:
        return None
    if definition.type == "bool":
        return codes[0] == "true"
    return codes[0] if len(codes) == 1 else OneOf(tuple(codes))


def chosen_codes(value: FactValue | None) -> tuple[str, ...]:
    """Return the codes that a value leaves possible."""
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return value.values if isinstance(value, OneOf) else (str(value),)


def _label(definition: FactDefinition, code: str, language: str) -> str:
    if definition.type == "bool":
        return say(language, "ui.yes" if code == "true" else "ui.no")
    return definition.choice_label(code, language)
