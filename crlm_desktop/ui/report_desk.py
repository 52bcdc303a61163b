"""What happens to reports: export, picture, plain text, print. Without a sound result nothing leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from crlm_desktop.texts import say
from crlm_desktop.ui.dialogs import tell
from crlm_desktop.ui.file_dialog import ask_file, file_name
from crlm_desktop.ui.reporting import ReportFailedError, Wish, plain_text, write_report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from crlm_desktop.engine.decision import Decision
    from crlm_desktop.flow.draft import Draft
    from crlm_desktop.ui.live import LiveResult
    from crlm_desktop.ui.settings import Settings


class ReportDesk(QObject):
    """Reports out of the window."""

    told = Signal(str)

    def __init__(self, window: QWidget, draft: Draft, live: LiveResult, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._draft, self._live, self._settings = window, draft, live, settings

    def _say(self, key: str, **values: object) -> str:
        return say(self._settings.language, key, **values)

    def open_sheet(self) -> None:
        """Show the page and ask what may leave."""
        from crlm_desktop.ui.export_sheet import ExportSheet

        decision = self._sound()
        if decision is None:
            return
        sheet = ExportSheet(
            self._window,
            decision,
            self._live.knowledge,
            self._settings.language,
            self._settings.language_of_report,
        )
        sheet.wanted.connect(self._wanted)
        sheet.open()

    def open_batch(self, paths: Iterable[Path] = ()) -> None:
        """Ask which cases are to be reported into which folder."""
        from crlm_desktop.ui.batch_sheet import BatchSheet

        BatchSheet(self._window, self._settings, self._live.knowledge).form.add(paths)

    def export(self, path: Path, wish: Wish | None = None) -> bool:
        """Write the page, as PDF or as a picture by the file's name."""
        decision = self._sound()
        if decision is None:
            return False
        try:
            write_report(decision, self._live.knowledge, wish or self._usual(), path)
        except ReportFailedError as error:
            words = error.words(self._settings.language)
            tell(self._window, self._settings.language, self._say("ui.export.failed"), words, grave=True)
            return False
        self.told.emit(self._say("ui.export.done", name=path.name))
        return True

    def copy_text(self, wish: Wish | None = None) -> None:
        """Put the report as plain text on the clipboard."""
        decision = self._sound()
        if decision is not None:
            text = plain_text(decision, self._live.knowledge, wish or self._usual())
            QApplication.clipboard().setText(text)
            self.told.emit(self._say("ui.export.copied"))

    def print_page(self, wish: Wish | None = None) -> None:
        """Print the page."""
        from crlm_desktop.ui.printing import print_page

        decision, title = self._sound(), self._say("ui.print.title")
        if decision is None:
            return
        if print_page(self._window, decision, self._live.knowledge, wish or self._usual(), title) is None:
            tell(self._window, self._settings.language, title, self._say("ui.print.none"))

    def _usual(self) -> Wish:
        return Wish(self._settings.language_of_report)

    def _wanted(self, kind: str, wish: Wish) -> None:
        if kind == "text":
            self.copy_text(wish)
        elif kind == "print":
            self.print_page(wish)
        else:
            name = "crlm-report" if wish.deidentified or not wish.with_code else file_name(self._draft)
            ask_file(
                self._window,
                self._settings,
                self._say("ui.export.title"),
                f"{kind.upper()} (*.{kind})",
                lambda path: self.export(path, wish),
                saving=f"{name}.{kind}",
            )

    def _sound(self) -> Decision | None:
        """Return the decision of the draft as it stands; without one it is said that nothing can leave."""
        if self._live.decision is not None and not self._live.is_current:
            self._live.evaluate()
        if self._live.decision is None:
            words = self._say("ui.export.no_result")
            tell(self._window, self._settings.language, self._say("ui.app"), words, grave=True)
        return self._live.decision
