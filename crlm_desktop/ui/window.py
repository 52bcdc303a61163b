"""The window: steps at the left, the page in the middle, what is known so far at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from crlm_desktop.domain.values import Absence
from crlm_desktop.flow.draft import Draft
from crlm_desktop.flow.pages import ADVICE, step_of_fact, steps
from crlm_desktop.flow.relevance import progress
from crlm_desktop.texts import say
from crlm_desktop.ui.dressing import dress, theme_in_use
from crlm_desktop.ui.footer import Footer
from crlm_desktop.ui.live import LiveResult
from crlm_desktop.ui.page_stack import PageStack
from crlm_desktop.ui.rail import Rail
from crlm_desktop.ui.speech import Speech
from crlm_desktop.ui.widgets import button, later

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from crlm_desktop.ui.actions import Menus
    from crlm_desktop.ui.desk import Desk
    from crlm_desktop.ui.panel import LivePanel
    from crlm_desktop.ui.report_desk import ReportDesk
    from crlm_desktop.ui.settings import Settings
    from crlm_desktop.ui.sheets import Sheets

_NARROW, _PANEL_WIDE, _PANEL_NARROW, _PANEL_LEAST = 1180, 330, 262, 220
_BAR_HEIGHT = 34


class Window(QMainWindow):
    """One consultation; what the first page does not need is added by `furnish` after it is painted."""

    closed = Signal()

    menus: Menus
    desk: Desk
    reports: ReportDesk
    panel: LivePanel
    sheets: Sheets

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.steps = steps()
        self.place = 0
        self.draft = Draft()
        self.live = LiveResult(self.draft, self)
        self.speech = Speech(self, settings)
        self.rail, self.footer = Rail(self.steps), Footer()
        self.stack = PageStack(self.steps, self.draft, self.live, settings.language)
        self.language_button = button("chip")
        self._furnished = self._flash = False
        self._arrange()
        self._connect()
        self.stack.page(0)
        self._say_words(settings.language)
        self.go(0)

    def _arrange(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.footer)
        self._panel_room = QFrame()
        self._panel_room.setObjectName("panel")
        self._panel_room.setMinimumWidth(_PANEL_LEAST)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(middle)
        self.splitter.addWidget(self._panel_room)
        self.splitter.setStretchFactor(0, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.splitter, 1)
        self.setCentralWidget(body)
        self._corner = corner = QWidget()  # the menu bar keeps no hold of it
        corner_row = QHBoxLayout(corner)
        corner_row.setContentsMargins(4, 3, 12, 3)
        corner_row.addWidget(self.language_button)
        self.menuBar().setNativeMenuBar(False)
        self.menuBar().setMinimumHeight(_BAR_HEIGHT)
        self.menuBar().setCornerWidget(corner)

    def _connect(self) -> None:
        self.draft.listen(self._draft_changed)
        self.live.decided.connect(self._decided)
        self.rail.chosen.connect(self.go)
        self.footer.back.connect(lambda: self.go(self.place - 1))
        self.footer.next.connect(lambda: self.go(self.place + 1))
        self.stack.sought.connect(self.seek)
        self.language_button.clicked.connect(self.speech.switch_language)
        self.speech.changed.connect(self.retranslate)
        self.speech.dressed.connect(self.paint)

    def start(self) -> None:
        """Do what could wait until the first page stood: furnish, evaluate, build the other pages."""
        self.furnish()
        self.live.evaluate()
        self.stack.build_rest()

    def furnish(self) -> None:
        """Add menus, panel and dialogs."""
        if self._furnished:
            return
        from crlm_desktop.ui.actions import Menus
        from crlm_desktop.ui.commands import add_commands
        from crlm_desktop.ui.desk import Desk
        from crlm_desktop.ui.dropping import leave_files
        from crlm_desktop.ui.faces import BOLD, family_of
        from crlm_desktop.ui.panel import LivePanel
        from crlm_desktop.ui.rare import watch_rare
        from crlm_desktop.ui.report_desk import ReportDesk
        from crlm_desktop.ui.sheets import Sheets

        family_of(BOLD)
        self.stack.first.measure_again()
        watch_rare(self, self.draft)
        self.desk = Desk(self, self.draft, self.live, self.settings)
        self.desk.told.connect(self.footer.tell)
        self.desk.opened.connect(self._case_opened)
        self.reports = ReportDesk(self, self.draft, self.live, self.settings)
        self.reports.told.connect(self.footer.tell)
        self.menus = Menus(self)
        self.sheets = Sheets(self.speech, self.live, self.settings, self.menus)
        self.sheets.sought.connect(self.seek)
        self.sheets.told.connect(self.footer.tell)
        self.stack.source_sought.connect(self.sheets.open_consensus)
        add_commands(self.menus, self)
        self.stack.command_wanted.connect(lambda name: self.menus.actions[name].trigger())
        self.panel = LivePanel()
        self.panel.sought.connect(self.seek)
        self.panel.advice_sought.connect(self.seek_advice)
        room = QVBoxLayout(self._panel_room)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.panel)
        leave_files(self)
        self.setAcceptDrops(True)
        self._furnished = True
        self.retranslate(self.settings.language)

    def go(self, place: int) -> None:
        """Go to a page."""
        if not 0 <= place < len(self.steps):
            return
        self.draft.seal()
        if self.steps[place].id == ADVICE and not self.live.is_current:
            self.live.evaluate()
        self.place = place
        self.stack.enter(place)
        self.rail.show_step(place)
        self.footer.show_place(place, len(self.steps) - 1)

    def seek(self, fact: str) -> None:
        """Go to a fact's field."""
        page = step_of_fact(fact)
        if page is not None:
            self.go(next(place for place, step in enumerate(self.steps) if step.id == page))
            self.stack.reveal(fact)

    def seek_advice(self, key: str) -> None:
        """Go to a line of advice."""
        self.go(len(self.steps) - 1)
        self.stack.reveal_advice(key)

    def next_question(self) -> None:
        """Go to the question that settles most and was not yet asked."""
        decision = self.live.decision
        for entry in decision.missing if decision else ():
            if decision is not None and decision.case.absence(entry.fact) is Absence.NOT_ASKED:
                self.seek(entry.fact)
                return

    def toggle_panel(self) -> None:
        """Show or hide the live panel."""
        self._panel_room.setVisible(self._panel_room.isHidden())

    def paint(self) -> None:
        """Dress the whole app in the theme and type size."""
        dress(self.settings)
        self.rail.fit()
        if self._furnished:
            self.panel.paint_as(theme_in_use(self.settings))

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._say_words(language)
        self.stack.retranslate(language)
        if not self._furnished:
            return
        self.menus.retranslate(language)
        self.panel.retranslate(language)
        self.menus.actions[f"report_{self.settings.language_of_report}"].setChecked(True)
        self.menus.actions[f"theme_{self.settings.theme}"].setChecked(True)

    def _say_words(self, language: str) -> None:
        self.rail.retranslate(language)
        self.footer.retranslate(language)
        self.language_button.setText(say(language, "ui.other_language"))
        self._say_edition()
        self._say_title()

    def _say_edition(self) -> None:
        if self.live.decision is not None:
            edition = self.live.knowledge
            version, fingerprint = edition.version, edition.sha256[:8]
            self.footer.show_edition(
                say(self.settings.language, "ui.edition", version=version, hash=fingerprint)
            )

    def _say_title(self) -> None:
        code = self.draft.state.case_code.strip()
        app = say(self.settings.language, "ui.app")
        self.setWindowTitle(f"{code}[*] — {app}" if code else f"{app}[*]")
        self.setWindowModified(self.draft.modified)

    def _draft_changed(self, names: frozenset[str]) -> None:
        self.stack.show_draft(names)
        self._flash = True
        self._say_title()

    def _case_opened(self) -> None:
        self._flash = False
        self.go(0)

    def _decided(self, decision: object) -> None:
        self.stack.show_decision()
        self.rail.show_counts(progress(self.steps, self.live.decision, self.draft.state))
        self._say_edition()
        if self._furnished:
            self.panel.show_decision(self.live.decision, self.live.knowledge, flash=self._flash)
            for name in ("export", "print"):
                self.menus.actions[name].setEnabled(decision is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows show a narrow rail and a narrow panel."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.rail.be_narrow(narrow=narrow)
        panel = _PANEL_NARROW if narrow else _PANEL_WIDE
        self.splitter.setSizes([self.width() - self.rail.width() - panel, panel])

    def receive(self, paths: Sequence[Path]) -> None:
        """Open a case or a report; several at once, a folder or a file of many cases go to the batch."""
        from crlm_desktop.report.batch_cases import stands_for_many

        [first, *others] = paths
        if others or stands_for_many(first):
            self.reports.open_batch(paths)
        else:
            self.desk.unless_unsaved(lambda: self.desk.open(first))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take case files and reports that carry their case."""
        from crlm_desktop.ui.dropping import take_files

        take_files(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        from crlm_desktop.ui.dropping import take_files

        paths = take_files(event)
        if paths:
            later(self, 0, lambda: self.receive(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before anything unsaved would be lost."""
        if self._furnished and self.draft.modified:
            event.ignore()
            self.desk.unless_unsaved(self._leave)
            return
        if self._furnished:
            self.desk.forget()
        self.closed.emit()
        event.accept()

    def _leave(self) -> None:
        self.draft.mark_saved()
        self.close()
