"""One line of advice: what it says, how strong it is, and, opened, everything that stands behind it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crlm_desktop.engine.decision import Advice, Decision
from crlm_desktop.flow.draft import DraftState
from crlm_desktop.flow.overview import MARKS
from crlm_desktop.flow.reasons import explanation
from crlm_desktop.flow.verdicts import verdicts
from crlm_desktop.flow.words import fact_words, grade_words
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say
from crlm_desktop.ui.verdict_bar import VerdictBar
from crlm_desktop.ui.widgets import Wrapping, button, labelled, restyle

_TONES = {
    "mandatory": "accent",
    "recommend": "accent",
    "caution": "warn",
    "not_routinely": "warn",
    "avoid": "danger",
}
_VERDICT_TONES = {"accepted": "good", "put_aside": "warn", "replaced": "warn"}


class AdviceLine(QFrame):
    """A line that opens into why, doubt, source and the team's verdict."""

    opened = Signal(object, bool)
    verdict_given = Signal(object)
    done_given = Signal(object, bool)
    sought = Signal(object)
    source_sought = Signal(object)

    def __init__(self, advice: Advice, language: str) -> None:
        super().__init__()
        self.advice = advice
        self._language = language
        self.setProperty("role", "line")
        self.setObjectName(f"advice.{advice.key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(advice.headline[language])
        self.details: QWidget | None = None
        self.bar: VerdictBar | None = None
        self.verdict = labelled("badge", wraps=False)
        self.arrow = labelled("muted", "▶", wraps=False)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4, 5, 4, 5)
        self.column.setSpacing(3)
        self.column.addLayout(self._head())
        if advice.unsettled:
            self.question = labelled("warn")
            self.column.addWidget(self.question)

    def _head(self) -> QHBoxLayout:
        advice, row = self.advice, QHBoxLayout()
        row.setSpacing(6)
        mark = labelled("strong", MARKS[advice.strength], wraps=False)
        mark.setFixedWidth(16)
        mark.setToolTip(say(self._language, f"ui.strength.{advice.strength}"))
        words = labelled("", advice.headline[self._language])
        words.setMinimumWidth(150)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setContentsMargins(0, 1, 0, 0)
        badges = QWidget()
        wrap = Wrapping(badges, 4)
        wrap.addWidget(
            self._badge(
                say(self._language, f"ui.strength.{advice.strength}"), _TONES.get(advice.strength, "")
            )
        )
        grade = grade_words(advice.grade, advice.evidence, self._language)
        if grade:
            wrap.addWidget(self._badge(f"{advice.grade or '–'} · {advice.evidence or '–'}", "", grade))
        for text in (self._source(token) for token in advice.statements[:3]):
            wrap.addWidget(self._badge(text, ""))
        if advice.doubts:
            wrap.addWidget(self._badge(say(self._language, "ui.advice.doubt"), "warn"))
        wrap.addWidget(self.verdict)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.arrow, 0, top)
        row.addWidget(mark, 0, top)
        row.addWidget(words, 3)
        badges.setMinimumWidth(150)
        row.addWidget(badges, 2)
        return row

    @staticmethod
    def _badge(text: str, tone: str, tip: str = "") -> QLabel:
        made = labelled("badge", text, wraps=False)
        made.setProperty("tone", tone)
        made.setToolTip(tip)
        return made

    def _source(self, token: str) -> str:
        return (
            say(self._language, "ui.source.guard")
            if token == "guard"  # noqa: S105 (where an item stands, no secret)
            else token
            if token[0] in "CT"
            else f"§{token}"
        )

    def show_state(self, state: DraftState, decision: Decision, knowledge: Knowledge) -> None:
        """Show the team's verdict and, on a conditional line, its open question."""
        given = verdicts(state.extras).get(self.advice.key)
        self.verdict.setVisible(given is not None)
        if given is not None:
            self.verdict.setText(say(self._language, f"ui.verdict.{given.verdict}"))
            restyle(self.verdict, tone=_VERDICT_TONES.get(given.verdict, ""))
        if self.bar is not None:
            self.bar.show_verdict(given, done=self.advice.key in state.done)
        if self.advice.unsettled:
            facts = "；".join(
                fact_words(fact, decision, knowledge, self._language) for fact in self.advice.unsettled
            )
            self.question.setText(say(self._language, "ui.advice.if", facts=facts))

    def open(self, state: DraftState, decision: Decision, knowledge: Knowledge) -> None:
        """Open the line."""
        if self.details is None:
            self.details = self._details(decision, knowledge)
            self.column.addWidget(self.details)
        self.details.show()
        self.arrow.setText("▼")
        self.show_state(state, decision, knowledge)

    def close_details(self) -> None:
        """Close the line."""
        if self.details is not None:
            self.details.hide()
        self.arrow.setText("▶")

    @property
    def is_open(self) -> bool:
        """Tell whether the line is open."""
        return self.details is not None and self.details.isVisibleTo(self)

    def _details(self, decision: Decision, knowledge: Knowledge) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(40, 2, 4, 6)
        column.setSpacing(3)
        for reason in explanation(self.advice, decision, knowledge, self._language):
            column.addWidget(labelled("echo", say(self._language, f"ui.why.{reason.heading}")))
            for sentence in reason.sentences:
                line = labelled("", f"· {sentence}")
                line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(line)
        self.bar = VerdictBar(self.advice.key, self._language)
        self.bar.given.connect(self.verdict_given)
        self.bar.done.connect(self.done_given)
        column.addWidget(self.bar)
        links = QHBoxLayout()
        source = button("link", say(self._language, "ui.why.source"))
        source.clicked.connect(lambda: self.source_sought.emit(self.advice.statements))
        links.addWidget(source)
        for fact in self.advice.unsettled[:2]:
            seek = button(
                "link",
                say(
                    self._language, "ui.why.seek", fact=knowledge.facts.vocabulary[fact].label[self._language]
                ),
            )
            seek.clicked.connect(lambda _checked=False, fact=fact: self.sought.emit(fact))
            links.addWidget(seek)
        links.addStretch(1)
        column.addLayout(links)
        return made

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the head opens or closes the line."""
        head = self.details is None or not self.is_open or event.position().y() < self.details.y()
        if head and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.advice.key, not self.is_open)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space opens or closes the line."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit(self.advice.key, not self.is_open)
        else:
            super().keyPressEvent(event)
