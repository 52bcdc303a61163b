"""The window as the app opens it, furnished and with every page built: for pictures, timings, the monkey."""

from crlm_desktop.ui.app import make_app
from crlm_desktop.ui.dressing import dress
from crlm_desktop.ui.settings import Settings
from crlm_desktop.ui.window import Window


def whole_window(language: str = "zh", size: tuple[int, int] = (1366, 768)) -> Window:
    """Return a window in a language and size, in the light theme."""
    make_app([])
    settings = Settings(language=language, theme="light")
    dress(settings)
    window = Window(settings)
    window.resize(*size)
    window.show()
    window.start()
    window.stack.build_all()
    return window
