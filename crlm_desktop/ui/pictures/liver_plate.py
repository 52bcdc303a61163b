"""The liver in Couinaud segments, from the front: the plate on which metastases are drawn."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from crlm_desktop.flow.liver_map import DRAWN_SEGMENTS, Spot, parts_of, spots_of
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.plate import ACCENT, INK, PAPER, Plate

if TYPE_CHECKING:
    from crlm_desktop.domain.case import Lesion

_ROWS = (("S7", "S8", "S4a", "S1", "S2"), ("S6", "S5", "S4b", "S3"))
_LESION, _HALO = QColor("#fff6e0"), QColor("#5b1a12")
_ROOM_FOR_NUMBER = 8.0


class LiverPlate(Plate):
    """The segments; shows the metastases to scale, each with its number in the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("liver", DRAWN_SEGMENTS, parent)
        self.lesions: tuple[Lesion, ...] = ()
        self.chosen: int | None = None
        self.language = "zh"

    def hit_order(self) -> tuple[str, ...]:
        """Return the caudate lobe first: it is drawn on top."""
        return ("S1", *(part for part in self.parts if part != "S1"))

    def lesion_at(self, position: QPointF) -> int | None:
        """Return the metastasis under a point of the widget."""
        inverted, _ = self.to_widget().inverted()
        point = inverted.map(position)
        for place, spot in enumerate(spots_of(self.lesions)):
            if (point.x() - spot.x) ** 2 + (point.y() - spot.y) ** 2 <= spot.radius**2:
                return place
        return None

    def neighbour(self, key: Qt.Key) -> str | None:
        """Walk left and right along the upper or lower row, up and down between them."""
        row = 0 if self.current in _ROWS[0] else 1
        place = _ROWS[row].index(self.current)
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            other = _ROWS[1 - row]
            return other[min(place, len(other) - 1)]
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(key)
        if step is not None:
            return _ROWS[row][(place + step) % len(_ROWS[row])]
        return {Qt.Key.Key_Home: "S7", Qt.Key.Key_End: "S3"}.get(key)

    def paint_parts(self, painter: QPainter) -> None:
        """Tint the segments that hold metastases, then draw these."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(140, 29, 24, 46))
        for part in {part for lesion in self.lesions for part in parts_of(lesion.segment)}:
            painter.drawPath(self.paths[part])
        for place, spot in enumerate(spots_of(self.lesions)):
            self._paint_lesion(painter, spot, place)

    def _paint_lesion(self, painter: QPainter, spot: Spot, place: int) -> None:
        center = QPointF(spot.x, spot.y)
        chosen = place == self.chosen
        measured = self.lesions[place].diameter_cm is not None
        painter.setPen(QPen(PAPER, 5 if chosen else 3))
        painter.setBrush(_LESION)
        painter.drawEllipse(center, spot.radius, spot.radius)
        line = Qt.PenStyle.SolidLine if measured else Qt.PenStyle.DotLine
        painter.setPen(QPen(ACCENT if chosen else _HALO, 3.2 if chosen else 2.0, line))
        painter.drawEllipse(center, spot.radius, spot.radius)

    def paint_labels(self, painter: QPainter) -> None:
        """Write the segments' names, the metastases' numbers and the patient's sides."""
        mapped = self.to_widget()
        painter.setPen(INK)
        for part in self.parts:
            small = part == "S1"
            place = mapped.map(QPointF(*self.drawing.anchors[part].label))
            font = self.label_font(bold=True, scale=1.0 if small else 1.3)
            self.draw_label(painter, place, part, font, "middle")
        self._paint_numbers(painter)
        small_font = self.label_font(scale=0.92)
        painter.setPen(INK)
        for spot, key, alignment in (
            ((12, 406), "viewer_left", "start"),
            ((588, 406), "viewer_right", "end"),
        ):
            words = say(self.language, f"pictures.{key}")
            self.draw_label(painter, mapped.map(QPointF(*spot)), words, small_font, alignment)

    def _paint_numbers(self, painter: QPainter) -> None:
        mapped = self.to_widget()
        scale = self.target().width() / self.drawing.box[2]
        for place, spot in enumerate(spots_of(self.lesions)):
            radius = spot.radius * scale
            if radius < _ROOM_FOR_NUMBER and place != self.chosen:
                continue
            font = self.label_font(bold=place == self.chosen, scale=0.85)
            center = mapped.map(QPointF(spot.x, spot.y))
            room = QRectF(center.x() - 14, center.y() - 10, 28, 20)
            painter.setFont(font)
            painter.setPen(ACCENT if place == self.chosen else _HALO)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), str(place + 1))
