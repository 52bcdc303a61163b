"""What happens to whole cases: new, open, save, report, recovery. Asks before anything would be lost."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from crlm_desktop.domain.problems import CaseFileError
from crlm_desktop.file_faults import reason
from crlm_desktop.flow.draft import Draft
from crlm_desktop.flow.files import read_bytes, read_case, read_recovery, write_case, write_recovery
from crlm_desktop.paths import resource
from crlm_desktop.texts import say
from crlm_desktop.ui.dialogs import ProblemSheet, ask, ask_password, tell
from crlm_desktop.ui.file_dialog import ask_file, file_name
from crlm_desktop.ui.live import LiveResult
from crlm_desktop.ui.settings import Settings, recovery_file

if TYPE_CHECKING:
    from crlm_desktop.report.carrier import Carried

_KEEP_AFTER_MS = 700
_PDF = b"%PDF-"
EXAMPLE = "real_sigmoid_multiple.json"


class Desk(QObject):
    """Cases in and out of the window."""

    told = Signal(str)
    opened = Signal()

    def __init__(self, window: QWidget, draft: Draft, live: LiveResult, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._draft, self._live, self._settings = window, draft, live, settings
        self.path: Path | None = None
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_AFTER_MS)
        self._keep.timeout.connect(self.keep)
        draft.listen(lambda _names: self._keep.start())

    def _say(self, key: str, **values: object) -> str:
        return say(self._settings.language, key, **values)

    def unless_unsaved(self, do: Callable[[], object]) -> None:
        """Do it at once when nothing is unsaved; else ask first."""
        if not self._draft.modified:
            do()
            return
        answers = (
            (self._say("ui.unsaved.save"), lambda: self.save(then=do)),
            (self._say("ui.unsaved.leave"), do),
            (self._say("ui.cancel"), None),
        )
        ask(self._window, self._say("ui.unsaved.title"), self._say("ui.unsaved.text"), answers)

    def new(self) -> None:
        """Begin an empty case."""
        self.unless_unsaved(self._clear)

    def _clear(self) -> None:
        self.path = None
        self._draft.clear()
        self.opened.emit()

    def choose_and_open(self) -> None:
        """Let the person choose a case file."""
        self.unless_unsaved(self._choose)

    def _choose(self) -> None:
        title, kinds = self._say("ui.open.title"), self._say("ui.open.kinds")
        ask_file(self._window, self._settings, title, kinds, self.open, saving=None)

    def open_example(self) -> None:
        """Open the example that comes with the app."""
        self.unless_unsaved(lambda: self.open(resource("cases", EXAMPLE), is_example=True))

    def open(self, path: Path, *, is_example: bool = False) -> bool:
        """Open a case file, or a report that carries its case; a broken one changes nothing."""
        try:
            data = read_bytes(path)
        except OSError as error:
            self._tell_grave(
                "ui.open.unreadable", name=path.name, reason=reason(error, self._settings.language)
            )
            return False
        if path.suffix.lower() == ".pdf" or data.startswith(_PDF):
            return self._open_report(path, data, None)
        if not self._take(path, data):
            return False
        self.path = None if is_example else path
        return True

    def _take(self, path: Path, data: bytes, note: str = "") -> bool:
        try:
            case = read_case(data, date.today())
        except CaseFileError as error:
            ProblemSheet(self._window, self._settings.language, path.name, error.problems, note)
            return False
        self.path = None
        self._draft.open(case)
        self.opened.emit()
        self.told.emit(self._say("ui.open.done", name=path.name))
        return True

    def _open_report(self, path: Path, data: bytes, password: str | None) -> bool:
        """Open the case that a report carries; say if the report was changed, or the knowledge has been."""
        from crlm_desktop.report.carrier import CarrierError
        from crlm_desktop.report.carrier import read_case as carried_case

        try:
            carried = carried_case(data, password)
        except CarrierError as error:
            if error.code in {"needs_password", "wrong_password"}:
                words = self._say(f"report.carrier.{error.code}")
                language = self._settings.language
                ask_password(self._window, language, words, lambda word: self._open_report(path, data, word))
            else:
                self._tell_grave(f"report.carrier.{error.code}")
            return False
        return self._take_carried(path, carried)

    def _take_carried(self, path: Path, carried: "Carried") -> bool:
        from crlm_desktop.report.reopened import compared
        from crlm_desktop.ui.reopening import edition_words, reopened_words

        knowledge, language = self._live.knowledge, self._settings.language
        other = carried.knowledge_sha256 != knowledge.sha256
        note = edition_words(carried, knowledge, language) if other else ""
        if not self._take(path, carried.case, note):
            return False
        self._live.evaluate()
        if self._live.decision is not None:
            found = compared(carried, self._live.decision, knowledge)
            words = reopened_words(found, carried, knowledge, language, path.name)
            if words:
                tell(self._window, language, self._say("ui.app"), words, grave=found.altered)
        return True

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save where the case came from; ask where, if it came from nowhere."""
        if self.path is None:
            self.save_as(then)
        else:
            self.write(self.path, then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask where to save."""
        title, kinds = self._say("ui.save.title"), self._say("ui.save.kinds")
        name = f"{file_name(self._draft)}.json"
        ask_file(self._window, self._settings, title, kinds, lambda path: self.write(path, then), saving=name)

    def write(self, path: Path, then: Callable[[], object] | None = None) -> bool:
        """Write the case; the old file stays whole if that fails."""
        try:
            write_case(self._draft.to_case(date.today()), path)
        except OSError as error:
            self._tell_grave(
                "ui.save.failed", name=path.name, reason=reason(error, self._settings.language, path)
            )
            return False
        self.path = path
        self._draft.mark_saved()
        self.forget()
        self.told.emit(self._say("ui.save.done", name=path.name))
        if then is not None:
            then()
        return True

    def keep(self) -> None:
        """Keep the draft for the next start; where that is impossible, work goes on."""
        if not self._draft.modified:
            self.forget()
            return
        try:
            write_recovery(self._draft, recovery_file(), date.today())
        except OSError:
            self.told.emit(self._say("ui.recovery.impossible"))

    def forget(self) -> None:
        """Drop what was kept."""
        self._keep.stop()
        recovery_file().unlink(missing_ok=True)

    def offer_recovery(self, otherwise: Callable[[], object] = lambda: None) -> None:
        """Offer the draft that an earlier run left; without one, or when it is dropped, do the other."""
        state = read_recovery(recovery_file(), date.today()) if recovery_file().exists() else None
        if state is None:
            otherwise()
            return

        def restore() -> None:
            self._draft.restore(state)
            self.opened.emit()

        def leave() -> None:
            self.forget()
            otherwise()

        answers = ((self._say("ui.recovery.take"), restore), (self._say("ui.recovery.leave"), leave))
        ask(self._window, self._say("ui.recovery.title"), self._say("ui.recovery.text"), answers)

    def _tell_grave(self, key: str, **values: object) -> None:
        tell(self._window, self._settings.language, self._say("ui.app"), self._say(key, **values), grave=True)
