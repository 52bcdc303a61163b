"""A line that does not apply: which of the patient's facts stop it, what would bring it, its source."""

from PySide6.QtWidgets import QWidget

from crlm_desktop.flow.why_not import AbsentLine, Explainer
from crlm_desktop.texts import say
from crlm_desktop.ui.opening_line import OpeningLine, details_column, sentence_label
from crlm_desktop.ui.sources import cite
from crlm_desktop.ui.widgets import labelled

_INDENT = 40


class StoppedLine(OpeningLine):
    """Opens into its full text, its source, and the field that would have to change."""

    def __init__(self, absent: AbsentLine, explainer: Explainer, language: str) -> None:
        super().__init__(absent.key, absent.line.headline[language], language)
        self._absent, self._explainer = absent, explainer
        self.setObjectName(f"stopped.{absent.key}")
        cite(self, absent.tokens)
        lead = absent.lead
        badges = [self._strength_badge(lead.strength), *self._grade_badge(lead.grade, lead.evidence)]
        self.column.addLayout(self._head(lead.strength, [*badges, *self._source_badges(absent.tokens)]))
        self.why = self._told("", explainer.why(absent, language))
        self.change = self._told("echo", (explainer.change(absent, language),))
        self.setAccessibleDescription(f"{self.why}\n{self.change}")

    def _told(self, role: str, sentences: tuple[str, ...]) -> str:
        for sentence in sentences:
            label = labelled(role, sentence)
            label.setContentsMargins(_INDENT, 0, 0, 0)
            self.column.addWidget(label)
        return "\n".join(sentences)

    def open(self) -> None:
        """Open the line."""
        self.show_details(self._details() if self.details is None else None)

    def _details(self) -> QWidget:
        made, column = details_column()
        column.addWidget(labelled("echo", say(self._language, "ui.why.says")))
        for text in self._explainer.details(self._absent, self._language):
            column.addWidget(sentence_label(text))
        fields = self._explainer.fields(self._absent, self._language)
        column.addWidget(self._links(self._absent.tokens, fields))
        return made
