"""The size of one metastasis: typed, doubted and confirmed as at the field, but always a plain number."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from crlm_desktop.domain.values import Bound
from crlm_desktop.domain.wording import tidy
from crlm_desktop.flow.entry import Reading, read_number
from crlm_desktop.flow.units import units_of
from crlm_desktop.knowledge.pages import facts
from crlm_desktop.ui.field_message import FieldMessage
from crlm_desktop.ui.inputs.typed import NumberInput
from crlm_desktop.ui.widgets import Wrapping

_EDGES = 24
FACT = "liver_met_max_diameter_cm"


class LesionSize(NumberInput):
    """The input beside the map; Enter asks about an unusual size first, a second one confirms it."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__(facts().vocabulary[FACT])
        self._asked = False
        self.setObjectName("lesion_size")

    def sizeHint(self) -> QSize:
        """Ask for the room of a size in millimetres, so that all that belongs to it stands in one row."""
        words = self.fontMetrics().horizontalAdvance("282.5")
        return QSize(words + _EDGES, super().sizeHint().height())

    def understand(self, text: str) -> Reading:
        """Return one number in cm; a metastasis on the map has one size, not a range."""
        reading = read_number(text, self.definition, self.unit)
        if isinstance(reading.value, Bound) or reading.problem == "not_a_number":
            return Reading(problem="one_number")
        return reading

    @property
    def counts(self) -> bool:
        """Tell whether what stands there can be taken, an empty line too."""
        return not self.reading.problem and not self.reading.unusual

    def centimetres(self) -> float | None:
        """Return the size that counts."""
        value = self.accepted()
        return float(value) if isinstance(value, int | float) else None

    def show_size(self, size: float | None, unit: str) -> None:
        """Show a size that counts already, in a unit."""
        factor = units_of(self.definition)[unit]
        words = "" if size is None else tidy(round(size / factor, 6))
        self._asked = False
        self.show_entry(size, self.in_unit(words, unit))

    def _edited(self, text: str) -> None:
        self._asked = False
        super()._edited(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter: what stands there counts, or is asked about."""
        from PySide6.QtCore import Qt

        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        if self._asked:
            self.confirm()
        self._asked = self.reading.unusual
        self.entered.emit()


class SizeMessage(FieldMessage):
    """What is wrong with a size or surprising in it; what was understood is shown on the map itself."""

    def _message(self) -> tuple[str, str]:
        role, words = super()._message()
        return (role, words) if role in {"danger", "warn"} else ("muted", "")

    def _place(self, *answers: QPushButton) -> None:
        """Put the answers below the words: beside them there is no room in large type."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        area = QWidget()
        row = Wrapping(area)
        for answer in answers:
            row.addWidget(answer)
        self._row.addWidget(area)
