"""The way through the consensus as a picture: the patient's path lit, each junction with its question."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from crlm_desktop.engine.decision import Decision
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.pathway.standings import CLASS, Standing, standings
from crlm_desktop.pathway.stations import pathway
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.pathway_edges import EdgeItem, legend_items
from crlm_desktop.ui.pictures.pathway_items import LaneItem, NodeItem
from crlm_desktop.ui.pictures.plate import PAPER

_LEGEND_HEIGHT = 34.0
_SMALLEST, _LARGEST, _STEP = 0.3, 4.0, 1.2
_TREMBLE_PX = 6
_ARROWS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}


class PathwayView(QGraphicsView):
    """Shows how each station stands; emits `(node id, item ids)` when one is opened."""

    node_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setBackgroundBrush(PAPER)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.nodes: dict[str, NodeItem] = {}
        self._current = pathway().nodes[0].id
        self._fitted = True
        self._pressed_at = QPoint()

    def show_decision(self, decision: Decision, knowledge: Knowledge, language: str) -> None:
        """Draw the way for a decision, in a language."""
        found = standings(decision, knowledge)
        self._scene.clear()
        self.nodes = {}
        for edge in pathway().edges:
            self._scene.addItem(EdgeItem(edge.first, edge.second, found))
        for node in pathway().nodes:
            questions = tuple(
                knowledge.facts.vocabulary[fact].label[language]
                for fact in found[node.id].questions
                if fact in knowledge.facts.vocabulary
            )
            self.nodes[node.id] = NodeItem(node, found[node.id], questions, language, self.font())
            self._scene.addItem(self.nodes[node.id])
        classes = knowledge.facts.vocabulary[CLASS]
        for code, x, y in pathway().lanes:
            words = classes.choice_label(code, language)
            self._scene.addItem(LaneItem(words, QPointF(x, y), self.font()))
        for item in legend_items(pathway().height + 12, language, self.font()):
            self._scene.addItem(item)
        self._scene.setSceneRect(QRectF(0, 0, pathway().width, pathway().height + _LEGEND_HEIGHT))
        self.setAccessibleName(say(language, "pictures.pathway.name"))
        self.setAccessibleDescription(self._in_words(found, language))
        self._mark_current()
        if self._fitted:
            self.fit()

    def _in_words(self, found: dict[str, Standing], language: str) -> str:
        """Return the picture as text, station by station, dim ones left out."""
        shown = [self.nodes[name].words for name, standing in found.items() if standing.state != "dim"]
        return say(language, "pictures.pathway.twin", stations="\n".join(shown))

    def fit(self) -> None:
        """Show the whole way."""
        self._fitted = True
        self.fitInView(self._scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def zoom(self, factor: float) -> None:
        """Zoom in or out, within what stays legible."""
        scale = self.transform().m11() * factor
        if _SMALLEST <= scale <= _LARGEST:
            self._fitted = False
            self.scale(factor, factor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole way in sight until the person zooms."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held; scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk between stations, Enter opens, + and - zoom, 0 shows everything."""
        key = event.key()
        if key in _ARROWS:
            self.walk(*_ARROWS[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.open_node(self._current)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    @property
    def current(self) -> str:
        """The station on which the keyboard stands."""
        return self._current

    def walk(self, right: int, down: int) -> None:
        """Move to the nearest station in a direction; what lies straight ahead counts nearer."""
        here = next(node for node in pathway().nodes if node.id == self._current)

        def effort(node: tuple[float, float]) -> float:
            ahead = node[0] * right + node[1] * down
            aside = abs(node[0] * down) + abs(node[1] * right)
            return ahead + 2.2 * aside if ahead > 1 else float("inf")

        others = [(effort((node.x - here.x, node.y - here.y)), node.id) for node in pathway().nodes]
        nearest = min(others)
        if nearest[0] != float("inf"):
            self._current = nearest[1]
            self._mark_current()

    def _mark_current(self) -> None:
        for name, item in self.nodes.items():
            item.set_current(current=name == self._current)
        item = self.nodes[self._current]
        self.setToolTip(item.words)
        self.ensureVisible(item, 20, 20)

    def open_node(self, name: str) -> None:
        """Tell which station was opened, and its items."""
        self._current = name
        self._mark_current()
        self.node_opened.emit((name, self.nodes[name].node.items))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the press began."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the station under the mouse, unless the picture was dragged."""
        super().mouseReleaseEvent(event)
        position = event.position().toPoint()
        item = self.itemAt(position)
        if isinstance(item, NodeItem) and (position - self._pressed_at).manhattanLength() < _TREMBLE_PX:
            self.open_node(item.node.id)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and ring the station on which the keyboard stands while it is here."""
        for item in self.nodes.values():
            item.ringed = self.hasFocus()
        super().paintEvent(event)

    def svg(self) -> bytes:
        """Return the picture as SVG."""
        rect, buffer, generator = self._scene.sceneRect(), QBuffer(), QSvgGenerator()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator.setOutputDevice(buffer)
        generator.setSize(QSize(round(rect.width()), round(rect.height())))
        generator.setViewBox(rect)
        generator.setTitle(self.accessibleName())
        self._paint_all(generator, rect)
        return bytes(buffer.data().data())

    def png(self, scale: float = 2.0) -> bytes:
        """Return the picture as PNG."""
        rect, buffer = self._scene.sceneRect().marginsAdded(QMarginsF(8, 8, 8, 8)), QBuffer()
        image = QImage((rect.size() * scale).toSize(), QImage.Format.Format_RGB32)
        image.fill(PAPER)
        self._paint_all(image, rect)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def _paint_all(self, device: QImage | QSvgGenerator, source: QRectF) -> None:
        for item in self.nodes.values():
            item.ringed = False
        with QPainter(device) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if isinstance(device, QImage):
                self._scene.render(painter, QRectF(device.rect()), source)
            else:
                self._scene.render(painter, source, source)
