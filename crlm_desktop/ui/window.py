"""The window: steps at the left, the page in the middle, what is known so far at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from crlm_desktop.flow.draft import Draft
from crlm_desktop.flow.pages import ADVICE, step_of_fact, steps
from crlm_desktop.flow.relevance import progress
from crlm_desktop.texts import say
from crlm_desktop.ui.dressing import dress, theme_in_use
from crlm_desktop.ui.drop_window import DropWindow
from crlm_desktop.ui.footer import Footer
from crlm_desktop.ui.frame import Frame, hang_in_corner
from crlm_desktop.ui.live import LiveResult
from crlm_desktop.ui.page_stack import PageStack
from crlm_desktop.ui.rail import Rail
from crlm_desktop.ui.speech import Speech
from crlm_desktop.ui.widgets import button

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from crlm_desktop.ui.actions import Menus
    from crlm_desktop.ui.desk import Desk
    from crlm_desktop.ui.panel import LivePanel
    from crlm_desktop.ui.report_desk import ReportDesk
    from crlm_desktop.ui.settings import Settings
    from crlm_desktop.ui.sheets import Sheets


class Window(DropWindow):
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
        self.frame = Frame(self.rail, self.stack, self.footer)
        self.setCentralWidget(self.frame)
        self._corner = hang_in_corner(self, self.language_button)
        self._connect()
        self.stack.page(0)
        self._say_words(settings.language)
        self.go(0)

    def _connect(self) -> None:
        self.draft.listen(self._draft_changed)
        self.live.decided.connect(self._decided)
        self.live.settled.connect(self.stack.show_decision)  # once the panel, the smaller part, is painted
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
        from crlm_desktop.ui.furniture import bring_in

        bring_in(self)
        self.desk.told.connect(self._say_title)  # saved or opened: nothing in the draft tells that
        self.desk.opened.connect(self._case_opened)
        self.dropped.connect(self.receive)
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
        fact = self.live.next_question()
        if fact is not None:
            self.seek(fact)

    def paint(self) -> None:
        """Dress the whole app in the theme and type size."""
        dress(self.settings)
        self.rail.fit()
        self.footer.fit()
        self.stack.fit()
        if self._furnished:
            self.panel.paint_as(theme_in_use(self.settings))

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._say_words(language)
        self.stack.retranslate(language)
        if not self._furnished:
            return
        from crlm_desktop.ui.qt_words import speak

        speak(language)
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
            self.footer.show_edition(self.settings.language, self.live.knowledge)

    def _say_title(self, _told: str = "") -> None:
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
        self._say_title()
        self.go(0)

    def _decided(self, decision: object) -> None:
        self.rail.show_counts(progress(self.steps, self.live.decision, self.draft.state))
        self._say_edition()
        if self._furnished:
            self.panel.show_decision(self.live.decision, self.live.knowledge, flash=self._flash)
            for name in ("export", "print"):
                self.menus.actions[name].setEnabled(decision is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows show a narrow rail and a narrow panel."""
        super().resizeEvent(event)
        self.frame.fit(self.width())

    def receive(self, paths: Sequence[Path]) -> None:
        """Open a case or a report; several at once, a folder or a file of many cases go to the batch."""
        from crlm_desktop.report.batch_cases import stands_for_many

        [first, *others] = paths
        if others or stands_for_many(first):
            self.reports.open_batch(paths)
        else:
            self.desk.unless_unsaved(lambda: self.desk.open(first))

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
