"""Which commands the window has, in which menu, on which keys."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from crlm_desktop.ui.actions import Command, Menus

if TYPE_CHECKING:
    from crlm_desktop.ui.window import Window


def add_commands(menus: Menus, window: "Window") -> None:
    """Fill the menu bar."""
    menus.add("file", _file(window))
    menus.add("edit", _edit(window))
    menus.add("go", _go(window))
    menus.add("view", _view(window))
    menus.add("help", _help(window))


def _file(window: "Window") -> Sequence[Command | str]:
    desk = window.desk
    return (
        Command("new", desk.new, ("Ctrl+N",)),
        Command("open", desk.choose_and_open, ("Ctrl+O",)),
        Command("example", desk.open_example),
        "-",
        Command("save", desk.save, ("Ctrl+S",)),
        Command("save_as", desk.save_as, ("Ctrl+Shift+S",)),
        "-",
        Command("export", window.reports.open_sheet, ("Ctrl+E",)),
        Command("batch", window.reports.open_batch, ("Ctrl+Shift+E",)),
        Command("print", window.reports.print_page, ("Ctrl+P",)),
        "-",
        Command("quit", window.close, ("Ctrl+Q",)),
    )


def _edit(window: "Window") -> Sequence[Command | str]:
    return (
        Command("undo", window.draft.undo, ("Ctrl+Z",)),
        Command("redo", window.draft.redo, ("Ctrl+Y", "Ctrl+Shift+Z")),
        "-",
        Command("all_fields", window.stack.open_all_fields, ("Ctrl+D",)),
    )


def _go(window: "Window") -> Sequence[Command | str]:
    steps = tuple(
        Command(f"go_{step.id}", partial(window.go, place), (f"Alt+{place + 1}",))
        for place, step in enumerate(window.steps)
    )
    return (
        Command("next", lambda: window.go(window.place + 1), ("Alt+Right", "Ctrl+PgDown")),
        Command("back", lambda: window.go(window.place - 1), ("Alt+Left", "Ctrl+PgUp")),
        Command("question", window.next_question, ("F8",)),
        "-",
        *steps,
    )


def _view(window: "Window") -> Sequence[Command | str]:
    return (
        Command("language", window.speech.switch_language, ("Ctrl+L",)),
        Command("report_zh", lambda: window.speech.choose_report_language("zh"), choice="report"),
        Command("report_en", lambda: window.speech.choose_report_language("en"), choice="report"),
        "-",
        Command("larger", lambda: window.speech.change_type_size(1), ("Ctrl++", "Ctrl+=")),
        Command("smaller", lambda: window.speech.change_type_size(-1), ("Ctrl+-",)),
        "-",
        Command("theme_system", lambda: window.speech.choose_theme("system"), choice="theme"),
        Command("theme_light", lambda: window.speech.choose_theme("light"), choice="theme"),
        Command("theme_dark", lambda: window.speech.choose_theme("dark"), choice="theme"),
        "-",
        Command("way", window.sheets.open_way, ("F6",)),
        Command("clocks", window.sheets.open_clocks, ("F7",)),
        Command("panel", window.frame.toggle_panel, ("F9",)),
        Command("projector", window.sheets.open_projector, ("F11",)),
    )


def _help(window: "Window") -> Sequence[Command | str]:
    return (
        Command("consensus", window.sheets.open_consensus_here, ("F1",)),
        Command("keys", window.sheets.open_keys, ("Shift+F1",)),
        Command("about", window.sheets.open_about),
    )
