"""The window: steps at the left, the page in the middle, what is known so far at the right."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from crlm_desktop.domain.values import Absence
from crlm_desktop.flow.draft import Draft
from crlm_desktop.flow.pages import ADVICE, step_of_fact, steps
from crlm_desktop.flow.relevance import answered, still_open
from crlm_desktop.texts import say
from crlm_desktop.ui.actions import Menus
from crlm_desktop.ui.commands import add_commands
from crlm_desktop.ui.desk import Desk
from crlm_desktop.ui.footer import Footer
from crlm_desktop.ui.live import LiveResult
from crlm_desktop.ui.page_stack import PageStack
from crlm_desktop.ui.panel import LivePanel
from crlm_desktop.ui.rail import Rail
from crlm_desktop.ui.settings import LARGEST, SMALLEST, Settings, save
from crlm_desktop.ui.theme import palette, style_sheet
from crlm_desktop.ui.widgets import button

_NARROW, _PANEL_WIDE, _PANEL_NARROW = 1180, 330, 262


class Window(QMainWindow):
    """One consultation."""

    closed = Signal()
    spoken = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.steps = steps()
        self.place = 0
        self.draft = Draft()
        self.live = LiveResult(self.draft, self)
        self.desk = Desk(self, self.draft, self.live, settings)
        self.rail, self.footer, self.panel = Rail(self.steps), Footer(), LivePanel()
        self.stack = PageStack(self.steps, self.draft, self.live, settings.language)
        self.menus = Menus(self)
        self.language_button = button("chip")
        self._panel_wanted = True
        self._flash = False
        self.setAcceptDrops(True)
        self._arrange()
        add_commands(self.menus, self)
        self._connect()
        self.retranslate()
        self.stack.page(0)
        self.go(0)

    def _arrange(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.footer)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(middle)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.splitter, 1)
        self.setCentralWidget(body)
        self.language_button.clicked.connect(self.switch_language)
        self._corner = corner = QWidget()  # the menu bar keeps no hold of it
        corner_row = QHBoxLayout(corner)
        corner_row.setContentsMargins(4, 3, 12, 3)
        corner_row.addWidget(self.language_button)
        self.menuBar().setCornerWidget(corner)
        self.menuBar().setNativeMenuBar(False)

    def _connect(self) -> None:
        self.draft.listen(self._draft_changed)
        self.live.decided.connect(self._decided)
        self.rail.chosen.connect(self.go)
        self.footer.back.connect(lambda: self.go(self.place - 1))
        self.footer.next.connect(lambda: self.go(self.place + 1))
        for source in (self.panel, self.stack):
            source.sought.connect(self.seek)
        self.panel.advice_sought.connect(self.seek_advice)
        self.stack.source_sought.connect(self.open_consensus)
        self.desk.told.connect(self.footer.tell)
        self.desk.opened.connect(self._case_opened)

    def start(self) -> None:
        """Do what could wait until the first page stood: evaluate, build the other pages, offer recovery."""
        self.live.evaluate()
        self.stack.build_rest()
        edition = self.live.knowledge
        self.footer.show_edition(
            say(self.settings.language, "ui.edition", version=edition.version, hash=edition.sha256[:8])
        )

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

    def undo(self) -> None:
        """Take the last step back."""
        self.draft.undo()

    def redo(self) -> None:
        """Take it again."""
        self.draft.redo()

    def open_all_fields(self) -> None:
        """Open every field of the page."""
        self.stack.open_all_fields()

    def switch_language(self) -> None:
        """Speak the other language; nothing that is being typed is touched."""
        self.settings.language = "en" if self.settings.language == "zh" else "zh"
        save(self.settings)
        self.retranslate()

    def choose_report_language(self, language: str) -> None:
        """Write reports in a language, whatever the screen speaks."""
        self.settings.report_language = language
        save(self.settings)

    def choose_theme(self, theme: str) -> None:
        """Take the colours of a theme."""
        self.settings.theme = theme
        save(self.settings)
        self.paint()

    def change_type_size(self, step: int) -> None:
        """Make the type larger or smaller."""
        self.settings.type_size = max(SMALLEST, min(LARGEST, self.settings.type_size + step))
        save(self.settings)
        self.paint()

    def paint(self) -> None:
        """Dress the whole app in the theme and type size."""
        dress(self.settings)
        self.panel.paint_as(theme_in_use(self.settings))

    def toggle_panel(self) -> None:
        """Show or hide the live panel."""
        self._panel_wanted = not self._panel_wanted
        self.panel.setVisible(self._panel_wanted)

    def open_projector(self) -> None:
        """Show the case to the room."""
        from crlm_desktop.ui.projector import Projector

        if not self.live.is_current:
            self.live.evaluate()
        if self.live.decision is not None:
            shown = Projector(self, self.live.decision, self.live.knowledge, self.settings.language)
            self.spoken.connect(shown.retranslate)
            shown.showFullScreen()

    def open_consensus(self, statements: object = ()) -> None:
        """Open the consensus, at a statement if one is named."""
        from crlm_desktop.ui.reader import Reader

        sought = statements if isinstance(statements, tuple) else ()
        reader = Reader(self, self.live.knowledge, self.live.decision, self.settings.language)
        reader.turn_to(sought)
        self.spoken.connect(reader.retranslate)
        reader.show()

    def open_keys(self) -> None:
        """Show the keys."""
        from crlm_desktop.ui.about import KeySheet

        KeySheet(self, self.settings.language, self.menus)

    def open_about(self) -> None:
        """Show what this is and which knowledge speaks."""
        from crlm_desktop.ui.about import AboutSheet

        AboutSheet(self, self.settings.language, self.live.knowledge)

    def take_fault(self, kind: str) -> None:
        """Tell of a fault in the program; until the next sound result there is none."""
        from crlm_desktop.ui.dialogs import tell

        self.live.withdraw()
        language = self.settings.language
        tell(
            self,
            language,
            say(language, "ui.fault.title"),
            say(language, "ui.fault.text", kind=kind),
            grave=True,
        )

    def retranslate(self) -> None:
        """Show the words of the language."""
        language = self.settings.language
        self.menus.retranslate(language)
        self.rail.retranslate(language)
        self.footer.retranslate(language)
        self.stack.retranslate(language)
        self.panel.retranslate(language)
        self.language_button.setText(say(language, "ui.other_language"))
        self.menus.actions[f"report_{self.settings.language_of_report}"].setChecked(True)
        self.menus.actions[f"theme_{self.settings.theme}"].setChecked(True)
        if self.live.decision is not None:
            edition = self.live.knowledge
            self.footer.show_edition(
                say(language, "ui.edition", version=edition.version, hash=edition.sha256[:8])
            )
        self._say_title()
        self.spoken.emit(language)

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
        self.panel.show_decision(self.live.decision, self.live.knowledge, flash=self._flash)
        self.stack.show_decision()
        self.rail.show_counts(self._counts())
        self.menus.actions["export"].setEnabled(decision is not None)
        self.menus.actions["print"].setEnabled(decision is not None)

    def _counts(self) -> dict[str, tuple[int, int]]:
        filled, matters = answered(self.draft.state), still_open(self.live.decision, self.draft.state)
        decision = self.live.decision
        counts = {
            step.id: (
                sum(fact.name in filled for fact in step.facts),
                sum(fact.name in matters for fact in step.facts),
            )
            for step in self.steps
        }
        return counts | {ADVICE: (len(decision.advice), len(decision.waiting)) if decision else (0, 0)}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows show a narrow rail and a narrow panel."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.rail.be_narrow(narrow=narrow)
        panel = _PANEL_NARROW if narrow else _PANEL_WIDE
        self.panel.setMinimumWidth(220)
        self.splitter.setSizes([self.width() - self.rail.width() - panel, panel])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take case files and reports that carry their case."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        path = Path(next(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()))
        QTimer.singleShot(0, self, lambda: self.desk.unless_unsaved(lambda: self.desk.open(path)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before anything unsaved would be lost."""
        if self.draft.modified:
            event.ignore()
            self.desk.unless_unsaved(self._leave)
        else:
            self.desk.forget()
            self.closed.emit()
            event.accept()

    def _leave(self) -> None:
        self.draft.mark_saved()
        self.close()


def theme_in_use(settings: Settings) -> str:
    """Return the theme: the chosen one, or the system's."""
    if settings.theme != "system":
        return settings.theme
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def dress(settings: Settings) -> None:
    """Dress the app in a theme and type size."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 (there is one before there is a window)
    theme = theme_in_use(settings)
    font = app.font()
    font.setPixelSize(settings.type_size)
    app.setFont(font)
    app.setPalette(palette(theme))
    sheet = style_sheet(theme, settings.type_size)
    if app.styleSheet() != sheet:  # setting it anew costs a pass over every widget there is
        app.setStyleSheet(sheet)
