"""Beside the lines: contradictions, what to ask next, what waits, where the consensus is silent."""

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crlm_desktop.domain.values import Absence
from crlm_desktop.engine.decision import Decision, Missing
from crlm_desktop.flow.how_tested import how_tested
from crlm_desktop.flow.words import absence_words
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import counted, say
from crlm_desktop.ui.clickable import Row
from crlm_desktop.ui.widgets import button, card, labelled

_PER_KIND, _WAITING = 5, "waiting"


def warnings_card(decision: Decision, language: str, sought: SignalInstance) -> QFrame | None:
    """Return the contradictions; a click leads to the field."""
    if not decision.warnings:
        return None
    made, column = card()
    made.setObjectName("group.warnings")
    column.addWidget(labelled("group", say(language, "ui.advice.warnings")))
    for warning in decision.warnings:
        row = Row(leads=bool(warning.facts))
        row.say("▲", warning.text[language], "warn")
        if warning.facts:
            row.pressed.connect(lambda fact=warning.facts[0]: sought.emit(fact))
        column.addWidget(row)
    return made


def ask_next(
    decision: Decision, knowledge: Knowledge, language: str, sought: SignalInstance
) -> QFrame | None:
    """Return what to ask next, most telling first: tests, the record, and what the team must judge."""
    if not decision.missing:
        return None
    made, column = card()
    made.setObjectName("group.ask")
    column.addWidget(labelled("group", say(language, "ui.advice.ask")))
    for kind in ("test", "team", "history"):
        entries = [entry for entry in decision.missing if entry.answered_by == kind]
        if entries:
            column.addWidget(labelled("strong", say(language, f"ui.advice.ask.{kind}", count=len(entries))))
            _questions(column, entries[:_PER_KIND], decision, knowledge, language, sought)
            if len(entries) > _PER_KIND:
                column.addWidget(
                    labelled("muted", say(language, "ui.advice.further", count=len(entries) - _PER_KIND))
                )
    return made


def _questions(  # noqa: PLR0913, PLR0917 (one place calls it)
    column: QVBoxLayout,
    entries: list[Missing],
    decision: Decision,
    knowledge: Knowledge,
    language: str,
    sought: SignalInstance,
) -> None:
    for entry in entries:
        row = Row(leads=True)
        row.setObjectName(f"ask.{entry.fact}")
        label = knowledge.facts.vocabulary[entry.fact].label[language]
        reason = decision.case.absence(entry.fact)
        known = "" if reason is Absence.NOT_ASKED else absence_words(reason, language)
        words = say(language, counted("ui.advice.settles", entry.lines), fact=label, count=entry.lines)
        words = f"{words} · {known}" if known else words
        how = how_tested(entry.fact, knowledge, language)
        row.say("?", f"{words}\n{how}" if how else words, "")
        row.pressed.connect(lambda fact=entry.fact: sought.emit(fact))
        column.addWidget(row)


def waiting_lines(
    decision: Decision, knowledge: Knowledge, language: str, sought: SignalInstance, unfolded: set[str]
) -> QFrame | None:
    """Return the lines that wait and the results they wait for, folded behind a count until unfolded."""
    if not decision.waiting:
        return None
    made, column = card()
    made.setObjectName(f"group.{_WAITING}")
    head, inside = button("heading"), QWidget()
    head.setObjectName(f"group.{_WAITING}.head")
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)

    def show() -> None:
        if _WAITING in unfolded and rows.count() == 0:
            _fill_waiting(rows, decision, knowledge, language, sought)
        inside.setVisible(_WAITING in unfolded)
        mark = "▼" if _WAITING in unfolded else "▶"
        head.setText(f"{mark}  {say(language, 'ui.advice.waiting', count=len(decision.waiting))}")

    def toggle() -> None:
        unfolded.symmetric_difference_update({_WAITING})
        show()

    head.clicked.connect(toggle)
    column.addWidget(head)
    column.addWidget(inside)
    show()
    return made


def _fill_waiting(
    rows: QVBoxLayout, decision: Decision, knowledge: Knowledge, language: str, sought: SignalInstance
) -> None:
    rank = {entry.fact: place for place, entry in enumerate(decision.missing)}
    for line in decision.waiting:
        facts = sorted(line.missing, key=lambda fact: rank.get(fact, len(rank)))
        names = [knowledge.facts.vocabulary[fact].label[language] for fact in facts[:3]]
        more = say(language, "ui.advice.more", count=len(facts) - 3) if len(facts) > 3 else ""  # noqa: PLR2004
        row = Row(leads=bool(facts))
        row.setObjectName(f"waits.{line.key}")
        waits = say(language, "ui.advice.waits_for", facts=say(language, "ui.list").join(names) + more)
        row.say("…", f"{line.headline[language]}\n{waits}", "")
        if facts:
            row.pressed.connect(lambda fact=facts[0]: sought.emit(fact))
        rows.addWidget(row)


def silences(decision: Decision, knowledge: Knowledge, language: str) -> QFrame | None:
    """Return the questions on which the consensus says nothing."""
    if not decision.silent:
        return None
    made, column = card()
    made.setObjectName("group.silent")
    column.addWidget(labelled("group", say(language, "ui.advice.silent")))
    texts = {silence.key: silence.text for silence in knowledge.silences}
    for key in decision.silent:
        row = Row(leads=False)
        row.say("—", texts[key][language], "")
        column.addWidget(row)
    return made
