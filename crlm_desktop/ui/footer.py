"""The foot of the window: back, what was last done, which edition speaks, next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from crlm_desktop.texts import say
from crlm_desktop.ui.widgets import be_plain, button

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


class _Edition(QLabel):
    """Which knowledge speaks, in words that give way: first without the hash, then not at all."""

    def __init__(self) -> None:
        super().__init__()
        be_plain(self)
        self.setProperty("role", "muted")
        self._forms: tuple[str, ...] = ("",)

    def say(self, *forms: str) -> None:
        """Take the words, the longest first."""
        self._forms = (*forms, "")
        self.setToolTip(forms[0])
        self.setAccessibleName(forms[0])

    def fit(self, room: int) -> None:
        """Show as much as there is room for."""
        measure = self.fontMetrics().horizontalAdvance
        self.setText(next((form for form in self._forms if measure(form) + _EDGE <= room), ""))

    def minimumSizeHint(self) -> QSize:
        """These words never make the window wider."""
        return QSize(0, super().minimumSizeHint().height())


class Footer(QFrame):
    """Back and Next, and between them one quiet line; what was just done goes before the edition."""

    back = Signal()
    next = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.back_button, self.next_button = button("plain"), button("primary")
        self.back_button.setObjectName("back")
        self.next_button.setObjectName("next")
        self.edition, self.news = _Edition(), _News()
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(lambda: self._show_news(""))
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.addWidget(self.back_button)
        row.addWidget(self.edition)
        row.addStretch(1)
        row.addWidget(self.news)
        row.addWidget(self.next_button)

    def tell(self, words: str) -> None:
        """Say for a while what was done."""
        self._show_news(words)
        self._forget.start(_TOLD_MS)

    def _show_news(self, words: str) -> None:
        self.news.tell(words)
        self.fit()

    def fit(self) -> None:
        """Give the edition the room that the buttons and the news leave."""
        row, taken = self._row, (self.back_button, self.news, self.next_button)
        around = row.contentsMargins().left() + row.contentsMargins().right()
        gaps = row.spacing() * (row.count() - 1)
        self.edition.fit(self.width() - around - gaps - sum(made.sizeHint().width() for made in taken))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new room."""
        super().resizeEvent(event)
        self.fit()

    def show_place(self, place: int, last: int) -> None:
        """Offer only the ways that exist."""
        self.back_button.setEnabled(place > 0)
        self.next_button.setEnabled(place < last)

    def show_edition(self, language: str, edition: "Knowledge") -> None:
        """Say which knowledge speaks."""
        short = say(language, "ui.edition", version=edition.version)
        whole = say(language, "ui.edition.with_hash", edition=short, hash=edition.sha256[:8])
        self.edition.say(whole, short)
        self.fit()

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self.back_button.setText(say(language, "ui.back"))
        self.next_button.setText(say(language, "ui.next"))
