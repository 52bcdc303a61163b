"""A page of facts, built from their definitions alone."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout

from crlm_desktop.texts import say
from crlm_desktop.ui.ground import Ground
from crlm_desktop.ui.group_card import GroupCard
from crlm_desktop.ui.room import ABOVE, NARROW, WIDE
from crlm_desktop.ui.widgets import labelled, later, restyle, scroll_upright, still

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.flow.draft import DraftState
    from crlm_desktop.flow.pages import Step
    from crlm_desktop.flow.relevance import Interest
    from crlm_desktop.ui.field import Field
    from crlm_desktop.ui.pictures_card import PicturesCard
    from crlm_desktop.ui.proposal_card import ProposalCard
    from crlm_desktop.ui.room import Room
    from crlm_desktop.ui.visit_head import VisitHead

_SOUGHT_MS, _NARROW, _AROUND = 1600, 780, 56  # px: page narrower than that; margins beside a field
_DRAWN = frozenset({"primary_location", "lesions"})


class FactPage(QScrollArea):
    """One step of the consultation."""

    edited = Signal(object, object, object)
    reasoned = Signal(object, object)
    left = Signal()
    lesions_changed = Signal(object)

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self._room = WIDE
        self._ordered = False
        scroll_upright(self)
        self.title = labelled("title", wraps=False)
        self.hint = labelled("muted")
        self.body = Ground()
        self.body.setObjectName("page")
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(16, 10, 16, 14)
        self.column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        foot = QVBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.hint)
        head.addLayout(foot, 1)
        self.column.addLayout(head)
        assert step.page is not None  # noqa: S101 (the advice has its own page)
        self.cards = {
            group.id: self._card(GroupCard(group, step.page.facts_of(group.id))) for group in step.groups
        }
        self.fields: dict[str, Field] = {
            name: field for card in self.cards.values() for name, field in card.fields.items()
        }
        self.pictures: PicturesCard | None = None
        self.proposal: ProposalCard | None = None
        self.head: VisitHead | None = None
        self.column.addStretch(1)
        self.setWidget(self.body)

    def _card(self, card: GroupCard) -> GroupCard:
        for field in card.fields.values():
            field.edited.connect(self.edited)
            field.reasoned.connect(self.reasoned)
            field.left.connect(self.left)
        card.unfolded.connect(self.put_in_order)
        self.column.addWidget(card)
        return card

    def add_on_top(self, widget: QFrame) -> None:
        """Place a card above the groups."""
        self.column.insertWidget(1, widget)
        self._ordered = False

    def add_head(self, head: VisitHead) -> None:
        """Place the head of the visit above the groups."""
        self.head = head
        head.fit(self._room)
        self.add_on_top(head)

    def add_proposal(self, proposal: ProposalCard) -> None:
        """Place what follows from the entries above the groups."""
        self.proposal = proposal
        self.add_on_top(proposal)

    def add_pictures(self, pictures: PicturesCard) -> None:
        """Place the clickable pictures above the groups."""
        self.pictures = pictures
        pictures.edited.connect(self.edited)
        pictures.lesions_changed.connect(self.lesions_changed)
        self.add_on_top(pictures)

    def show_state(self, state: DraftState, names: frozenset[str] | None = None) -> None:
        """Show what the draft holds; only the named facts where names are given."""
        for name, field in self.fields.items():
            if names is None or name in names:
                field.show_state(state)
        if self.pictures is not None and (names is None or names & _DRAWN):
            self.pictures.show_state(state)

    def show_decision(
        self, decision: Decision | None, interest: Mapping[str, Interest], language: str, *, afresh: bool
    ) -> None:
        """Open what matters now, and show contradictions at every field they name."""
        with still(self.body) if afresh else nullcontext():  # the second alone repaints what changed
            for card in self.cards.values():
                card.show_interest(interest, afresh=afresh)
            if self.proposal is not None:
                self.proposal.show_decision(decision, language)
            found: dict[str, list[str]] = {}
            for warning in decision.warnings if decision else ():
                for fact in warning.facts:
                    found.setdefault(fact, []).append(warning.text[language])
            for name, field in self.fields.items():
                field.show_contradictions(tuple(found.get(name, ())))
            if not afresh:
                self.column.activate()  # all at once: level by level, the page would be painted in between

    def retranslate(self, language: str) -> None:
        """Show the words of a language."""
        self.title.setText(self.step.label[language])
        self.hint.setText(say(language, f"ui.hint.{self.step.id}"))
        for card in self.cards.values():
            card.retranslate(language)
        if self.pictures is not None:
            self.pictures.retranslate(language)

    def put_in_order(self) -> None:
        """Let Tab go as one reads, where something was added; not before the first page is painted."""
        from crlm_desktop.ui.reading_order import in_reading_order

        grown = [card for card in self.cards.values() if card.grown]
        for part in grown if self._ordered else [self.body]:
            in_reading_order(part)
        for card in grown:
            card.grown = False
        self._ordered = True

    def measure_again(self) -> None:
        """Give every label the room it needs now: the bold face has come."""
        for label in self.findChildren(QLabel):
            QCoreApplication.sendEvent(label, QEvent(QEvent.Type.FontChange))  # else it keeps its old size

    def reveal(self, name: str) -> Field:
        """Open a fact's field, bring the cursor to it and mark it for a moment."""
        card = next(card for card in self.cards.values() if name in card.fields)
        field = card.open_field(name)
        tone = field.property("tone") or ""
        restyle(field, tone="sought")
        later(field, _SOUGHT_MS, lambda: restyle(field, tone=tone))
        later(field, 0, lambda: self._bring(field))
        return field

    def _bring(self, field: Field) -> None:
        field.seek()
        self.ensureWidgetVisible(field, 0, 80)

    def focus_first(self) -> None:
        """Bring the cursor to the first open field."""
        for field in self.fields.values():
            if not field.isHidden():
                field.seek()
                return

    def open_all(self) -> None:
        """Open every field of the page."""
        for card in self.cards.values():
            card.open_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit labels and pictures to the room there is."""
        super().resizeEvent(event)
        self._fit(event.size().width())  # of the viewport; asking for that itself wakes every widget class

    def fit(self) -> None:
        """Fit labels and pictures to the words: they come in another size or language."""
        self._fit(self.viewport().width())

    def _fit(self, width: int) -> None:
        if self.pictures is not None:
            self.pictures.fit(width)
        room = self._room_in(width)
        if room is self._room:
            return
        self._room = room
        for field in self.fields.values():
            field.fit(room)
        if self.head is not None:
            self.head.fit(room)

    def _room_in(self, width: int) -> Room:
        """Return the widest room in which every row fits."""
        rooms = (WIDE, NARROW) if width >= _NARROW else (NARROW,)
        inner = width - _AROUND
        return next(
            (room for room in rooms if all(field.fits(room, inner) for field in self.fields.values())), ABOVE
        )
