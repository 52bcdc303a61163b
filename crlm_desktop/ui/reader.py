"""The consensus at hand, beside the case: a list to search, a passage to read."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from crlm_desktop.engine.decision import Decision
from crlm_desktop.flow.reading import Passage, found, passages, state_mark
from crlm_desktop.flow.why_not import Explainer
from crlm_desktop.flow.words import item_words
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say
from crlm_desktop.ui.fitting import fit

_STATES = {"applies": "●", "conditional": "◇", "needs_data": "…", "": "\N{IDEOGRAPHIC SPACE}"}  # all as wide
_NOT = "–"
_REST_MS = 400  # a reader left open follows the case when typing rests


class Reader(QDialog):
    """A window of its own; the case stays where it is."""

    def __init__(
        self, parent: QWidget, knowledge: Knowledge, decision: Decision | None, language: str
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("reader")
        self._decision, self._language, self._knowledge = decision, language, knowledge
        self._explainer = Explainer(decision, knowledge) if decision is not None else None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._refresh)
        self._all = passages(knowledge)
        self._shown: tuple[Passage, ...] = ()
        self.search, self.list, self.text = QLineEdit(), QListWidget(), QTextBrowser()
        self.text.setOpenLinks(False)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        splitter = QSplitter()
        splitter.addWidget(self.list)
        splitter.addWidget(self.text)
        splitter.setSizes([300, 480])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.search)
        column.addWidget(splitter, 1)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.list.currentRowChanged.connect(self._read)
        self.retranslate(language)
        fit(self, 800, 520)

    def retranslate(self, language: str) -> None:
        """Show the words of a language; the passage stays."""
        self._language = language
        self.setWindowTitle(say(language, "ui.do.consensus"))
        self.search.setPlaceholderText(say(language, "ui.reader.search"))
        self.search.setAccessibleName(say(language, "ui.reader.search"))
        self.list.setAccessibleName(say(language, "ui.reader.list"))
        self.text.setAccessibleName(say(language, "ui.reader.text"))
        self._refresh()

    def show_decision(self, decision: Decision | None) -> None:
        """Follow the case, once typing rests; the passage stays."""
        self._decision = decision
        self._explainer = Explainer(decision, self._knowledge) if decision is not None else None
        self._rest.start(_REST_MS)

    def _refresh(self) -> None:
        kept = self.current
        self._fill()
        if kept is not None:
            self.turn_to((kept.id,))

    @property
    def current(self) -> Passage | None:
        """The passage being read."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def turn_to(self, tokens: tuple[str, ...]) -> None:
        """Open the first passage that one of the tokens names."""
        for row, passage in enumerate(self._shown):
            if passage.id in tokens:
                self.list.setCurrentRow(row)
                return

    def _fill(self) -> None:
        self._shown = found(self._all, self.search.text())
        self.list.clear()
        for passage in self._shown:
            mark = _STATES[state_mark(passage, self._decision)]
            self.list.addItem(QListWidgetItem(f"{mark} {passage.title[self._language]}"))
        self.list.setCurrentRow(0 if self._shown else -1)
        if not self._shown:
            self.text.setPlainText(say(self._language, "ui.reader.nothing"))

    def _read(self, row: int) -> None:
        if not 0 <= row < len(self._shown):
            return
        passage = self._shown[row]
        state = state_mark(passage, self._decision)
        parts = [f"<h3>{escape(passage.title[self._language])}</h3>"]
        if self._decision is not None and passage.items:
            mark = _STATES[state] if state else _NOT
            words = say(self._language, f"ui.reader.{state or 'does_not_apply'}")
            parts.append(f"<p><b>{mark} {escape(words)}</b></p>")
        parts += [f"<p>{escape(text[self._language])}</p>" for text in passage.own]
        parts += [part for item in passage.items for part in self._item(item, passage)]
        self.text.setHtml("".join(parts))

    def _item(self, name: str, passage: Passage) -> Iterator[str]:
        """Yield an item's text and how it stands for this patient, through which facts."""
        item = self._knowledge.item_by_id[name]
        if passage.tells_items:
            yield f"<p>{escape(item_words(item, self._language))}</p>"
        elif self._decision is not None:
            headline = self._knowledge.line_by_key[item.line].headline[self._language]
            yield f"<p>{escape(headline)}</p>"
        if self._decision is not None and self._explainer is not None:
            mark = _STATES.get(self._decision.items[name].state, _NOT)
            standing = "<br>".join(map(escape, self._explainer.item_standing(item, self._language)))
            yield f'<p style="margin-left: 20px;"><b>{mark}</b> {standing}</p>'
