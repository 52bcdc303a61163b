"""The seven pages, built when first needed; only the one in view is kept in step with every keystroke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crlm_desktop.flow.relevance import interests
from crlm_desktop.ui.fact_page import FactPage
from crlm_desktop.ui.visit_head import VisitHead
from crlm_desktop.ui.widgets import later

if TYPE_CHECKING:
    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.flow.draft import Draft
    from crlm_desktop.flow.pages import Step
    from crlm_desktop.ui.advice_page import AdvicePage
    from crlm_desktop.ui.field import Field
    from crlm_desktop.ui.live import LiveResult

    Page = FactPage | AdvicePage


class PageStack(QStackedWidget):
    """The pages and their way to the draft."""

    sought = Signal(object)
    source_sought = Signal(object)
    command_wanted = Signal(str)
    complete = Signal()

    def __init__(self, steps: tuple[Step, ...], draft: Draft, live: LiveResult, language: str) -> None:
        super().__init__()
        self._steps, self._draft, self._live, self._language = steps, draft, live, language
        self._pages: dict[int, Page] = {}
        self._unfitted: set[int] = set()
        self.head: VisitHead | None = None
        for _ in steps:
            self.addWidget(QWidget())
        self._build = QTimer(self)
        self._build.setInterval(0)
        self._build.timeout.connect(self._build_next)

    def page(self, place: int) -> Page:
        """Return a page, built if need be."""
        if place not in self._pages:
            step = self._steps[place]
            made = self._fact_page(step) if step.page else self._advice_page(step)
            made.retranslate(self._language)
            if place:  # on the first page the window does it once it is furnished
                from crlm_desktop.ui.dropping import leave_files

                leave_files(made)
                self._unfitted.add(place)
            self._pages[place] = made
            in_view = self.currentIndex()
            blank = self.widget(place)
            self.removeWidget(blank)
            blank.deleteLater()
            self.insertWidget(place, made)
            self.setCurrentIndex(in_view)
            if isinstance(made, FactPage):
                if place:
                    made.body.stay_painted()
                made.show_state(self._draft.state)
                self._show_interest(made, afresh=True)
        return self._pages[place]

    @property
    def first(self) -> FactPage:
        """The first page."""
        made = self.page(0)
        assert isinstance(made, FactPage)  # noqa: S101 (the consultation begins with facts)
        return made

    def build_rest(self) -> None:
        """Build the other pages while nothing else is to be done."""
        self._build.start()

    def build_all(self) -> None:
        """Build the other pages now."""
        for place in range(len(self._steps)):
            self.page(place)

    def enter(self, place: int) -> None:
        """Show a page as it is to be seen afresh."""
        made = self.page(place)
        self.setCurrentIndex(place)
        self._fit_page_in_view()
        if not isinstance(made, FactPage):
            self._show_advice(made)
            made.setFocus()
            return
        self._show_interest(made, afresh=True)
        if self.head is not None and place == 0:
            self.head.code.setFocus()
        else:
            made.focus_first()

    def fit(self) -> None:
        """Fit every page, once it is in view, to its words: they come in another size or language."""
        self._unfitted = {place for place, made in self._pages.items() if isinstance(made, FactPage)}
        self._fit_page_in_view()

    def _fit_page_in_view(self) -> None:
        place = self.currentIndex()
        made = self._pages.get(place)
        if place in self._unfitted and isinstance(made, FactPage):
            self._unfitted.remove(place)
            later(made, 0, made.fit)  # the words are measured by then

    def show_draft(self, names: frozenset[str] | None) -> None:
        """Show what changed in the draft."""
        for made in self._pages.values():
            if isinstance(made, FactPage):
                made.show_state(self._draft.state, names)
        if self.head is not None:
            self.head.show_state(self._draft.state)

    def show_decision(self) -> None:
        """Show the decision on the page in view."""
        made = self._pages.get(self.currentIndex())
        if isinstance(made, FactPage):
            self._show_interest(made, afresh=False)
        elif made is not None:
            self._show_advice(made)

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self._language = language
        for made in self._pages.values():
            made.retranslate(language)
        if self.head is not None:
            self.head.retranslate(language)
        self.fit()
        self.show_decision()

    def reveal(self, fact: str) -> Field | None:
        """Show a fact's field; the page is already in view."""
        made = self._pages.get(self.currentIndex())
        return made.reveal(fact) if isinstance(made, FactPage) and fact in made.fields else None

    def reveal_advice(self, key: str) -> None:
        """Show a line of advice; the page is already in view."""
        made = self._pages.get(self.currentIndex())
        if made is not None and not isinstance(made, FactPage):
            made.reveal(key)

    def open_all_fields(self) -> None:
        """Open every field of the page in view."""
        made = self._pages.get(self.currentIndex())
        if isinstance(made, FactPage):
            made.open_all()

    def _build_next(self) -> None:
        missing = [place for place in range(len(self._steps)) if place not in self._pages]
        if missing:
            self.page(missing[0])
        else:
            self._build.stop()
            self.complete.emit()

    def _fact_page(self, step: Step) -> FactPage:
        made, draft = FactPage(step), self._draft
        made.edited.connect(draft.set_fact)
        made.reasoned.connect(draft.set_absent)
        made.left.connect(draft.seal)
        made.lesions_changed.connect(draft.set_lesions)
        if step.number == 1:
            made.add_head(self._visit_head())
        if step.id == "judgement":
            from crlm_desktop.ui.proposal_card import ProposalCard

            made.add_proposal(ProposalCard())
        if step.id == "staging":
            from crlm_desktop.ui.pictures_card import PicturesCard

            made.add_pictures(PicturesCard())
        return made

    def _visit_head(self) -> VisitHead:
        self.head, draft = VisitHead(), self._draft
        self.head.code_changed.connect(draft.set_case_code)
        self.head.date_changed.connect(draft.set_visit_date)
        self.head.note_changed.connect(draft.set_note)
        self.head.left.connect(draft.seal)
        self.head.retranslate(self._language)
        self.head.show_state(draft.state)
        return self.head

    def _advice_page(self, step: Step) -> AdvicePage:
        from crlm_desktop.flow.verdicts import DECISIONS, TEAM, with_verdict
        from crlm_desktop.ui.advice_page import AdvicePage

        made, draft = AdvicePage(step), self._draft
        made.sought.connect(self.sought)
        made.source_sought.connect(self.source_sought)
        made.command_wanted.connect(self.command_wanted)
        made.done_given.connect(lambda key, done: draft.set_done(key, done=done))
        made.team_changed.connect(lambda team: draft.set_extra(TEAM, team))
        made.verdict_given.connect(
            lambda verdict: draft.set_extra(DECISIONS, with_verdict(draft.state.extras, verdict))
        )
        return made

    def _show_interest(self, made: FactPage, *, afresh: bool) -> None:
        decision: Decision | None = self._live.decision
        found = interests(decision, self._draft.state, made.fields)
        made.show_decision(decision, found, self._language, afresh=afresh)
        if decision is not None:
            made.put_in_order()

    def _show_advice(self, made: AdvicePage) -> None:
        made.show_advice(self._draft.state, self._live.decision, self._live.knowledge)
