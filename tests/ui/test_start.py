"""The start: quick, quiet, and without what the first page does not need."""

import os
import subprocess
import sys
from pathlib import Path

from crlm_desktop.paths import resource

ROOT = Path(__file__).resolve().parents[2]
LATE = ("pydantic", "reportlab", "crlm_desktop.engine", "crlm_desktop.report", "crlm_desktop.ui.advice_page")


def _run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "CRLM_CONFIG_DIR": str(folder),
        "CRLM_DATA_DIR": str(folder),
    }
    command = [sys.executable, "-X", "importtime", "-m", "crlm_desktop", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_time_to_first_page_is_printed(tmp_path: Path) -> None:
    """`--time-startup` prints milliseconds and ends with 0; nothing heavy is loaded before the first page."""
    done = _run("--time-startup", folder=tmp_path)
    assert done.returncode == 0
    assert 0 < float(done.stdout) < 20_000
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}
    assert "crlm_desktop.ui.window" in loaded
    assert not [name for name in loaded if name.startswith(LATE)]


_UNSEEN = """
from crlm_desktop.ui import app
app._PATIENCE_MS = 300
app._FirstPaint._paints = lambda self: None
print(app.run(["--time-startup"], 1))
"""


def test_a_measured_start_that_nobody_sees_has_an_end(tmp_path: Path) -> None:
    """Where a session shows no windows, nothing is ever painted: that is said instead of waited for."""
    assert _python(_UNSEEN, tmp_path) == "1\n"


def test_no_setting_is_written_by_looking(tmp_path: Path) -> None:
    """Opening and closing leaves no file behind."""
    _run("--time-startup", str(resource("cases", "real_sigmoid_multiple.json")), folder=tmp_path / "none")
    assert not (tmp_path / "none").exists()


_ASLEEP = """
import sys
from PySide6 import QtCore
from crlm_desktop.ui import app
said = []
app._FirstPaint._painted = lambda self: (said.append("Qt" in vars(QtCore)), app.QApplication.exit(0))
assert app.run([]) == 0
print(said)
"""
_WRONG_CALL = """
from PySide6.QtWidgets import QApplication, QLabel
made = QApplication([])
try:
    QLabel("").setText(3, 4)
except TypeError as fault:
    print(fault)
print(QLabel.setText.__doc__, sorted(QLabel.Shape.__members__))
"""
_QUICK = "from crlm_desktop.ui.quick_start import load_qt; load_qt()\n"


def _python(words: str, folder: Path) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CRLM_CONFIG_DIR": str(folder)}
    command = [sys.executable, "-c", words]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def test_the_first_page_wakes_no_enum_of_qt(tmp_path: Path) -> None:
    """Qt's own enums take a tenth of the start to make: nothing before the first paint names one."""
    assert _python(_QUICK + _ASLEEP, tmp_path) == "[False]\n"


def test_qt_says_the_same_when_loaded_quickly(tmp_path: Path) -> None:
    """Modules that wait are there when asked: an error in a call is worded as ever."""
    words = _python(_QUICK + _WRONG_CALL, tmp_path)
    assert "setText" in words
    assert words == _python(_WRONG_CALL, tmp_path)


def test_waiting_modules_do_wait(tmp_path: Path) -> None:
    """Loaded quickly, PySide6 leaves its help-text modules uncompiled; the usual way it does not."""
    asks = "import sys, PySide6.QtCore\nprint('HintingEnumerator' in vars(sys.modules['{}']))\n".format(
        "shibokensupport.signature.lib.enum_sig"
    ).replace("HintingEnumerator", "ExactEnumerator")
    assert _python(asks, tmp_path) == "True\n"
    assert _python(_QUICK + asks, tmp_path) == "False\n"


_TYPE = """
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QLineEdit
from crlm_desktop.ui import app
from crlm_desktop.ui.settings import Settings
made = app.make_app([])
system = QFont(made.font())
system.setPointSize(21)
made.setFont(system)
said = []
def painted(self):
    plain = [label for label in self._window.findChildren(QLabel) if not label.property("role")]
    plain += self._window.findChildren(QLineEdit) + self._window.rail.buttons
    said.extend(widget.font().pixelSize() for widget in plain)
    app.QApplication.exit(0)
app._FirstPaint._painted = painted
assert app.run([]) == 0
print(len(said) > 10, set(said) == {Settings().type_size})
"""


def test_the_first_page_has_one_type_size_whatever_the_system_has(tmp_path: Path) -> None:
    """What is made before the window is dressed must not keep the system's larger or smaller type."""
    assert _python(_TYPE, tmp_path) == "True True\n"


_FOREIGN = """
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from crlm_desktop.ui import app
from crlm_desktop.ui.dressing import dress
from crlm_desktop.ui.settings import Settings
made = app.make_app([])
laid = QApplication.setStyleSheet
def as_windows_does(self, sheet):
    laid(self, sheet)
    for kind in ("QMenu", "QMenuBar", "QTipLabel"):
        QApplication.setFont(QFont("Tahoma", 8), kind)
QApplication.setStyleSheet = as_windows_does
dress(Settings(type_size=17), "light")
print({made.font(kind) == made.font() for kind in ("QMenu", "QMenuBar", "QTipLabel", "QAbstractItemView")})
"""


def test_menus_and_hints_have_the_type_of_the_rest(tmp_path: Path) -> None:
    """With every style sheet Windows sets its own fonts for menus, lists and hints anew."""
    assert _python(_FOREIGN, tmp_path) == "{True}\n"
