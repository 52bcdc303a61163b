"""One group of facts on a page: open fields, further facts by name, and the folded rest behind a count."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.flow.relevance import Interest
from crlm_desktop.knowledge.pages import Group
from crlm_desktop.texts import say
from crlm_desktop.ui.field import Field
from crlm_desktop.ui.widgets import Wrapping, button, labelled


class GroupCard(QFrame):
    """A card with the fields of one group."""

    unfolded = Signal()

    def __init__(self, group: Group, facts: tuple[FactDefinition, ...]) -> None:
        super().__init__()
        self.group = group
        self.setProperty("role", "card")
        self._language = "zh"
        self._interest: Mapping[str, Interest] = dict.fromkeys((fact.name for fact in facts), Interest.ASKED)
        self._opened: set[str] = set()
        self._all_open = False
        self.fields = {fact.name: Field(fact) for fact in facts}
        self.title = labelled("group", wraps=False)
        self.fold = button("chip", checkable=True)
        self.fold.setObjectName(f"fold.{group.id}")
        self.fold.clicked.connect(self._fold_clicked)
        self.chips: dict[str, QPushButton] = {}
        self.grown = False  # has a chip that Tab does not yet reach where it stands
        self._chip_area = QWidget()
        self._chip_row = Wrapping(self._chip_area, 5)
        self._chip_title = labelled("muted", wraps=False)
        self._chip_row.addWidget(self._chip_title)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.fold)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(1)
        for field in self.fields.values():
            self.rows.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 8)
        column.setSpacing(3)
        column.addLayout(head)
        column.addLayout(self.rows)
        column.addWidget(self._chip_area)
        self._chip_area.hide()

    def show_interest(self, interest: Mapping[str, Interest], *, afresh: bool) -> None:
        """Open, name or fold each fact; while a page is in use nothing that is open folds away."""
        if not afresh:
            self._opened |= {name for name in self.fields if self._is_open(name)}
        self._interest = interest
        if afresh:
            focused = {name for name, field in self.fields.items() if field.isAncestorOf(_focus(self))}
            self._opened = focused
            self._all_open = False
        self._lay_out()

    def open_field(self, name: str) -> Field:
        """Open a fact's field and return it."""
        self._opened.add(name)
        self._lay_out()
        return self.fields[name]

    def open_all(self) -> None:
        """Open every field of the group."""
        self._all_open = True
        self._lay_out()

    @property
    def shown(self) -> set[str]:
        """The facts whose fields are open."""
        return {name for name in self.fields if self._is_open(name)}

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._language = language
        self.title.setText(self.group.label[language])
        self._chip_title.setText(say(language, "ui.fold.named"))
        for name, chip in self.chips.items():
            self._name_chip(name, chip)
        for field in self.fields.values():
            field.retranslate(language)
        self._say_fold()

    def _is_open(self, name: str) -> bool:
        return self._all_open or name in self._opened or self._interest.get(name) is Interest.ASKED

    def _lay_out(self) -> None:
        for name, field in self.fields.items():
            field.setVisible(self._is_open(name))
        named = [
            name
            for name in self.fields
            if not self._is_open(name) and self._interest.get(name) is Interest.NAMED
        ]
        for name in named:
            self._chip(name)
        for name, chip in self.chips.items():
            chip.setVisible(name in named)
        self._chip_area.setVisible(bool(named))
        self._chip_row.invalidate()
        self._say_fold()

    def _chip(self, name: str) -> None:
        if name not in self.chips:
            chip = button("chip")
            chip.setObjectName(f"{name}.open")
            chip.clicked.connect(lambda _checked=False: self._chip_clicked(name))
            self._chip_row.addWidget(chip)
            self.chips[name] = chip
            self.grown = True
            self._name_chip(name, chip)

    def _name_chip(self, name: str, chip: QPushButton) -> None:
        label = self.fields[name].definition.label[self._language]
        chip.setText(f"+ {label}")
        chip.setAccessibleName(say(self._language, "ui.fold.open", label=label))

    def _chip_clicked(self, name: str) -> None:
        self.open_field(name).seek()

    def _fold_clicked(self, checked: bool) -> None:
        self._all_open = checked
        if not checked:
            self._opened.clear()
        self._lay_out()
        self.unfolded.emit()

    def _say_fold(self) -> None:
        folded = [
            name
            for name in self.fields
            if not self._is_open(name) and self._interest.get(name) is Interest.FOLDED
        ]
        rest = [name for name in self.fields if not self._is_open(name)]
        self.fold.setVisible(bool(rest) or self._all_open)
        self.fold.setChecked(self._all_open)
        key = "ui.fold.less" if self._all_open else "ui.fold.rest" if folded else "ui.fold.all"
        self.fold.setText(say(self._language, key, count=len(folded) or len(rest)))


def _focus(widget: QWidget) -> QWidget:
    focused: QWidget | None = widget.window().focusWidget()
    return widget if focused is None else focused
