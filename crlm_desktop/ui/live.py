"""The live result: evaluates the draft once the hands rest for an instant; a fault clears the result."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from crlm_desktop.domain.values import Absence

if TYPE_CHECKING:
    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.flow.draft import Draft
    from crlm_desktop.knowledge.base import Knowledge


class LiveResult(QObject):
    """Keeps one decision in step with the draft; None while there is none that can be trusted.

    `decided` brings it, for what shows it at once; `settled` comes next, for what can follow after that.
    """

    decided = Signal(object)
    settled = Signal()

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.decision: Decision | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._evaluate_at_rest)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(0)
        self._follow.timeout.connect(self.settled)
        draft.listen(self._draft_changed)

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge base, loaded when first needed."""
        from crlm_desktop.knowledge.base import knowledge

        return knowledge()

    @property
    def is_current(self) -> bool:
        """Tell whether the decision is that of the draft as it stands."""
        return self.decision is not None and not self._timer.isActive()

    def request(self) -> None:
        """Evaluate as soon as pending input is dealt with."""
        self._timer.start()

    def evaluate(self) -> None:
        """Evaluate now; a failing evaluation leaves no result behind."""
        try:
            self._decide()
        finally:
            self._settle()

    def _evaluate_at_rest(self) -> None:
        try:
            self._decide()
        finally:
            self._follow.start()

    def _decide(self) -> None:
        from crlm_desktop.engine.evaluate import evaluate

        self._timer.stop()
        self.decision = None
        try:
            self.decision = evaluate(self._draft.to_case(date.today()), self.knowledge)
        finally:
            self.decided.emit(self.decision)

    def next_question(self) -> str | None:
        """Return the fact that settles most and was not yet asked."""
        if self.decision is None:
            return None
        case = self.decision.case
        waiting = (entry.fact for entry in self.decision.missing)
        return next((fact for fact in waiting if case.absence(fact) is Absence.NOT_ASKED), None)

    def withdraw(self) -> None:
        """Take the result back: something went wrong, and nobody knows what it touched."""
        self._timer.stop()
        self.decision = None
        self.decided.emit(None)
        self._settle()

    def _settle(self) -> None:
        self._follow.stop()
        self.settled.emit()

    def _draft_changed(self, _names: frozenset[str]) -> None:
        self.request()
