"""The clickable pictures on top of the staging page, side by side; folded where the window is narrow."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crlm_desktop.domain.values import Bound, OneOf
from crlm_desktop.flow.draft import DraftState
from crlm_desktop.flow.entry import typed_form
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.bowel import BowelPicture
from crlm_desktop.ui.pictures.liver import LiverPicture
from crlm_desktop.ui.widgets import button, labelled

LOCATION, COUNT = "primary_location", "liver_met_count"
_ROOM, _AROUND, _HEIGHT = 780, 66, 330


class PicturesCard(QFrame):
    """Bowel and liver, and the button that folds them."""

    edited = Signal(object, object, object)
    lesions_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._language = "zh"
        self._by_hand = False
        self.bowel, self.liver = BowelPicture(), LiverPicture()
        self.title = labelled("group", wraps=False)
        self.fold = button("chip")
        self.fold.setObjectName("fold.pictures")
        self.holder = QWidget()
        self.pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.holder)
        self.pair.setContentsMargins(0, 0, 0, 0)
        self.pair.setSpacing(14)
        for picture in (self.bowel, self.liver):
            picture.setMinimumHeight(_HEIGHT)
            self.pair.addWidget(picture, 1)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 8)
        column.addLayout(head)
        column.addWidget(self.holder)
        self._connect()

    def _connect(self) -> None:
        self.fold.clicked.connect(self._folded)
        self.bowel.picked.connect(lambda code: self.edited.emit(LOCATION, code or None, None))
        self.liver.lesions_changed.connect(self.lesions_changed)
        self.liver.at_least_picked.connect(self._at_least)

    def show_state(self, state: DraftState) -> None:
        """Show what the draft holds."""
        value = state.facts.get(LOCATION)
        self.bowel.show_location(value if isinstance(value, str | OneOf) else None)
        self.liver.show_lesions(state.lesions or ())

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._language = language
        self.title.setText(say(language, "ui.picture.title"))
        self.bowel.retranslate(language)
        self.liver.retranslate(language)
        self._say()

    def fit(self, width: int) -> None:
        """Open side by side where there is room; a person's own choice stays."""
        both = sum(picture.minimumSizeHint().width() for picture in (self.bowel, self.liver))
        wide = width >= max(_ROOM, both + _AROUND)
        directions = QBoxLayout.Direction
        self.pair.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        if not self._by_hand:
            self._open(is_open=wide)

    def _folded(self) -> None:
        self._by_hand = True
        self._open(is_open=self.holder.isHidden())

    def _open(self, *, is_open: bool) -> None:
        self.holder.setVisible(is_open)
        self._say()

    def _say(self) -> None:
        self.fold.setText(
            say(self._language, "ui.picture.show" if self.holder.isHidden() else "ui.picture.hide")
        )

    def _at_least(self, count: int) -> None:
        bound = Bound(at_least=count)
        self.edited.emit(COUNT, bound, typed_form(bound))
