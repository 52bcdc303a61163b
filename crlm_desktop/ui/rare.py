"""Rare characters in the window: their face is loaded when the first one is typed or opened, never before."""

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtWidgets import QWidget

from crlm_desktop.flow.draft import Draft, DraftState
from crlm_desktop.ui.faces import is_rare, show_rare
from crlm_desktop.ui.widgets import later


def watch_rare(window: QWidget, draft: Draft) -> None:
    """Let the window show every rare character that comes into the draft."""

    def look(names: frozenset[str]) -> None:
        text = "".join(_typed(draft.state, names))
        if is_rare(text):  # not at once: the field that is being typed in would be styled under the hand
            later(window, 0, lambda: show_rare(text))

    draft.listen(look)


def _typed(state: DraftState, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name in {"case_code", "note"}:
            yield str(getattr(state, name))
        else:
            yield from _strings((state.facts.get(name), state.typed.get(name), state.extras.get(name)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _strings(tuple(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
