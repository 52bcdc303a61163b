"""The large bowel to click: where the primary tumour sits, and on which side that counts."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crlm_desktop.domain.values import OneOf
from crlm_desktop.knowledge.pages import facts
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.plate import ACCENT, INK, PAPER, Plate, hatch

FACT = "primary_location"
RIGHT_PARTS = ("cecum", "ascending_colon", "hepatic_flexure", "transverse_colon")
LEFT_PARTS = ("splenic_flexure", "descending_colon", "sigmoid_colon", "rectosigmoid", "rectum")
WHOLE_SIDES = {
    "right_colon": RIGHT_PARTS,
    "left_colon": LEFT_PARTS[:4],
    "colon_unspecified": (*RIGHT_PARTS, *LEFT_PARTS[:4]),
}
_RIGHT_INK, _LEFT_INK = QColor("#6b430b"), QColor("#1d3f61")


def side_of(code: str) -> str:
    """Return the side a site counts on: right, left, or open."""
    if code in {*RIGHT_PARTS, "right_colon"}:
        return "right"
    return "left" if code in {*LEFT_PARTS, "left_colon"} else "open"


class _BowelPlate(Plate):
    def __init__(self, parent: QWidget) -> None:
        super().__init__("bowel", (*RIGHT_PARTS, *LEFT_PARTS), parent)
        self.picked: tuple[str, ...] = ()
        self.language = "zh"

    def shown(self) -> tuple[str, ...]:
        return tuple(part for code in self.picked for part in WHOLE_SIDES.get(code, (code,)))

    def settled(self) -> bool:
        return len(self.picked) == 1 and self.picked[0] in self.parts

    def paint_ground(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for parts, ink, style in (
            (RIGHT_PARTS, QColor(107, 67, 11, 120), Qt.BrushStyle.Dense7Pattern),
            (LEFT_PARTS, QColor(29, 63, 97, 70), Qt.BrushStyle.BDiagPattern),
        ):
            painter.setBrush(hatch(ink, style))
            for part in parts:
                painter.drawPath(self.paths[part])

    def paint_parts(self, painter: QPainter) -> None:
        shown = self.shown()
        for part in shown:
            self._paint_picked(painter, part)
        if not shown:
            self._paint_doubt(painter)

    def _paint_picked(self, painter: QPainter, part: str) -> None:
        certain = self.settled()
        painter.setBrush(QColor(196, 43, 28, 150 if certain else 60))
        painter.setPen(QPen(ACCENT, 4, Qt.PenStyle.SolidLine if certain else Qt.PenStyle.DashLine))
        painter.drawPath(self.paths[part])
        if certain:
            _paint_tumour(painter, QPointF(*self.drawing.anchors[part].target))

    def _paint_doubt(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_RIGHT_INK, 2.4, Qt.PenStyle.DashLine))
        painter.drawPath(self.paths["transverse_colon"])

    def paint_labels(self, painter: QPainter) -> None:
        shown = self.shown()
        mapped = self.to_widget()
        for part in self.parts:
            anchor = self.drawing.anchors[part]
            picked = part in shown
            text = say(self.language, f"pictures.bowel.part.{part}")
            place, target = mapped.map(QPointF(*anchor.label)), mapped.map(QPointF(*anchor.target))
            painter.setPen(ACCENT if picked else INK)
            room = self.draw_label(painter, place, text, self.label_font(bold=picked), anchor.alignment)
            if picked and not self.settled() and self.picked[0] not in WHOLE_SIDES:
                _paint_question(painter, target, self.label_font(bold=True, scale=1.2))
            elif not picked and part != "transverse_colon":
                _paint_leader(painter, room, target)
        self._paint_legend(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        mapped = self.to_widget()
        bold, small = self.label_font(bold=True), self.label_font(scale=0.92)
        for place, side, ink, style, fill in (
            (QPointF(158, 204), "right", _RIGHT_INK, Qt.BrushStyle.Dense7Pattern, QColor("#f2cf8f")),
            (QPointF(158, 232), "left", _LEFT_INK, Qt.BrushStyle.BDiagPattern, QColor("#a9cbe6")),
        ):
            corner = mapped.map(place)
            box = QRectF(corner.x(), corner.y() - 7, 18, 14)
            painter.setPen(QPen(ink, 1.4))
            for brush in (fill, hatch(ink, style)):
                painter.setBrush(brush)
                painter.drawRect(box)
            text = say(self.language, f"pictures.bowel.{side}")
            painter.setPen(ink)
            self.draw_label(painter, QPointF(box.right() + 6, corner.y()), text, bold, "start")
        painter.setPen(INK)
        for spot, key, alignment in (
            (QPointF(-58, 440), "viewer_left", "start"),
            (QPointF(478, 440), "viewer_right", "end"),
        ):
            self.draw_label(
                painter, mapped.map(spot), say(self.language, f"pictures.{key}"), small, alignment
            )


def _paint_tumour(painter: QPainter, center: QPointF) -> None:
    painter.setPen(QPen(PAPER, 2.5))
    painter.setBrush(ACCENT)
    painter.drawEllipse(center, 10, 10)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PAPER)
    painter.drawEllipse(center, 3.4, 3.4)


def _paint_question(painter: QPainter, place: QPointF, font: QFont) -> None:
    painter.setPen(ACCENT)
    painter.setFont(font)
    painter.drawText(QRectF(place.x() - 12, place.y() - 12, 24, 24), int(Qt.AlignmentFlag.AlignCenter), "?")


def _paint_leader(painter: QPainter, room: QRectF, target: QPointF) -> None:
    start = QPointF(min(max(target.x(), room.left() - 3), room.right() + 3), room.center().y())
    if room.left() <= target.x() <= room.right():
        start.setY(room.top() if target.y() < room.center().y() else room.bottom())
    painter.setPen(QPen(QColor("#6f6257"), 0.9))
    painter.drawLine(start, start + (target - start) * 0.55)


class BowelPicture(QWidget):
    """The large bowel with three buttons for reports that name only the side; emits the picked code."""

    picked = Signal(str)

    def __init__(self, language: str = "zh", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.plate = _BowelPlate(self)
        self.caption = QLabel(self)
        self.caption.setWordWrap(True)
        self.buttons = {code: QPushButton(self) for code in WHOLE_SIDES}
        self._lay_out()
        self.plate.part_picked.connect(self.picked)
        self.plate.part_cleared.connect(lambda: self.picked.emit(""))
        self.plate.part_reached.connect(lambda _part: self._tell())
        self.setFocusProxy(self.plate)
        self.retranslate(language)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for code, button in self.buttons.items():
            button.setObjectName(f"bowel.{code}")
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda checked, code=code: self.picked.emit(code if checked else ""))
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plate, 1)
        column.addWidget(self.caption)
        column.addLayout(row)

    def show_location(self, value: str | OneOf | None) -> None:
        """Show the site, the sites that are still possible, or none; emits nothing."""
        codes = value.values if isinstance(value, OneOf) else () if value is None else (value,)
        self.plate.picked = tuple(codes)
        for code, button in self.buttons.items():
            button.setChecked(codes == (code,))
        if len(codes) == 1 and codes[0] in self.plate.parts and not self.plate.hasFocus():
            self.plate.set_current(codes[0])
        self._tell()
        self.plate.update()

    def retranslate(self, language: str) -> None:
        """Say everything in a language."""
        self._language = self.plate.language = language
        for code, button in self.buttons.items():
            button.setText(say(language, f"pictures.bowel.button.{code}"))
            button.setAccessibleName(self._name(code))
        self.plate.setAccessibleDescription(say(language, "pictures.bowel.keys"))
        self._tell()
        self.plate.update()

    def _name(self, code: str) -> str:
        return facts().vocabulary[FACT].choice_label(code, self._language)

    def _with_side(self, code: str) -> str:
        key = "doubt" if code == "transverse_colon" else side_of(code)
        note = say(self._language, f"pictures.bowel.counts.{key}")
        return say(self._language, "pictures.bowel.site", site=self._name(code), side=note)

    def _tell(self) -> None:
        """Say in words what the picture shows, below it and to a screen reader."""
        codes = self.plate.picked
        joint = say(self._language, "pictures.or")
        if not codes:
            shown = say(self._language, "pictures.bowel.none")
        elif len(codes) == 1:
            shown = self._with_side(codes[0])
        else:
            shown = say(self._language, "pictures.bowel.possible", sites=joint.join(map(self._name, codes)))
        self.caption.setText(shown)
        here = self._with_side(self.plate.current)
        self.plate.setAccessibleName(say(self._language, "pictures.bowel.name", shown=shown, here=here))
