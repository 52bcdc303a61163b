"""Causes and changes in words: the facts that make a line stand, or stop it, and what would bring it."""

from collections.abc import Sequence

from crlm_desktop.domain.values import Absence
from crlm_desktop.engine.decision import Decision
from crlm_desktop.engine.nearest import Change
from crlm_desktop.engine.why_not import ASKS, UNASKED, Cause, WhyNot
from crlm_desktop.flow.words import absence_words, fact_words, label_of, told
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say

_NAMED = 6


class CauseWords:
    """Says causes and changes in one language."""

    def __init__(self, why: WhyNot, decision: Decision, knowledge: Knowledge, language: str) -> None:
        self._why, self._decision, self._knowledge = why, decision, knowledge
        self._language = language

    def sentence(self, cause: Cause) -> str:
        """Return a cause as one sentence."""
        line, facts = "", self._listed(cause)
        if cause.by is not None:
            struck_by = self._knowledge.line_by_key[self._knowledge.item_by_id[cause.by].line]
            line = struck_by.headline[self._language]
        key = f"ui.not.{cause.kind}" if cause.facts else f"ui.not.{cause.kind}.nothing"
        return say(self._language, key, line=line, facts=facts)

    def change(self, changes: Sequence[Change]) -> str:
        """Return the sentence that names a change: what to answer otherwise, then what to learn; or none."""
        separator = say(self._language, "ui.not.list")
        changed = separator.join(self._changed(change) for change in changes if not change.is_answer)
        answers = separator.join(self._changed(change) for change in changes if change.is_answer)
        key = ("none", "answered", "changed", "both")[2 * bool(changed) + bool(answers)]
        return say(self._language, f"ui.not.near.{key}", changed=changed, answers=answers)

    def _listed(self, cause: Cause) -> str:
        is_open = cause.kind in {ASKS, UNASKED}
        names = cause.facts[:_NAMED] if is_open else cause.facts
        words = [self._open(name) if is_open else self._known(name) for name in names]
        more = len(cause.facts) - len(names)
        rest = say(self._language, "ui.advice.more", count=more) if more else ""
        return say(self._language, "ui.not.list").join(words) + rest

    def _known(self, name: str) -> str:
        """Return a fact with its value, and from which entries it follows if it was not entered itself."""
        words = fact_words(name, self._decision, self._knowledge, self._language)
        origins = [
            label_of(origin, self._knowledge, self._language) for origin in self._why.follows_from(name)
        ]
        if not origins:
            return words
        source = say(self._language, "ui.list").join(origins)
        return say(self._language, "ui.not.follows", fact=words, source=source)

    def _open(self, name: str) -> str:
        """Return an open fact: its name, and what is known of it or why it is unknown."""
        decision = self._decision
        if decision.value(name) is None and decision.case.absence(name) is Absence.NOT_ASKED:
            return label_of(name, self._knowledge, self._language)
        return fact_words(name, decision, self._knowledge, self._language)

    def _changed(self, change: Change) -> str:
        fact = self._knowledge.facts.vocabulary[change.fact]
        value = absence_words(Absence.NOT_ASKED, self._language)
        if change.value is not None:
            value = told(fact, change.value, self._language)
        return f"{fact.label[self._language]}{say(self._language, 'ui.colon')}{value}"
