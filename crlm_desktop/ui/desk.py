"""What happens to whole cases: new, open, save, report, recovery. Asks before anything would be lost."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from crlm_desktop.domain.problems import CaseFileError
from crlm_desktop.flow.draft import Draft
from crlm_desktop.flow.files import read_case, read_recovery, write_case, write_recovery
from crlm_desktop.paths import resource
from crlm_desktop.texts import say
from crlm_desktop.ui.dialogs import ProblemSheet, ask, tell
from crlm_desktop.ui.live import LiveResult
from crlm_desktop.ui.settings import Settings, recovery_file, save

_KEEP_AFTER_MS = 700
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
        kinds = self._say("ui.open.kinds")
        self._file_dialog(self._say("ui.open.title"), kinds, lambda name: self.open(Path(name)), saving=None)

    def open_example(self) -> None:
        """Open the example that comes with the app."""
        self.unless_unsaved(lambda: self.open(resource("cases", EXAMPLE), is_example=True))

    def open(self, path: Path, *, is_example: bool = False) -> bool:
        """Open a case file; one that is broken changes nothing and has every fault listed."""
        language = self._settings.language
        try:
            case = read_case(path, date.today())
        except CaseFileError as error:
            ProblemSheet(self._window, language, path.name, error.problems)
            return False
        except OSError as error:
            self._tell_grave("ui.open.unreadable", name=path.name, reason=error.strerror or "")
            return False
        self.path = None if is_example else path
        self._draft.open(case)
        self.opened.emit()
        self.told.emit(self._say("ui.open.done", name=path.name))
        return True

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save where the case came from; ask where, if it came from nowhere."""
        if self.path is None:
            self.save_as(then)
        else:
            self.write(self.path, then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask where to save."""
        kinds = self._say("ui.save.kinds")
        name = f"{_file_name(self._draft)}.json"
        self._file_dialog(
            self._say("ui.save.title"), kinds, lambda path: self.write(Path(path), then), saving=name
        )

    def write(self, path: Path, then: Callable[[], object] | None = None) -> bool:
        """Write the case; the old file stays whole if that fails."""
        try:
            write_case(self._draft.to_case(date.today()), path)
        except OSError as error:
            self._tell_grave("ui.save.failed", name=path.name, reason=error.strerror or "")
            return False
        self.path = path
        self._draft.mark_saved()
        self.forget()
        self.told.emit(self._say("ui.save.done", name=path.name))
        if then is not None:
            then()
        return True

    def choose_and_export(self) -> None:
        """Ask where the report goes; without a result that can be trusted there is none."""
        if self._has_result():
            name = f"{_file_name(self._draft)}.pdf"
            kinds = self._say("ui.export.kinds")
            self._file_dialog(
                self._say("ui.export.title"), kinds, lambda path: self.export(Path(path)), saving=name
            )

    def export(self, path: Path) -> bool:
        """Write the one-page report."""
        if not self._has_result():
            return False
        from crlm_desktop.ui.reporting import ReportFailedError, write_report

        try:
            write_report(self._live.decision, self._live.knowledge, self._settings.language_of_report, path)
        except ReportFailedError as error:
            words = error.words(self._settings.language)
            tell(self._window, self._settings.language, self._say("ui.export.failed"), words, grave=True)
            return False
        self.told.emit(self._say("ui.export.done", name=path.name))
        return True

    def print_report(self) -> None:
        """Print the page."""
        decision, language = self._live.decision, self._settings.language_of_report
        if self._has_result() and decision is not None:
            from crlm_desktop.ui.printing import print_page

            print_page(self._window, decision, self._live.knowledge, language, self._say("ui.print.title"))

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

    def offer_recovery(self) -> None:
        """Offer the draft that an earlier run left behind."""
        state = read_recovery(recovery_file(), date.today()) if recovery_file().exists() else None
        if state is None:
            return

        def restore() -> None:
            self._draft.restore(state)
            self.opened.emit()

        answers = ((self._say("ui.recovery.take"), restore), (self._say("ui.recovery.leave"), self.forget))
        ask(self._window, self._say("ui.recovery.title"), self._say("ui.recovery.text"), answers)

    def _has_result(self) -> bool:
        if self._live.decision is not None and not self._live.is_current:
            self._live.evaluate()
        if self._live.decision is None:
            self._tell_grave("ui.export.no_result")
            return False
        return True

    def _tell_grave(self, key: str, **values: object) -> None:
        tell(self._window, self._settings.language, self._say("ui.app"), self._say(key, **values), grave=True)

    def _file_dialog(
        self, title: str, kinds: str, do: Callable[[str], object], *, saving: str | None
    ) -> None:
        dialog = QFileDialog(self._window, title, self._settings.folder, kinds)
        dialog.setObjectName("files")
        if saving is not None:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(Path(saving).suffix.lstrip("."))
            dialog.selectFile(saving)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._file_chosen(name, do))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _file_chosen(self, name: str, do: Callable[[str], object]) -> None:
        self._settings.folder = str(Path(name).parent)
        save(self._settings)
        do(name)


def _file_name(draft: Draft) -> str:
    """Return a file name made of the case code; nothing that a file system refuses."""
    code = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in draft.state.case_code.strip())
    return code[:60] or "crlm-case"
