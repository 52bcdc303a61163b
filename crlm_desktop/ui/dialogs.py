"""Messages and questions; none of them stops the program while it waits for an answer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crlm_desktop.domain.problem_words import problem_words
from crlm_desktop.domain.problems import Problem
from crlm_desktop.knowledge.base import knowledge
from crlm_desktop.texts import say
from crlm_desktop.ui.fitting import fit
from crlm_desktop.ui.widgets import labelled

_VISIT = frozenset({"case_code", "visit_date", "note"})


def tell(parent: QWidget, language: str, title: str, text: str, *, grave: bool = False) -> QMessageBox:
    """Show a message."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Critical if grave else QMessageBox.Icon.Information)
    box.setWindowTitle(title)
    box.setText(text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.addButton(say(language, "ui.ok"), QMessageBox.ButtonRole.AcceptRole)
    box.open()
    return box


def ask(
    parent: QWidget, title: str, text: str, answers: Sequence[tuple[str, Callable[[], object] | None]]
) -> QMessageBox:
    """Ask; each answer has words and what it does; the last one is taken when the question is closed."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setText(text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    doings: dict[QPushButton, Callable[[], object] | None] = {}
    for words, do in answers:
        doings[box.addButton(words, QMessageBox.ButtonRole.ActionRole)] = do
    box.setDefaultButton(next(iter(doings)))
    box.setEscapeButton(list(doings)[-1])
    box.buttonClicked.connect(lambda pressed: (do := doings.get(pressed)) and do())
    box.open()
    return box


def ask_password(parent: QWidget, language: str, text: str, do: Callable[[str], object]) -> QInputDialog:
    """Ask for a password."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(say(language, "ui.app"))
    dialog.setLabelText(text)
    dialog.setOkButtonText(say(language, "ui.open.with_password"))
    dialog.setCancelButtonText(say(language, "ui.cancel"))
    dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
    dialog.textValueSelected.connect(do)
    dialog.open()
    return dialog


class Sheet(QDialog):
    """A dialog with a title, some widgets and a button that closes it."""

    def __init__(self, parent: QWidget, language: str, title: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 14, 18, 14)
        self.column.setSpacing(8)
        self.column.addWidget(labelled("title", title))
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(say(language, "ui.close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.rejected.connect(self.reject)

    def finish(self, width: int, height: int) -> None:
        """Close the column with the buttons and open the sheet."""
        self.column.addWidget(self.buttons)
        fit(self, width, max(height, self.column.totalHeightForWidth(width)))
        self.open()


def problem_lines(problems: Sequence[Problem], language: str) -> list[str]:
    """Return every fault of a file in words, each with its place."""
    return [worded_problem(problem, language) for problem in problems]


def worded_problem(problem: Problem, language: str) -> str:
    """Return one fault in words, with its place."""
    place = _place_words(problem.place, language)
    return f"{place}{say(language, 'ui.colon')}{problem_words(problem, language)}"


def _place_words(place: str, language: str) -> str:
    """Return where a fault is: the field as the pages name it, behind it the name in the file."""
    if not place:
        return say(language, "problem.file")
    if place in _VISIT:
        label = say(language, f"ui.visit.{place}")
    else:
        fact = knowledge().facts.vocabulary.get(place.removeprefix("facts.").partition(".")[0])
        label = fact.label[language] if fact and place.startswith("facts.") else ""
    return say(language, "problem.place", label=label, path=place) if label else place


class ProblemSheet(Sheet):
    """Every fault of a case file at once; nothing was changed. `note`: what may have caused them."""

    def __init__(
        self, parent: QWidget, language: str, name: str, problems: Sequence[Problem], note: str = ""
    ) -> None:
        super().__init__(parent, language, say(language, "ui.open.broken"))
        self.setObjectName("problems")
        self.column.addWidget(QLabel(say(language, "ui.open.broken_text", name=name, count=len(problems))))
        if note:
            self.column.addWidget(labelled("warn", note))
        self.lines = QPlainTextEdit("\n".join(problem_lines(problems, language)))
        self.lines.setReadOnly(True)
        self.lines.setAccessibleName(say(language, "ui.open.broken"))
        self.column.addWidget(self.lines)
        self.finish(640, 380)
