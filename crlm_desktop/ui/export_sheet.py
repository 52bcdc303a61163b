"""Before a report leaves: its language, what may name the patient, and the page as it will be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crlm_desktop.texts import LANGUAGES, say
from crlm_desktop.ui.fitting import room_over
from crlm_desktop.ui.reporting import Wish, preview, substituted
from crlm_desktop.ui.widgets import Arrowed, WheelProof, button, labelled, scroll_upright
from crlm_desktop.ui.wrapped_box import WrappedBox

if TYPE_CHECKING:
    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.knowledge.base import Knowledge

_WIDTH, _SHEET, _MARGINS, _GRAIN = 380, 297 / 210, 28, 2
_AROUND_WORDS = 24  # what a line to type in has at its sides
_CHOICES = ("with_code", "with_note", "deidentified")
COMMANDS = ("pdf", "png", "text", "print")


class _LanguageChoice(WheelProof, Arrowed, QComboBox):
    """The language of the page."""


class _Wishes(QScrollArea):
    """Scrolls up and down; never narrower than what is in it, for nothing could bring the rest into view."""

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which nothing is cut."""
        inside = self.widget().minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return super().minimumSizeHint().expandedTo(QSize(inside, 0))


class ExportSheet(QDialog):
    """The page at the left, the choices at the right."""

    wanted = Signal(str, object)

    def __init__(
        self, parent: QWidget, decision: Decision, knowledge: Knowledge, language: str, report_language: str
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("export")
        self._decision, self._knowledge, self._language = decision, knowledge, language
        self.setWindowTitle(say(language, "ui.export.title"))
        self.page = QLabel()
        self._width = min(_WIDTH, int((room_over(parent).height() - _MARGINS) / _SHEET))
        self.page.setFixedSize(self._width, round(self._width * _SHEET))
        self.language = self._language_choice(report_language)
        self.choices = {name: self._choice(name) for name in _CHOICES}
        self.password = self._password_line(say(language, "ui.export.password"))
        self.substituted = labelled("warn", "")
        self.substituted.setObjectName("export.substituted")
        self._arrange()
        self.choices["with_code"].setChecked(True)

    def _language_choice(self, chosen: str) -> QComboBox:
        made = _LanguageChoice()
        made.setObjectName("export.language")
        for language in LANGUAGES:
            made.addItem(say(self._language, f"ui.do.report_{language}"), language)
        made.setCurrentIndex(LANGUAGES.index(chosen))
        made.setAccessibleName(say(self._language, "ui.export.language"))
        made.activated.connect(lambda _place: self._show_page())
        return made

    def _choice(self, name: str) -> WrappedBox:
        made = WrappedBox(say(self._language, f"ui.export.{name}"))
        made.setObjectName(f"export.{name}")
        made.toggled.connect(lambda _checked: self._show_page())
        return made

    def _password_line(self, words: str) -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setPlaceholderText(words)
        made.setAccessibleName(words)
        made.ensurePolished()  # in the type in use
        made.setMinimumWidth(made.fontMetrics().horizontalAdvance(words) + _AROUND_WORDS)
        return made

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(labelled("title", say(self._language, "ui.export.title")))
        right.addWidget(self._wishes(), 1)
        for name in COMMANDS:
            made = button(
                "primary" if name == "pdf" else "plain", say(self._language, f"ui.export.as.{name}")
            )
            made.setObjectName(f"export.{name}")
            made.clicked.connect(lambda _checked=False, name=name: self.wanted.emit(name, self.wish()))
            right.addWidget(made)
        close = button("plain", say(self._language, "ui.close"))
        close.clicked.connect(self.reject)
        right.addWidget(close)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        row.addWidget(self.page)
        row.addLayout(right, 1)

    def _wishes(self) -> _Wishes:
        """Return what can be wished; with large type on a small screen it scrolls."""
        holder = QWidget()
        holder.setObjectName("export.wishes")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.language, *self.choices.values(), self.password):
            column.addWidget(widget)
        column.addWidget(labelled("muted", say(self._language, "ui.export.private")))
        column.addWidget(self.substituted)
        column.addStretch(1)
        area = _Wishes()
        scroll_upright(area)
        area.setWidget(holder)
        return area

    def wish(self) -> Wish:
        """Return what is wished."""
        named = {name: box.isChecked() for name, box in self.choices.items()}
        return Wish(str(self.language.currentData()), password=self.password.text(), **named)

    def _show_page(self) -> None:
        hidden = self.choices["deidentified"].isChecked()
        for name in ("with_code", "with_note"):
            self.choices[name].setEnabled(not hidden)
        self._tell_substituted()
        picture = preview(self._decision, self._knowledge, self.wish(), self._width * _GRAIN)
        picture.setDevicePixelRatio(_GRAIN)
        self.page.setPixmap(QPixmap.fromImage(picture))
        self.page.setAccessibleName(say(self._language, "ui.export.page"))

    def _tell_substituted(self) -> None:
        """Say before anything leaves which typed characters the page can only print by their number."""
        signs = substituted(self._decision, self._knowledge, self.wish())
        self.substituted.setText(say(self._language, "report.substituted", signs=signs) if signs else "")
        self.substituted.setVisible(bool(signs))
