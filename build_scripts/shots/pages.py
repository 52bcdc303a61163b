"""Pages in states of their own: a line opened, a question asked, a contradiction, the dark theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crlm_desktop.ui.advice_page import AdvicePage
from shots.camera import grab

if TYPE_CHECKING:
    from pathlib import Path

    from crlm_desktop.ui.window import Window


def _advice_open(window: Window, folder: Path, stem: str) -> str:
    def unfold() -> None:
        window.go(len(window.steps) - 1)
        window.seek_advice("petct-not-first-line")

    return grab(window, folder / f"{stem}-7-advice-opened.png", unfold)


def _advice_page(window: Window) -> AdvicePage:
    page = window.stack.page(len(window.steps) - 1)
    if not isinstance(page, AdvicePage):
        raise TypeError(page)
    return page


def _why_not(window: Window, folder: Path, stem: str) -> str:
    page = _advice_page(window)

    def ask() -> None:
        window.go(len(window.steps) - 1)
        page.dictation.ask.click()
        page.why_not.open_phase("molecular")

    return grab(window, folder / f"{stem}-7-why-not.png", ask)


def _why_not_found(window: Window, folder: Path, stem: str) -> str:
    search = _advice_page(window).why_not.search
    name = grab(window, folder / f"{stem}-7-why-not-found.png", lambda: search.setText("xfz"))
    search.clear()
    return name


def _contradiction(window: Window, folder: Path, stem: str) -> str:
    def contradict() -> None:
        window.draft.set_fact("msi_status", "MSI-H")
        window.draft.set_fact("mmr_status", "pMMR")
        window.seek("msi_status")

    name = grab(window, folder / f"{stem}-4-contradiction.png", contradict)
    window.draft.undo()
    window.draft.undo()
    return name


def _dark(window: Window, folder: Path, stem: str) -> str:
    def darken() -> None:
        window.speech.choose_theme("dark")
        window.go(2)

    name = grab(window, folder / f"{stem}-3-dark.png", darken)
    window.speech.choose_theme("light")
    return name


PAGES = (_advice_open, _why_not, _why_not_found, _contradiction, _dark)
