"""Printing: the page as the report draws it, rendered by the system's printer."""

import sys

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from crlm_desktop.engine.decision import Decision
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.ui.reporting import Wish, prepared


def print_page(
    parent: QWidget, decision: Decision, knowledge: Knowledge, wish: Wish, title: str
) -> QPrintDialog | None:
    """Ask for a printer and print; None where Windows has no printer, for there the dialog stays away."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if sys.platform == "win32" and printer.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        return None
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    printer.setFullPage(True)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.accepted.connect(lambda: render(printer, decision, knowledge, wish))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own open() wants a receiver
    return dialog


def render(printer: QPrinter, decision: Decision, knowledge: Knowledge, wish: Wish) -> None:
    """Draw the page on a printer, as vectors."""
    from crlm_desktop.ui.drawn_page import draw_page

    shown, options = prepared(decision, knowledge, wish)
    with QPainter(printer) as painter:
        draw_page(painter, printer.width(), shown, knowledge, wish.language, options)
