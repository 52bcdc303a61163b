"""The advice: one sentence to dictate, then what to do now, options, what waits, what to avoid."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from crlm_desktop.engine.decision import Advice, Decision
from crlm_desktop.flow.draft import DraftState
from crlm_desktop.flow.overview import channel
from crlm_desktop.flow.pages import Step
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say
from crlm_desktop.ui.advice_line import AdviceLine
from crlm_desktop.ui.advice_rest import ask_next, silences, waiting_lines, warnings_card
from crlm_desktop.ui.dictation import Dictation
from crlm_desktop.ui.kept_place import lay_out_now, place_kept
from crlm_desktop.ui.reading_order import in_reading_order
from crlm_desktop.ui.team_card import TeamCard
from crlm_desktop.ui.why_not_card import WhyNotCard
from crlm_desktop.ui.widgets import button, card, empty, labelled, still

_GROUPS = ("now", "options", "open", "careful", "information", "done")
_FOLDED = {"information", "done"}
_ABOVE = 24


class AdvicePage(QScrollArea):
    """The last step."""

    sought = Signal(object)
    source_sought = Signal(object)
    verdict_given = Signal(object)
    done_given = Signal(object, bool)
    team_changed = Signal(object)
    command_wanted = Signal(str)

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._language = "zh"
        self._shown: tuple[Decision, str] | None = None
        self._open_lines: set[str] = set()
        self._open_groups = {group for group in _GROUPS if group not in _FOLDED}
        self.lines: dict[str, AdviceLine] = {}
        self.title, self.purpose = labelled("title", wraps=False), labelled("muted")
        self.team = TeamCard()
        self.team.changed.connect(self.team_changed)
        self.why_not = self._why_not_card()
        self.dictation = Dictation()
        self.dictation.command_wanted.connect(self.command_wanted)
        self.dictation.ask.clicked.connect(self._ask_why_not)
        self.sentence = self.dictation.sentence
        self.content = QWidget()
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self._arrange()

    def _arrange(self) -> None:
        body = QWidget()
        body.setObjectName("page")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title)
        top.addWidget(self.purpose, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(top)
        for widget in (self.dictation, self.content, self.why_not, self.team):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(body)

    def _why_not_card(self) -> WhyNotCard:
        made = WhyNotCard()
        made.sought.connect(self.sought)
        made.source_sought.connect(self.source_sought)
        made.line_sought.connect(self.reveal)
        return made

    def _ask_why_not(self) -> None:
        self.why_not.ask()
        self._bring(self.why_not)

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._language = language
        self.title.setText(self.step.label[language])
        self.purpose.setText(say(language, "ui.hint.advice"))
        self.dictation.retranslate(language)
        self.team.retranslate(language)

    def show_advice(self, state: DraftState, decision: Decision | None, knowledge: Knowledge) -> None:
        """Show a decision; lines that were open stay open, and typed reasons stay."""
        self.team.show_state(state)
        if decision is None:
            self._shown = None
            self.sentence.setText(say(self._language, "ui.advice.none"))
            self._clear()
            self.why_not.show_decision(None, knowledge, self._language)
            return
        if (
            self._shown is None
            or not _reads_same(self._shown[0], decision)
            or self._shown[1] != self._language
        ):
            with still(self), place_kept(self):
                self._build(state, decision, knowledge)
                self.why_not.show_decision(decision, knowledge, self._language)
                in_reading_order(self.widget())
                self._show_state(state, decision, knowledge)
        else:
            self._show_state(state, decision, knowledge)
        self._shown = (decision, self._language)

    def _show_state(self, state: DraftState, decision: Decision, knowledge: Knowledge) -> None:
        for line in self.lines.values():
            line.show_state(state, decision, knowledge)

    def reveal(self, key: str) -> None:
        """Open a line and bring it into view."""
        line = self.lines.get(key)
        if line is not None:
            self._unfold(channel(line.advice))
            line.opened.emit(key, True)  # noqa: FBT003 (a signal's own order)
            line.setFocus()
            self._bring(line)

    def _unfold(self, group: str) -> None:
        heads = self.content.findChildren(QPushButton, f"group.{group}.head")
        if heads and group not in self._open_groups:
            heads[-1].click()  # one taken out a moment ago may still be there, before it

    def _bring(self, line: QWidget) -> None:
        lay_out_now(self)
        place = line.mapTo(self.widget(), QPoint(0, 0)).y()
        self.verticalScrollBar().setValue(place - _ABOVE)

    def _clear(self) -> None:
        self.lines.clear()
        empty(self.column)

    def _build(self, state: DraftState, decision: Decision, knowledge: Knowledge) -> None:
        from crlm_desktop.report.sentence import sentence

        self._clear()
        self.sentence.setText(sentence(decision, knowledge, self._language))
        self._state, self._decision, self._knowledge = state, decision, knowledge
        warned = warnings_card(decision, self._language, self.sought)
        for made in (warned, self._group("now"), self._group("options"), self._group("open")):
            self._put(made)
        self._put(ask_next(decision, knowledge, self._language, self.sought))
        self._put(self._group("careful"))
        self._put(waiting_lines(decision, knowledge, self._language, self.sought, self._open_groups))
        self._put(self._group("information"))
        self._put(silences(decision, knowledge, self._language))
        self._put(self._group("done"))

    def _put(self, made: QWidget | None) -> None:
        if made is not None:
            self.column.addWidget(made)

    def _group(self, group: str) -> QFrame | None:
        members = [advice for advice in self._decision.advice if channel(advice) == group]
        if not members:
            return None
        made, column = card()
        made.setObjectName(f"group.{group}")
        head = button("heading")
        head.setObjectName(f"group.{group}.head")
        column.addWidget(head)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._fill(rows, members)
        column.addWidget(inside)
        head.clicked.connect(lambda _checked=False: self._toggle_group(group, head, inside, len(members)))
        self._show_group(group, head, inside, len(members))
        return made

    def _fill(self, rows: QVBoxLayout, members: Sequence[Advice]) -> None:
        for advice in members:
            line = AdviceLine(advice, self._language)
            line.opened.connect(self._line_opened)
            line.verdict_given.connect(self.verdict_given)
            line.done_given.connect(self.done_given)
            line.sought.connect(self.sought)
            line.source_sought.connect(self.source_sought)
            self.lines[advice.key] = line
            rows.addWidget(line)
            if advice.key in self._open_lines:
                line.open(self._state, self._decision, self._knowledge)

    def _toggle_group(self, group: str, head: QPushButton, inside: QWidget, count: int) -> None:
        self._open_groups ^= {group}
        self._show_group(group, head, inside, count)

    def _show_group(self, group: str, head: QPushButton, inside: QWidget, count: int) -> None:
        is_open = group in self._open_groups
        inside.setVisible(is_open)
        words = say(self._language, f"ui.advice.{group}", count=count)
        head.setText(f"{'▼' if is_open else '▶'}  {words}")

    def _line_opened(self, key: str, wanted: bool) -> None:
        line = self.lines[key]
        if wanted:
            self._open_lines.add(key)
            line.open(self._state, self._decision, self._knowledge)
        else:
            self._open_lines.discard(key)
            line.close_details()


def _reads_same(before: Decision, after: Decision) -> bool:
    """Tell whether two decisions read the same; verdicts alone change nothing on the page's lines."""
    return _read(before) == _read(after)


def _read(decision: Decision) -> tuple[object, ...]:
    return (
        decision.advice, decision.waiting, decision.missing, decision.warnings, decision.silent,
        decision.facts, decision.case.absent,
    )  # fmt: skip
