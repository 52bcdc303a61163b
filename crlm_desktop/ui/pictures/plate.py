"""A drawn organ whose parts can be pointed at, clicked and walked by keyboard."""

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from crlm_desktop.flow.shapes import Shape, drawing, svg_of

INK = QColor("#241a14")
PAPER = QColor("#fffdf9")
RIM = QColor("#b9ada0")
ACCENT = QColor("#8c1d18")
FOCUS = QColor("#0a4f9e")
_FULL_SIZE_PX, _SMALLEST_SHARE, _LARGEST_LABEL, _LEAST_PX = 420.0, 0.84, 0.036, 9


def path_of(shape: Shape) -> QPainterPath:
    """Return an outline as Qt paints it."""
    path = QPainterPath()
    for step in shape.steps:
        points = [QPointF(*point) for point in step.points]
        if step.command == "M":
            path.moveTo(points[0])
        elif step.command == "L":
            path.lineTo(points[0])
        elif step.command == "C":
            path.cubicTo(*points)
        else:
            path.closeSubpath()
    return path


class Plate(QWidget):
    """One drawing on light paper; `parts` in the order in which the arrow keys walk them."""

    part_picked = Signal(str)
    part_cleared = Signal()
    part_reached = Signal(str)

    def __init__(self, name: str, parts: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts = tuple(parts)
        self.drawing = drawing(name)
        self.paths = {part: path_of(self.drawing.shapes[part]) for part in self.parts}
        self._renderer = QSvgRenderer(QByteArray(svg_of(name)), self)
        self._kept = QPixmap()
        self._current = self.parts[0]
        self._hovered: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def current(self) -> str:
        """The part on which the keyboard stands."""
        return self._current

    def set_current(self, part: str) -> None:
        """Move the keyboard to a part."""
        if part not in self.parts:
            return
        self._current = part
        self.part_reached.emit(part)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at which the drawing reads well."""
        return QSize(460, self.heightForWidth(460))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size at which a part can still be hit."""
        return QSize(280, self.heightForWidth(280))

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that the drawing keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that belongs to a width."""
        return round(width * self.drawing.box[3] / self.drawing.box[2])

    def target(self) -> QRectF:
        """Return where in the widget the drawing stands."""
        _, _, width, height = self.drawing.box
        scale = min((self.width() - 6) / width, (self.height() - 6) / height)
        size = (width * scale, height * scale)
        return QRectF((self.width() - size[0]) / 2, (self.height() - size[1]) / 2, *size)

    def to_widget(self) -> QTransform:
        """Return the way from the drawing's units to the widget's."""
        left, top, width, _ = self.drawing.box
        target = self.target()
        scale = target.width() / width
        return QTransform().translate(target.x(), target.y()).scale(scale, scale).translate(-left, -top)

    def part_at(self, position: QPointF) -> str | None:
        """Return the part under a point of the widget; later parts lie on top."""
        inverted, _ = self.to_widget().inverted()
        point = inverted.map(position)
        return next((part for part in self.hit_order() if self.paths[part].contains(point)), None)

    def hit_order(self) -> tuple[str, ...]:
        """Return the parts from the topmost down."""
        return self.parts

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint paper, drawing, states and labels."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(FOCUS, 2.5) if self.hasFocus() else QPen(RIM, 1))
            painter.setBrush(PAPER)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
            painter.drawPixmap(self.rect(), self._drawn())
            painter.save()
            painter.setTransform(self.to_widget(), combine=True)
            self.paint_parts(painter)
            self._paint_pointer(painter)
            painter.restore()
            self.paint_labels(painter)

    def _drawn(self) -> QPixmap:
        """Return the drawing alone, with what never changes on it; painted anew with the size only."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._kept.size() != size or self._kept.devicePixelRatio() != ratio:
            self._kept = QPixmap(size)
            self._kept.setDevicePixelRatio(ratio)
            self._kept.fill(QColor(0, 0, 0, 0))
            with QPainter(self._kept) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._renderer.render(painter, self.target())
                painter.setTransform(self.to_widget(), combine=True)
                self.paint_ground(painter)
        return self._kept

    def paint_ground(self, painter: QPainter) -> None:
        """Paint what stands on the drawing whatever is picked, in the drawing's units."""

    def paint_parts(self, painter: QPainter) -> None:
        """Paint the parts' states, in the drawing's units."""

    def paint_labels(self, painter: QPainter) -> None:
        """Paint the labels, in the widget's units."""

    def _paint_pointer(self, painter: QPainter) -> None:
        if self._hovered is not None and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(255, 255, 255, 95))
            painter.drawPath(self.paths[self._hovered])
        if self.hasFocus():
            path = self.paths[self._current]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(PAPER, 6.5))
            painter.drawPath(path)
            painter.setPen(QPen(FOCUS, 3.2, Qt.PenStyle.DashLine))
            painter.drawPath(path)

    def label_font(self, *, bold: bool = False, scale: float = 1.0) -> QFont:
        """Return the widget's font for a label, a little smaller where the drawing is small."""
        font = QFont(self.font())
        font.setBold(bold)
        width = self.target().width()
        room = min(max(width / _FULL_SIZE_PX, _SMALLEST_SHARE), 1.0)
        size = min(QFontInfo(font).pixelSize() * room, width * _LARGEST_LABEL)
        font.setPixelSize(max(_LEAST_PX, round(size * scale)))
        return font

    def draw_label(self, painter: QPainter, place: QPointF, text: str, font: QFont, alignment: str) -> QRectF:
        """Draw a label of one or two lines beside a point; return the room it took."""
        metrics = QFontMetricsF(font)
        lines = text.split("\n")
        width = max(metrics.horizontalAdvance(line) for line in lines)
        height = metrics.height() * len(lines)
        left = {"start": place.x(), "end": place.x() - width}.get(alignment, place.x() - width / 2)
        left = min(max(left, 5.0), max(5.0, self.width() - width - 5.0))
        room = QRectF(left, place.y() - height / 2, width, height)
        painter.setFont(font)
        flags = {"start": Qt.AlignmentFlag.AlignLeft, "end": Qt.AlignmentFlag.AlignRight}
        side = flags.get(alignment, Qt.AlignmentFlag.AlignHCenter)
        painter.drawText(room.adjusted(-1, -1, 1, 1), int(side | Qt.AlignmentFlag.AlignVCenter), text)
        return room

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the part under the mouse."""
        self._hover(self.part_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Put the light out."""
        self._hover(None)

    def _hover(self, part: str | None) -> None:
        if part != self._hovered:
            self._hovered = part
            self.setCursor(Qt.CursorShape.PointingHandCursor if part else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the part under the mouse."""
        part = self.part_at(event.position())
        if part is not None and event.button() == Qt.MouseButton.LeftButton:
            self.set_current(part)
            self.part_picked.emit(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, pick with Enter or Space, clear with Delete."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.part_picked.emit(self._current)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.part_cleared.emit()
        elif (following := self.neighbour(Qt.Key(key))) is not None:
            self.set_current(following)
        else:
            super().keyPressEvent(event)

    def neighbour(self, key: Qt.Key) -> str | None:
        """Return the part that a key leads to, None for a key that does not walk."""
        place = self.parts.index(self._current)
        if key in {Qt.Key.Key_Right, Qt.Key.Key_Down}:
            return self.parts[(place + 1) % len(self.parts)]
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Up}:
            return self.parts[(place - 1) % len(self.parts)]
        return {Qt.Key.Key_Home: self.parts[0], Qt.Key.Key_End: self.parts[-1]}.get(key)


def hatch(color: QColor, style: Qt.BrushStyle) -> QBrush:
    """Return a pattern brush: a side is told by its pattern as well as by its colour."""
    return QBrush(color, style)
