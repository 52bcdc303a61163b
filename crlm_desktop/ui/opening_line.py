"""A line that opens: a mark, a headline and badges; what stands behind it is made when it is opened."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crlm_desktop.flow.overview import MARKS
from crlm_desktop.flow.words import grade_words, place_words
from crlm_desktop.texts import say
from crlm_desktop.ui.reading_order import in_reading_order
from crlm_desktop.ui.widgets import Wrapping, button, labelled

_TONES = {
    "mandatory": "accent",
    "recommend": "accent",
    "caution": "warn",
    "not_routinely": "warn",
    "avoid": "danger",
}
UNDER_HEADLINE = 40  # how far in a headline begins


class OpeningLine(QFrame):
    """Opens and closes by a click on its head, by Enter or by Space."""

    opened = Signal(object, bool)
    sought = Signal(object)
    source_sought = Signal(object)

    def __init__(self, key: str, headline: str, language: str) -> None:
        super().__init__()
        self.key, self._headline, self._language = key, headline, language
        self.setProperty("role", "line")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(headline)
        self.details: QWidget | None = None
        self.arrow = labelled("muted", "▶", wraps=False)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4, 5, 4, 5)
        self.column.setSpacing(3)

    def _head(self, strength: str, badges: Sequence[QLabel]) -> QHBoxLayout:
        """Return the head: arrow, mark of strength, headline, badges."""
        row, top = QHBoxLayout(), Qt.AlignmentFlag.AlignTop
        row.setSpacing(6)
        mark = labelled("strong", MARKS[strength], wraps=False)
        mark.setMinimumWidth(16)
        mark.setToolTip(say(self._language, f"ui.strength.{strength}"))
        words = labelled("", self._headline)
        words.setMinimumWidth(150)
        words.setAlignment(top)
        words.setContentsMargins(0, 1, 0, 0)
        held = QWidget()
        wrap = Wrapping(held, 4)
        for badge in badges:
            wrap.addWidget(badge)
        row.addWidget(self.arrow, 0, top)
        row.addWidget(mark, 0, top)
        row.addWidget(words, 3)
        held.setMinimumWidth(150)
        row.addWidget(held, 2)
        return row

    def _strength_badge(self, strength: str) -> QLabel:
        return self._badge(say(self._language, f"ui.strength.{strength}"), _TONES.get(strength, ""))

    def _grade_badge(self, grade: str | None, evidence: str | None) -> list[QLabel]:
        words = grade_words(grade, evidence, self._language)
        return [self._badge(" · ".join(filter(None, (grade, evidence))), "", words)] if words else []

    def _source_badges(self, tokens: Sequence[str]) -> list[QLabel]:
        return [self._badge(place_words(token, self._language), "") for token in tokens[:3]]

    @staticmethod
    def _badge(text: str, tone: str, tip: str = "") -> QLabel:
        made = labelled("badge", text, wraps=False)
        made.setProperty("tone", tone)
        made.setToolTip(tip)
        return made

    def _links(self, tokens: Sequence[str], fields: Sequence[tuple[str, str]]) -> QWidget:
        """Return the ways on: to the consensus, and to the fields of facts, given with their labels."""
        made = QWidget()
        row = Wrapping(made, 4)
        source = button("link", say(self._language, "ui.why.source"))
        source.setObjectName(f"{self.key}.source")
        source.clicked.connect(lambda: self.source_sought.emit(tuple(tokens)))
        row.addWidget(source)
        for fact, label in fields:
            seek = button("link", say(self._language, "ui.why.seek", fact=label))
            seek.setObjectName(f"{self.key}.seek.{fact}")
            seek.clicked.connect(lambda _checked=False, fact=fact: self.sought.emit(fact))
            row.addWidget(seek)
        return made

    def show_details(self, made: QWidget | None) -> None:
        """Show what stands behind the line, made now or before."""
        if self.details is None and made is not None:
            self.details = made
            self.column.addWidget(made)
            in_reading_order(self)
        if self.details is not None:
            self.details.show()
        self.arrow.setText("▼")

    def close_details(self) -> None:
        """Close the line."""
        if self.details is not None:
            self.details.hide()
        self.arrow.setText("▶")

    @property
    def is_open(self) -> bool:
        """Tell whether the line is open."""
        return self.details is not None and self.details.isVisibleTo(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the head opens or closes the line."""
        head = self.details is None or not self.is_open or event.position().y() < self.details.y()
        if head and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.key, not self.is_open)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space opens or closes the line."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit(self.key, not self.is_open)
        else:
            super().keyPressEvent(event)


def details_column() -> tuple[QWidget, QVBoxLayout]:
    """Return the place of what stands behind a line, set in under its headline."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(UNDER_HEADLINE, 2, 4, 6)
    column.setSpacing(3)
    return made, column


def sentence_label(text: str) -> QLabel:
    """Return one sentence to read and to copy."""
    line = labelled("", f"· {text}")
    line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return line
