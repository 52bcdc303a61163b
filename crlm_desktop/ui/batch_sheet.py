"""Reports of many cases: the order, its progress, and what became of each case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QProgressBar, QWidget

from crlm_desktop.texts import say
from crlm_desktop.ui.batch_form import BatchForm
from crlm_desktop.ui.batch_run import BatchRun
from crlm_desktop.ui.dialogs import Sheet, ask, worded_problem
from crlm_desktop.ui.widgets import button, labelled

if TYPE_CHECKING:
    from crlm_desktop.knowledge.base import Knowledge
    from crlm_desktop.ui.settings import Settings

_WIDTH, _HEIGHT = 660, 480


class BatchSheet(Sheet):
    """One order, its progress and its end."""

    def __init__(self, parent: QWidget, settings: Settings, knowledge: Knowledge) -> None:
        super().__init__(parent, settings.language, say(settings.language, "ui.batch.title"))
        self.setObjectName("batch")
        self._language, self._knowledge = settings.language, knowledge
        self.run: BatchRun | None = None
        self.form = BatchForm(settings)
        self.bar, self.news, self.faults = QProgressBar(), labelled("echo"), QPlainTextEdit()
        self.start = button("primary", self._say("start"))
        [self.leave] = self.buttons.buttons()
        self._arrange()
        self._show_order()
        self.finish(_WIDTH, _HEIGHT)

    def _say(self, key: str, **values: object) -> str:
        return say(self._language, f"ui.batch.{key}", **values)

    def _arrange(self) -> None:
        self.bar.setAccessibleName(self._say("progress"))
        self.bar.setTextVisible(False)
        self.faults.setReadOnly(True)
        self.faults.setAccessibleName(self._say("faults"))
        self.column.addWidget(labelled("muted", self._say("hint")))
        self.column.addWidget(self.form, 1)
        for widget in (self.bar, self.news, self.faults):
            self.column.addWidget(widget, int(widget is self.faults))
            widget.hide()
        self.start.setObjectName("batch.start")
        self.start.clicked.connect(self._begin)
        self.form.changed.connect(self._show_order)
        self.buttons.addButton(self.start, QDialogButtonBox.ButtonRole.ActionRole)

    def _show_order(self) -> None:
        """Only a whole order can begin."""
        self.start.setEnabled(self.form.order() is not None)

    def _begin(self) -> None:
        from crlm_desktop.report.batch import Batch

        order = self.form.order()
        if order is None:
            return
        self.run = BatchRun(Batch(order, self._knowledge, date.today()), self.form.files, self)
        self.run.read.connect(self._show_reading)
        self.run.settled.connect(self._settle)
        self.run.tried.connect(self._show_writing)
        self.run.ended.connect(self._show_end)
        self.faults.hide()
        self.bar.setRange(0, len(self.form.files))
        self._work(at_work=True)

    def _work(self, *, at_work: bool) -> None:
        self.form.setEnabled(not at_work)
        self.start.setVisible(not at_work)
        self.bar.setVisible(at_work)
        self.news.show()
        self.leave.setText(self._say("stop") if at_work else say(self._language, "ui.close"))

    def _show_reading(self, behind: int) -> None:
        self.bar.setValue(behind)
        self.news.setText(self._say("reading", done=behind + 1, count=self.bar.maximum()))

    def _settle(self) -> None:
        """Ask about files that are in the way, else write."""
        run = self.run
        if run is None:
            return
        self.bar.setRange(0, max(1, run.batch.pages))
        self.bar.setValue(0)
        clashes = run.batch.in_the_way()
        if not clashes:
            run.write(replace=False)
            return

        def keep_both() -> None:
            run.batch.keep_both()
            run.write(replace=False)

        answers = (
            (self._say("exists.both"), keep_both),
            (self._say("exists.replace"), lambda: run.write(replace=True)),
            (say(self._language, "ui.cancel"), run.stop),
        )
        words = self._say("exists.text", count=len(clashes), folder=clashes[0].parent)
        question = ask(self, self._say("exists.title"), words, answers)
        question.finished.connect(lambda _code: run.stop() if run.waits else None)

    def _show_writing(self, path: str) -> None:
        self.bar.setValue(self.bar.value() + 1)
        done, count = self.bar.value(), self.bar.maximum()
        self.news.setText(self._say("writing", done=done, count=count, name=Path(path).name))

    def _show_end(self) -> None:
        from crlm_desktop.report.batch_words import fault_lines, summary

        if self.run is None:
            return
        batch = self.run.batch
        stopped = self._say("stopped") if self.run.stopped else ""
        self.news.setText(stopped + summary(batch, self._language))
        lines = list(fault_lines(batch, self._language, lambda found: worded_problem(found, self._language)))
        self.faults.setPlainText("\n".join(lines))
        self.faults.setVisible(bool(lines))
        self.run = None
        self._work(at_work=False)

    def reject(self) -> None:
        """Stop the work; without any, close."""
        if self.run is not None:
            self.run.stop()
            return
        super().reject()
