"""Starts the app as a person does, lets a command fail, and says what the window does about it.

python -m tests.ui.fresh_fault FILE_TO_EXPORT
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from crlm_desktop.paths import resource
from crlm_desktop.ui import app
from crlm_desktop.ui.window import Window

found: dict[str, object] = {}


def main() -> int:
    """Start, break, look, go on, print what was found as JSON, end."""
    app.make_app([])
    QTimer.singleShot(1500, act)
    return app.run([str(resource("cases", "real_sigmoid_multiple.json"))])


def fail() -> None:
    """Fail as a slot may, with a patient's figure in the words."""
    raise ValueError("patient data 417")


def act() -> None:
    """Press a command that fails; then try to export; then type on and export."""
    window = next(made for made in QApplication.topLevelWidgets() if isinstance(made, Window))
    path = Path(sys.argv[1])
    found["before"] = window.live.decision is not None
    window.menus.actions["question"].triggered.connect(fail)
    window.menus.actions["question"].trigger()
    found["told"] = _boxes()
    found["after"] = window.live.decision is not None
    found["rows"] = len(window.panel.rows)
    found["offered"] = window.menus.actions["export"].isEnabled()
    found["exported"] = window.reports.export(path) or path.exists()
    _boxes()
    window.draft.set_fact("age_years", 65)
    QApplication.processEvents()
    found["goes on"] = window.reports.export(path) and path.exists()
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    window.draft.mark_saved()
    QApplication.exit(0)


def _boxes() -> int:
    """Close what is told; return how many messages it was."""
    QApplication.processEvents()
    boxes = [made for made in QApplication.topLevelWidgets() if isinstance(made, QMessageBox)]
    shown = [box for box in boxes if box.isVisible()]
    for box in shown:
        box.close()
    return len(shown)


if __name__ == "__main__":
    sys.exit(main())
