"""Several values still possible: the reports say T3-4, or wild type or not tested."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.domain.values import FactValue
from crlm_desktop.texts import say
from crlm_desktop.ui.inputs.segmented import chosen_codes, value_of
from crlm_desktop.ui.widgets import labelled


class Possibles(QFrame):
    """A small sheet with one check box per value."""

    chosen = Signal(object)

    def __init__(
        self, definition: FactDefinition, value: FactValue | None, language: str, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(f"{definition.name}.possibles")
        self.setProperty("role", "card")
        self._definition = definition
        column = QVBoxLayout(self)
        column.addWidget(labelled("muted", say(language, "ui.field.several_help"), wraps=False))
        known = chosen_codes(value)
        self.boxes = {choice.code: QCheckBox(choice.label[language]) for choice in definition.choices}
        for code, box in self.boxes.items():
            box.setChecked(code in known)
            box.toggled.connect(self._toggled)
            column.addWidget(box)

    def open_below(self, widget: QWidget) -> None:
        """Open under a widget."""
        self.move(widget.mapToGlobal(QPoint(0, widget.height())))
        self.show()
        next(iter(self.boxes.values())).setFocus()

    def _toggled(self, _checked: bool) -> None:
        codes = [code for code, box in self.boxes.items() if box.isChecked()]
        self.chosen.emit(value_of(self._definition, codes))
