"""What the window gets once its first page is painted: desks, menus, sheets, the live panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from crlm_desktop.paths import BOLD_FACE
from crlm_desktop.ui.actions import Menus
from crlm_desktop.ui.commands import add_commands
from crlm_desktop.ui.desk import Desk
from crlm_desktop.ui.dropping import leave_files
from crlm_desktop.ui.faces import family_of
from crlm_desktop.ui.panel import LivePanel
from crlm_desktop.ui.rare import watch_rare
from crlm_desktop.ui.report_desk import ReportDesk
from crlm_desktop.ui.sheets import Sheets

if TYPE_CHECKING:
    from crlm_desktop.ui.window import Window


def bring_in(window: Window) -> None:
    """Furnish the window; where it is in use already, nothing that was entered is touched."""
    family_of(BOLD_FACE)
    window.stack.first.measure_again()
    window.stack.first.body.stay_painted()
    watch_rare(window, window.draft)
    _add_desks(window)
    _add_menus(window)
    _add_panel(window)
    leave_files(window)
    window.setAcceptDrops(True)


def _add_desks(window: Window) -> None:
    window.desk = Desk(window, window.draft, window.live, window.settings)
    window.desk.told.connect(window.footer.tell)
    window.reports = ReportDesk(window, window.draft, window.live, window.settings)
    window.reports.told.connect(window.footer.tell)


def _add_menus(window: Window) -> None:
    window.menus = menus = Menus(window)
    window.sheets = Sheets(window.speech, window.live, window.settings, menus)
    window.sheets.sought.connect(window.seek)
    window.sheets.told.connect(window.footer.tell)
    window.desk.opened.connect(window.sheets.case_changed)
    window.stack.source_sought.connect(window.sheets.open_consensus)
    add_commands(menus, window)
    window.stack.command_wanted.connect(lambda name: menus.actions[name].trigger())


def _add_panel(window: Window) -> None:
    window.panel = LivePanel()
    window.panel.sought.connect(window.seek)
    window.panel.advice_sought.connect(window.seek_advice)
    room = QVBoxLayout(window.frame.panel_room)
    room.setContentsMargins(0, 0, 0, 0)
    room.addWidget(window.panel)
