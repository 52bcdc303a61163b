"""One line of advice: what it says, how strong it is, and, opened, everything that stands behind it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from crlm_desktop.engine.decision import Advice, Decision
from crlm_desktop.flow.draft import DraftState
from crlm_desktop.flow.reasons import explanation
from crlm_desktop.flow.verdicts import verdicts
from crlm_desktop.flow.words import fact_words
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say
from crlm_desktop.ui.opening_line import UNDER_HEADLINE, OpeningLine, details_column, sentence_label
from crlm_desktop.ui.sources import cite
from crlm_desktop.ui.verdict_bar import VerdictBar
from crlm_desktop.ui.widgets import labelled, restyle

_VERDICT_TONES = {"accepted": "good", "put_aside": "warn", "replaced": "warn"}


class AdviceLine(OpeningLine):
    """A line that opens into why, doubt, source and the team's verdict."""

    verdict_given = Signal(object)
    done_given = Signal(object, bool)

    def __init__(self, advice: Advice, language: str) -> None:
        super().__init__(advice.key, advice.headline[language], language)
        self.advice = advice
        self.setObjectName(f"advice.{advice.key}")
        cite(self, advice.statements)
        self.bar: VerdictBar | None = None
        self.verdict = labelled("badge", wraps=False)
        self.column.addLayout(self._head(advice.strength, self._badges()))
        if advice.unsettled:
            self.question = labelled("warn")
            self.question.setContentsMargins(UNDER_HEADLINE, 0, 0, 0)
            self.column.addWidget(self.question)

    def _badges(self) -> list[QLabel]:
        advice = self.advice
        found = [self._strength_badge(advice.strength), *self._grade_badge(advice.grade, advice.evidence)]
        found += self._source_badges(advice.statements)
        if advice.doubts:
            found.append(self._badge(say(self._language, "ui.advice.doubt"), "warn"))
        return [*found, self.verdict]

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
        self.show_details(self._details(decision, knowledge) if self.details is None else None)
        self.show_state(state, decision, knowledge)

    def _details(self, decision: Decision, knowledge: Knowledge) -> QWidget:
        made, column = details_column()
        for reason in explanation(self.advice, decision, knowledge, self._language):
            column.addWidget(labelled("echo", say(self._language, f"ui.why.{reason.heading}")))
            for sentence in reason.sentences:
                column.addWidget(sentence_label(sentence))
        self.bar = VerdictBar(self.advice.key, self._language)
        self.bar.given.connect(self.verdict_given)
        self.bar.done.connect(self.done_given)
        column.addSpacing(5)
        column.addWidget(self.bar)
        vocabulary = knowledge.facts.vocabulary
        fields = [(fact, vocabulary[fact].label[self._language]) for fact in self.advice.unsettled[:2]]
        column.addWidget(self._links(self.advice.statements, fields))
        return made
