"""What this is, which knowledge speaks, and the keys."""

from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from crlm_desktop import __version__
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say
from crlm_desktop.ui.actions import Menus
from crlm_desktop.ui.dialogs import Sheet
from crlm_desktop.ui.widgets import labelled

_FIELD_KEYS = (
    ("Y / N", "ui.keys.yes_no"), ("1 … 9", "ui.keys.choice"), ("← →", "ui.keys.arrows"),
    ("Ctrl+1", "absence.pending"), ("Ctrl+2", "absence.not_done"),
    ("Ctrl+3", "absence.not_obtainable"),
    ("Ctrl+M", "ui.keys.more"), ("Delete", "ui.field.clear"), ("Enter", "ui.keys.confirm"),
)  # fmt: skip


class AboutSheet(Sheet):
    """About this app and the edition of the consensus it follows."""

    def __init__(self, parent: QWidget, language: str, knowledge: Knowledge) -> None:
        super().__init__(parent, language, say(language, "ui.app"))
        self.setObjectName("about")
        edition = knowledge.edition
        for text in (
            say(language, "ui.about.what"),
            edition["title"][language],
            edition["issued_by"][language],
            say(
                language,
                "ui.about.version",
                app=__version__,
                knowledge=knowledge.version,
                hash=knowledge.sha256,
            ),
            say(language, "ui.about.proof", text=_proof(knowledge, language)),
            say(language, "ui.about.private"),
        ):
            self.column.addWidget(labelled("", text))
        self.column.addStretch(1)
        self.finish(560, 380)


def _proof(knowledge: Knowledge, language: str) -> str:
    from crlm_desktop.knowledge.base import certificate

    try:
        proved = certificate()
    except (OSError, ValueError, KeyError):
        return say(language, "ui.about.unproved")
    if proved.sha256 != knowledge.sha256:
        return say(language, "ui.about.unproved")
    return say(language, "ui.about.proved", count=proved.statements, hash=proved.sha256[:12])


class KeySheet(Sheet):
    """Every key."""

    def __init__(self, parent: QWidget, language: str, menus: Menus) -> None:
        super().__init__(parent, language, say(language, "ui.do.keys"))
        self.setObjectName("keys")
        pairs = [(keys, say(language, key)) for keys, key in _FIELD_KEYS]
        pairs += [
            (", ".join(keys.toString() for keys in action.shortcuts()), action.text())
            for action in menus.actions.values()
            if action.shortcuts()
        ]
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setHorizontalSpacing(18)
        rows = (len(pairs) + 1) // 2
        for place, (keys, words) in enumerate(pairs):
            half, row = divmod(place, rows)
            grid.addWidget(labelled("strong", keys, wraps=False), row, 2 * half)
            grid.addWidget(labelled("", words), row, 2 * half + 1)
            grid.setColumnStretch(2 * half + 1, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        self.column.addWidget(scroll)
        self.finish(820, 640)
