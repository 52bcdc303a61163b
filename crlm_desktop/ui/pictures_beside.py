"""The clickable pictures beside the fields of the staging page; folded where the window is narrow."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crlm_desktop.domain.values import Bound, OneOf
from crlm_desktop.flow.draft import DraftState
from crlm_desktop.flow.entry import typed_form
from crlm_desktop.texts import say
from crlm_desktop.ui.pictures.bowel import BowelPicture
from crlm_desktop.ui.pictures.liver import LiverPicture
from crlm_desktop.ui.widgets import button

LOCATION, COUNT = "primary_location", "liver_met_count"
_ROOM = 800


class PictureBeside(QWidget):
    """A picture with the button that folds it."""

    edited = Signal(object, object, object)
    lesions_changed = Signal(object)

    def __init__(self, picture: BowelPicture | LiverPicture) -> None:
        super().__init__()
        self.picture = picture
        self._language = "zh"
        self._by_hand = False
        self.fold = button("chip", checkable=True)
        self.fold.clicked.connect(self._folded)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.fold)
        column.addWidget(picture, 1)
        column.addStretch(0)
        if isinstance(picture, BowelPicture):
            picture.picked.connect(lambda code: self.edited.emit(LOCATION, code or None, None))
        else:
            picture.lesions_changed.connect(self.lesions_changed)
            picture.at_least_picked.connect(self._at_least)

    def show_state(self, state: DraftState) -> None:
        """Show what the draft holds."""
        if isinstance(self.picture, BowelPicture):
            value = state.facts.get(LOCATION)
            self.picture.show_location(value if isinstance(value, str | OneOf) else None)
        else:
            self.picture.show_lesions(state.lesions or ())

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._language = language
        self.picture.retranslate(language)
        self._say()

    def fit(self, width: int) -> None:
        """Open where there is room; a person's own choice stays."""
        if not self._by_hand:
            self._open(is_open=width >= _ROOM)

    def _folded(self, checked: bool) -> None:
        self._by_hand = True
        self._open(is_open=checked)

    def _open(self, *, is_open: bool) -> None:
        self.picture.setVisible(is_open)
        self.fold.setChecked(is_open)
        self._say()

    def _say(self) -> None:
        self.fold.setText(say(self._language, "ui.picture.hide" if self.fold.isChecked() else "ui.picture.show"))

    def _at_least(self, count: int) -> None:
        bound = Bound(at_least=count)
        self.edited.emit(COUNT, bound, typed_form(bound))


def picture_for(step: str, group: str) -> PictureBeside | None:
    """Return the picture that belongs beside a group, if any."""
    if (step, group) == ("staging", "primary"):
        return PictureBeside(BowelPicture())
    if (step, group) == ("staging", "liver"):
        return PictureBeside(LiverPicture())
    return None
