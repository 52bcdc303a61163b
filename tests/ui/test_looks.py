"""How it looks: contrast, a longer language, screens for every page, random hands."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from screenshots import main as take_screenshots
from timing.strokes import answers

from crlm_desktop.paths import resource
from crlm_desktop.ui.theme import THEMES, Tokens
from crlm_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.hands import rest

CASE = resource("cases", "real_sigmoid_multiple.json")
LEAST_CONTRAST = 4.5
_OPAQUE = QImage.Format.Format_RGB32
PAIRS = (
    ("text", "ground"), ("text", "card"), ("text", "raised"), ("muted", "ground"), ("muted", "card"),
    ("muted", "raised"), ("accent_text", "card"), ("accent_text", "ground"), ("accent_text", "accent_ground"),
    ("accent_text", "raised"), ("on_accent", "accent"), ("warn", "warn_ground"), ("warn", "card"),
    ("danger", "danger_ground"), ("danger", "card"), ("good", "good_ground"), ("text", "flash"),
    ("text", "warn_ground"), ("muted", "warn_ground"), ("text", "accent_ground"), ("text", "danger_ground"),
)  # fmt: skip


def _luminance(colour: str) -> float:
    ink = QColor(colour)
    parts = (ink.redF(), ink.greenF(), ink.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_contrast(theme: str, ink: str, ground: str) -> None:
    """Every ink on every ground it stands on has a contrast of at least 4.5 to 1."""
    tokens: Tokens = THEMES[theme]
    light, dark = sorted(
        (_luminance(getattr(tokens, ink)), _luminance(getattr(tokens, ground))), reverse=True
    )
    assert (light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST


def test_nothing_is_told_by_colour_alone(window: Window) -> None:
    """Every line of the panel carries a mark beside its colour."""
    window.desk.open(CASE)
    rest()
    assert all(row.mark.text().strip() for row in window.panel.rows.values())


def test_the_screen_shows_what_a_whole_painting_would(make_window: MakeWindow) -> None:
    """Pages grow, cards move and the window changes its size without leaving anything old behind."""
    window = make_window(size=(790, 640))
    window.desk.open(CASE)
    for count, answer in enumerate(answers(window)):
        answer()
        if count % 10 == 0:
            rest()
            window.resize(780 + count % 20, 640 + count)
        rest()
        rest()  # a page that is new in view fits itself in turns of its own
        painted = window.screen().grabWindow(window.winId()).toImage().convertToFormat(_OPAQUE)
        assert painted == window.grab().toImage().convertToFormat(_OPAQUE), count


def test_screenshots_are_taken(tmp_path: Path) -> None:
    """Every page and dialog, both languages, both sizes; each picture has the size its name says."""
    assert take_screenshots([str(tmp_path)]) == 0
    names = {path.name for path in tmp_path.glob("*.png")}
    for language in ("zh", "en"):
        for size in ("1366x768", "1024x768"):
            for number, page in enumerate(
                ("visit", "imaging", "staging", "molecular", "condition", "judgement", "advice"), start=1
            ):
                assert f"{language}-{size}-{number}-{page}.png" in names
            assert f"{language}-{size}-dialog-problems.png" in names
