"""The foot of the window: back, what was last done, which edition speaks, next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from crlm_desktop.texts import say
from crlm_desktop.ui.widgets import button, labelled

if TYPE_CHECKING:
    from crlm_desktop.knowledge.base import Knowledge

_TOLD_MS = 6000


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
        self.edition, self.news = labelled("muted", wraps=False), labelled("echo", wraps=False)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(self.news.clear)
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
        self.news.setText(words)
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
