"""Several values at once: one check box each; no tick means unknown, not none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import FactValue
from crlm_desktop.ui.widgets import BY_TAB, Wrapping, quiet, take_focus


class Checks(QFrame):
    """The values of a list fact."""

    changed = Signal(object, object, object)

    def __init__(self, definition: FactDefinition) -> None:
        super().__init__()
        self.definition = definition
        self.setObjectName(definition.name)
        self.boxes = {choice.code: self._box(choice.code) for choice in definition.choices}
        self.setFocusProxy(next(iter(self.boxes.values())))
        take_focus(self, BY_TAB)
        row = Wrapping(self, 4)
        for box in self.boxes.values():
            row.addWidget(box)

    def _box(self, code: str) -> QCheckBox:
        box = QCheckBox()
        box.setObjectName(f"{self.definition.name}.{code}")
        box.toggled.connect(self._toggled)
        return box

    def show_entry(self, value: FactValue | None, _typed: str | None) -> None:
        """Tick what is known."""
        known = value if isinstance(value, tuple) else ()
        for code, box in self.boxes.items():
            with quiet(box):
                box.setChecked(code in known)

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        for code, box in self.boxes.items():
            box.setText(self.definition.choice_label(code, language))
            box.setAccessibleName(f"{self.definition.label[language]}: {box.text()}")

    def _toggled(self, _checked: bool) -> None:
        ticked = tuple(code for code, box in self.boxes.items() if box.isChecked())
        self.changed.emit(self.definition.name, ticked or None, None)
