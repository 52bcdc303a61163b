"""The foot of the window: back, what was last done, which edition speaks, next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from crlm_desktop.texts import say
from crlm_desktop.ui.widgets import be_plain, button, labelled

if TYPE_CHECKING:
    from crlm_desktop.knowledge.base import Knowledge

_TOLD_MS, _EDGE = 6000, 2


class _News(QLabel):
    """One line of any length; where there is no room for it, its middle goes: a file's name has two ends."""

    def __init__(self) -> None:
        super().__init__()
        be_plain(self)
        self.setProperty("role", "echo")
        self._whole = ""

    def tell(self, words: str) -> None:
        """Show words."""
        self._whole = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Wish for room for all of it."""
        whole = self.fontMetrics().horizontalAdvance(self._whole)
        return QSize(whole + _EDGE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A long name never makes the window wider."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._whole:
            self.clear()
            return
        from PySide6.QtCore import Qt

        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, self.width())
        self.setText(shown)


class Footer(QFrame):
    """Back and Next, and between them one quiet line."""

    back = Signal()
    next = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.back_button, self.next_button = button("plain"), button("primary")
        self.back_button.setObjectName("back")
        self.next_button.setObjectName("next")
        self.edition, self.news = labelled("muted", wraps=False), _News()
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(lambda: self.news.tell(""))
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.addWidget(self.back_button)
        row.addWidget(self.edition)
        row.addStretch(1)
        row.addWidget(self.news)
        row.addWidget(self.next_button)

    def tell(self, words: str) -> None:
        """Say for a while what was done."""
        self.news.tell(words)
        self._forget.start(_TOLD_MS)

    def show_place(self, place: int, last: int) -> None:
        """Offer only the ways that exist."""
        self.back_button.setEnabled(place > 0)
        self.next_button.setEnabled(place < last)

    def show_edition(self, language: str, edition: "Knowledge") -> None:
        """Say which knowledge speaks."""
        version, fingerprint = edition.version, edition.sha256[:8]
        self.edition.setText(say(language, "ui.edition", version=version, hash=fingerprint))

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self.back_button.setText(say(language, "ui.back"))
        self.next_button.setText(say(language, "ui.next"))
