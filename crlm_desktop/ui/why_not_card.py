"""What does not apply here, and why: folded until asked for, by phase, with a field to find a line."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from crlm_desktop.engine.decision import Decision
from crlm_desktop.flow.why_not import GUARDS, AbsentLine, Explainer, PresentLine
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say
from crlm_desktop.ui.clickable import Row
from crlm_desktop.ui.reading_order import in_reading_order
from crlm_desktop.ui.stopped_line import StoppedLine
from crlm_desktop.ui.widgets import button, empty, labelled, still

_MOST_FOUND, _LEAST_ELSEWHERE = 12, 4


class _Phase:
    """The heading of a phase and the place of its lines."""

    def __init__(self, phase: str, count: int, language: str) -> None:
        key = "ui.not.guards" if phase == GUARDS else f"report.phase.{phase}"
        self._words = say(language, "ui.not.phase", phase=say(language, key), count=count)
        self.head, self.inside = button("link"), QWidget()
        self.head.setObjectName(f"not.phase.{phase}")
        self.rows = QVBoxLayout(self.inside)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(0)

    def show_state(self, *, is_open: bool) -> None:
        """Show the phase open or closed."""
        self.inside.setVisible(is_open)
        self.head.setText(f"{'▼' if is_open else '▶'}  {self._words}")


class WhyNotCard(QFrame):
    """Computes nothing before it is opened, and nothing for a phase before that is."""

    sought = Signal(object)
    source_sought = Signal(object)
    line_sought = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("group.not")
        self._language = "zh"
        self._explainer: Explainer | None = None
        self._is_open = False
        self._phases: dict[str, _Phase] = {}
        self._open_phases: set[str] = set()
        self._open_lines: set[str] = set()
        self.lines: dict[str, StoppedLine] = {}
        self.head, self.search, self.inside = button("heading"), QLineEdit(), QWidget()
        self.head.setObjectName("group.not.head")
        self.search.setObjectName("not.search")
        self.rows = QVBoxLayout()
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.inside)
        inside = QVBoxLayout(self.inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.search)
        self.rows.setSpacing(0)
        inside.addLayout(self.rows)
        self.search.setClearButtonEnabled(True)
        self.head.clicked.connect(lambda _checked=False: self._open(wanted=not self._is_open))
        self.search.textChanged.connect(lambda _text: self._fill())

    def show_decision(self, decision: Decision | None, knowledge: Knowledge, language: str) -> None:
        """Show a decision in a language; what was open and what is being sought stay."""
        self._language = language
        self.search.setPlaceholderText(say(language, "ui.not.search"))
        self.search.setAccessibleName(say(language, "ui.not.search"))
        self._explainer = Explainer(decision, knowledge) if decision is not None else None
        self.setVisible(decision is not None)
        self._fill()

    def ask(self) -> None:
        """Open, ready to type what one expected."""
        self._open(wanted=True)
        self.search.setFocus()
        self.search.selectAll()

    def _open(self, *, wanted: bool) -> None:
        self._is_open = wanted
        self._fill()

    def _fill(self) -> None:
        explainer = self._explainer
        if explainer is None:
            return
        title = say(self._language, "ui.not.title", count=len(explainer.absent))
        self.head.setText(f"{'▼' if self._is_open else '▶'}  {title}")
        self.inside.setVisible(self._is_open)
        with still(self):
            empty(self.rows)
            self.lines.clear()
            self._phases.clear()
            if self._is_open and self.search.text().strip():
                self._show_found(explainer, self.search.text())
            elif self._is_open:
                self._show_phases(explainer)
            in_reading_order(self)

    def _show_phases(self, explainer: Explainer) -> None:
        for phase, lines in explainer.by_phase().items():
            made = _Phase(phase, len(lines), self._language)
            made.head.clicked.connect(lambda _checked=False, phase=phase: self.open_phase(phase))
            self._phases[phase] = made
            self.rows.addWidget(made.head)
            self.rows.addWidget(made.inside)
            made.show_state(is_open=False)
            if phase in self._open_phases:
                self._fill_phase(phase)

    def open_phase(self, phase: str) -> None:
        """Open a phase, or close it again; its lines are made when it is first opened."""
        self._open_phases ^= {phase}
        if phase not in self._open_phases:
            self._phases[phase].show_state(is_open=False)
            return
        with still(self):
            self._fill_phase(phase)
            in_reading_order(self)

    def _fill_phase(self, phase: str) -> None:
        made = self._phases[phase]
        if self._explainer is not None and not made.rows.count():
            self._show_lines(made.rows, self._explainer, self._explainer.by_phase()[phase])
        made.show_state(is_open=True)

    def _show_found(self, explainer: Explainer, sought: str) -> None:
        lines, elsewhere = explainer.found(sought), explainer.found_elsewhere(sought, self._language)
        self._show_lines(self.rows, explainer, lines[:_MOST_FOUND])
        for present in elsewhere[: max(_LEAST_ELSEWHERE, _MOST_FOUND - len(lines))]:
            self._show_present(present)
        shown = self.rows.count()
        if not shown:
            self.rows.addWidget(labelled("muted", say(self._language, "ui.reader.nothing")))
        elif shown < len(lines) + len(elsewhere):
            more = say(self._language, "ui.not.more", count=len(lines) + len(elsewhere) - shown)
            self.rows.addWidget(labelled("muted", more))

    def _show_present(self, present: PresentLine) -> None:
        """Show a line that stands or waits; a click leads to it, or to the first field it waits for."""
        row = Row(leads=True)
        row.setObjectName(f"not.elsewhere.{present.key}")
        row.say(present.mark, present.words, "")
        way, target = (self.line_sought, present.key) if present.fact is None else (self.sought, present.fact)
        row.pressed.connect(lambda: way.emit(target))
        self.rows.addWidget(row)

    def _show_lines(self, rows: QVBoxLayout, explainer: Explainer, lines: Iterable[AbsentLine]) -> None:
        for absent in lines:
            line = StoppedLine(absent, explainer, self._language)
            line.opened.connect(self._line_opened)
            line.sought.connect(self.sought)
            line.source_sought.connect(self.source_sought)
            self.lines[absent.key] = line
            rows.addWidget(line)
            if absent.key in self._open_lines:
                line.open()

    def _line_opened(self, key: str, wanted: bool) -> None:
        if wanted:
            self._open_lines.add(key)
            self.lines[key].open()
        else:
            self._open_lines.discard(key)
            self.lines[key].close_details()
