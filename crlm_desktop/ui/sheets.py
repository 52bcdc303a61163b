"""What the window opens beside the case; all of it follows the language, what shows the case follows that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from crlm_desktop.texts import say
from crlm_desktop.ui.about import AboutSheet, KeySheet
from crlm_desktop.ui.dialogs import tell
from crlm_desktop.ui.sources import cited_around

if TYPE_CHECKING:
    from crlm_desktop.ui.actions import Menus
    from crlm_desktop.ui.clock_sheet import ClockSheet
    from crlm_desktop.ui.live import LiveResult
    from crlm_desktop.ui.settings import Settings
    from crlm_desktop.ui.speech import Speech
    from crlm_desktop.ui.way_sheet import WaySheet


class Sheets(QObject):
    """Opens windows of their own."""

    sought = Signal(object)
    told = Signal(str)
    case_changed = Signal()

    def __init__(self, speech: Speech, live: LiveResult, settings: Settings, menus: Menus) -> None:
        super().__init__(speech.window)
        self._window, self._speech, self._live = speech.window, speech, live
        self._settings, self._menus = settings, menus

    def open_projector(self) -> None:
        """Show the case to the room."""
        from crlm_desktop.ui.projector import Projector

        if not self._live.is_current:
            self._live.evaluate()
        if self._live.decision is not None:
            shown = Projector(
                self._window, self._live.decision, self._live.knowledge, self._settings.language
            )
            self._live.decided.connect(shown.show_decision)
            self.case_changed.connect(shown.begin_anew)
            self._speech.changed.connect(shown.retranslate)
            shown.showFullScreen()

    def open_consensus(self, statements: object = ()) -> None:
        """Open the consensus, at a statement if one is named."""
        from crlm_desktop.ui.reader import Reader

        sought = statements if isinstance(statements, tuple) else ()
        reader = Reader(self._window, self._live.knowledge, self._live.decision, self._settings.language)
        reader.turn_to(sought)
        self._live.decided.connect(reader.show_decision)
        self._speech.changed.connect(reader.retranslate)
        reader.show()

    def open_consensus_here(self) -> None:
        """Open the consensus at the statement behind the line where the keyboard is, if it is at one."""
        self.open_consensus(cited_around(self._window.focusWidget()))

    def open_way(self) -> None:
        """Show the way through the consensus."""
        from crlm_desktop.ui.way_sheet import WaySheet

        sheet = WaySheet(self._window, self._live.knowledge, self._settings.language)
        sheet.sought.connect(self.sought)
        self._keep_in_step(sheet)

    def open_clocks(self) -> None:
        """Show the calendar of every clock that runs."""
        from crlm_desktop.ui.clock_sheet import ClockSheet

        self._keep_in_step(ClockSheet(self._window, self._live.knowledge, self._settings.language))

    def _keep_in_step(self, sheet: WaySheet | ClockSheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.told.connect(self.told)
        sheet.retranslate(self._settings.language)
        sheet.show_decision(self._live.decision)
        self._live.decided.connect(sheet.show_decision)
        self._speech.changed.connect(sheet.retranslate)
        sheet.show()

    def open_keys(self) -> None:
        """Show the keys."""
        KeySheet(self._window, self._settings.language, self._menus)

    def open_about(self) -> None:
        """Show what this is and which knowledge speaks."""
        AboutSheet(self._window, self._settings.language, self._live.knowledge)

    def take_fault(self, kind: str) -> None:
        """Tell of a fault in the program; until the next sound result there is none."""
        self._live.withdraw()
        language = self._settings.language
        words = say(language, "ui.fault.text", kind=kind)
        tell(self._window, language, say(language, "ui.fault.title"), words, grave=True)
