"""A window of its own for every test; settings and recovery stay in a folder of the test."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crlm_desktop.paths import REGULAR_FACE
from crlm_desktop.ui.app import make_app
from crlm_desktop.ui.dressing import dress
from crlm_desktop.ui.faces import family_of
from crlm_desktop.ui.settings import Settings
from crlm_desktop.ui.window import Window

MakeWindow = Callable[..., Window]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the app remembers inside the test."""
    monkeypatch.setenv("CRLM_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("CRLM_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Give the application a face where Qt's offscreen platform knows none."""
    if sys.platform == "win32":
        family_of(REGULAR_FACE)
    return qapp


@pytest.fixture
def make_window(qtbot: QtBot) -> Iterator[MakeWindow]:
    """Return a maker of windows in a language and size."""
    make_app([])
    made: list[Window] = []

    def make(language: str = "zh", size: tuple[int, int] = (1366, 768), **settings: object) -> Window:
        chosen = Settings(language=language, theme="light")
        for name, value in settings.items():
            setattr(chosen, name, value)
        dress(chosen)
        window = Window(chosen)
        window.resize(*size)
        window.show()
        window.activateWindow()
        with qtbot.waitActive(window):
            pass
        window.start()
        window.stack.build_all()
        made.append(window)
        return window

    yield make
    for window in made:
        window.draft.mark_saved()
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(make_window: MakeWindow) -> Window:
    """Return a Chinese window of the usual size."""
    return make_window()
