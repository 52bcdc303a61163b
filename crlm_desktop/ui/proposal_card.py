"""On the page of the team's judgement: whether the criteria are met as entered; no class is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from crlm_desktop.flow.words import score_words
from crlm_desktop.texts import say
from crlm_desktop.ui.widgets import labelled

if TYPE_CHECKING:
    from crlm_desktop.engine.decision import Decision

CRITERIA = "meets_resectability_criteria"
_MARKS = {True: "●", False: "×", None: "?"}


class ProposalCard(QFrame):
    """What follows from what was entered, in words and with a mark."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "dictation")
        self.words = labelled("")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 7, 14, 7)
        column.addWidget(self.words)

    def show_decision(self, decision: Decision | None, language: str) -> None:
        """Show whether the criteria are met, are not, or wait; and the score as it stands."""
        value = decision.derived.get(CRITERIA) if decision is not None else None
        met = value if isinstance(value, bool) else None
        text = f"{_MARKS[met]}  {say(language, f'ui.criteria.{str(met).lower()}')}"
        score = score_words(decision, language) if decision is not None else None
        self.words.setText(f"{text}　{score}" if score else text)
