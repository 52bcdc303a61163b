"""The live panel at the right: what is known so far, changing while one types."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from crlm_desktop.engine.decision import Decision
from crlm_desktop.flow.overview import Entry, overview, tally
from crlm_desktop.flow.words import score_words
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say
from crlm_desktop.ui.clickable import Row
from crlm_desktop.ui.score_bar import ScoreBar
from crlm_desktop.ui.sources import cite
from crlm_desktop.ui.widgets import labelled, still

_FLASH_MS = 1500
SECTIONS = ("warnings", "questions", "now", "options", "careful", "open")
Place = tuple[str, str]


class LivePanel(QFrame):
    """Contradictions, next questions, standing and conditional lines; a change flashes what it changed."""

    sought = Signal(object)
    advice_sought = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._language, self._theme = "zh", "light"
        self._entries: tuple[Entry, ...] = ()
        self._decision: Decision | None = None
        self._rows: dict[Place, Row] = {}
        self._spare: list[Row] = []
        self._targets: dict[Row, Entry] = {}
        self._lit: list[Row] = []
        self._dim = QTimer(self)
        self._dim.setSingleShot(True)
        self._dim.timeout.connect(self._go_dim)
        self.title, self.summary, self.score = labelled("group", wraps=False), labelled("muted"), labelled("")
        self.bar = ScoreBar()
        self.heads = {section: labelled("muted") for section in SECTIONS}
        self.waiting = labelled("muted")
        self._arrange()

    def _arrange(self) -> None:
        body = QWidget()
        body.setObjectName("panelBody")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(12, 8, 8, 10)
        self._column.setSpacing(1)
        score = QHBoxLayout()
        score.addWidget(self.score, 3)
        score.addWidget(self.bar, 2)
        self._column.addWidget(self.title)
        self._column.addWidget(self.summary)
        self._column.addLayout(score)
        self._sections = {section: self._section(self.heads[section]) for section in SECTIONS}
        self._column.addWidget(self.waiting)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _section(self, head: QLabel) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.setContentsMargins(0, 5, 0, 0)
        head.setProperty("role", "strong")
        column.addWidget(head)
        self._column.addLayout(column)
        return column

    def show_decision(self, decision: Decision | None, knowledge: Knowledge, *, flash: bool) -> None:
        """Show a decision; `flash` lights up what is new since the one before."""
        before = {(entry.section, entry.key) for entry in self._entries}
        had_one, self._decision = self._decision is not None, decision
        self._entries = overview(decision, knowledge) if decision else ()
        with still(self):
            self._refresh()
        if flash and had_one and decision is not None:
            self._light([place for place in self._rows if place not in before])

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._language = language
        with still(self):
            self._refresh()

    def paint_as(self, theme: str) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._refresh()

    @property
    def rows(self) -> dict[Place, Row]:
        """The lines shown, by section and key."""
        return self._rows

    def _refresh(self) -> None:
        self.title.setText(say(self._language, "ui.panel.title"))
        self._say_summary()
        wanted = {(entry.section, entry.key): entry for entry in self._entries}
        for place in [place for place in self._rows if place not in wanted]:
            row = self._rows.pop(place)
            if row in self._lit:
                self._lit.remove(row)
            row.flash(lit=False)
            row.hide()
            self._spare.append(row)
        for section in SECTIONS:
            entries = [entry for entry in self._entries if entry.section == section]
            self.heads[section].setVisible(bool(entries))
            self.heads[section].setText(say(self._language, f"ui.panel.{section}", count=len(entries)))
            self._fill(section, entries)

    def _fill(self, section: str, entries: Sequence[Entry]) -> None:
        column = self._sections[section]
        for place, entry in enumerate(entries, start=1):
            row = self._rows.get((section, entry.key))
            if row is None:
                row = self._rows[(section, entry.key)] = self._row(entry)
            if column.indexOf(row) != place:
                column.insertWidget(place, row)
            row.show()
            self._targets[row] = entry
            cite(row, self._statements_of(entry))
            tip = entry.tip[self._language] if entry.tip is not None else ""
            row.say(entry.mark, entry.text[self._language], entry.tone, tip)

    def _statements_of(self, entry: Entry) -> tuple[str, ...]:
        lines = self._decision.advice if self._decision is not None and entry.advice is not None else ()
        return next((advice.statements for advice in lines if advice.key == entry.advice), ())

    def _row(self, entry: Entry) -> Row:
        if self._spare:
            row = self._spare.pop()
        else:
            row = Row(leads=True)
            row.pressed.connect(lambda: self._follow(self._targets[row]))
        row.setObjectName(f"panel.{entry.section}.{entry.key}")
        return row

    def _follow(self, entry: Entry) -> None:
        if entry.fact is not None:
            self.sought.emit(entry.fact)
        elif entry.advice is not None:
            self.advice_sought.emit(entry.advice)

    def _say_summary(self) -> None:
        decision = self._decision
        known = decision is not None
        self.summary.setText(
            say(self._language, "ui.panel.summary", **tally(decision))
            if decision is not None
            else say(self._language, "ui.panel.nothing")
        )
        score = score_words(decision, self._language) if decision is not None else None
        self.score.setVisible(score is not None)
        self.bar.setVisible(score is not None)
        self.score.setText(score or "")
        if decision is not None and score is not None:
            low, high = decision.derived["crs_min"], decision.derived["crs_max"]
            self.bar.show_score(int(low or 0), int(high or 0), self._language, self._theme)
        waiting = len(decision.waiting) if decision is not None else 0
        self.waiting.setVisible(known and waiting > 0)
        self.waiting.setText(say(self._language, "ui.panel.waiting", count=waiting))

    def _light(self, places: Sequence[Place]) -> None:
        self._go_dim()
        for place in places:
            self._rows[place].flash(lit=True)
            self._lit.append(self._rows[place])
        if places:
            self._dim.start(_FLASH_MS)

    def _go_dim(self) -> None:
        for row in self._lit:
            row.flash(lit=False)
        self._lit.clear()
