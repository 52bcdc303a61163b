"""How long it takes until the first page can be used."""

import os
import statistics
import subprocess
import sys
import time

from environment import ROOT

from timing.rounds import ROUNDS, say

BARE_WINDOW = """
import time
started = time.time_ns()
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("CRLM"))
window.resize(1024, 700)
window.show()
application.processEvents()
QTimer.singleShot(0, application.quit)
application.exec()
"""


def startup() -> None:
    """From process start to the first page painted and usable, against a bare Qt main window."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    floors, ours = [], []
    for _ in range(ROUNDS + 2):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", BARE_WINDOW], cwd=ROOT, check=True, env=environment)
        floors.append(time.perf_counter() - start)
        start = time.perf_counter()
        command = [sys.executable, "-m", "crlm_desktop", "--time-startup"]
        subprocess.run(command, cwd=ROOT, check=True, env=environment, stdout=subprocess.DEVNULL)
        ours.append(time.perf_counter() - start)
    say(
        "start-up to the first usable page",
        statistics.median(ours[2:]),
        statistics.median(floors[2:]),
        "1.35",
    )
