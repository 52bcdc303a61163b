"""One page, always: the fullest setting that fits; where none does, the smallest one and the written rule."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crlm_desktop.report.bands import (
    Setting,
    across,
    case,
    flow,
    foot,
    head,
    measures,
    run_on,
    spoken,
    table,
)
from crlm_desktop.report.blocks import Block, Shape, stack
from crlm_desktop.report.numbering import numbered
from crlm_desktop.report.rows import Content
from crlm_desktop.report.shortening import Shortened, shortened, steps

PAGE_WIDTH, PAGE_HEIGHT = 595.2756, 841.8898
LEFT, TOP, BOTTOM = 36.0, 32.0, 28.0
_ROOM = PAGE_HEIGHT - TOP - BOTTOM
_GAP = 5.0
_DETAILED = {"avoid": 1, "now": 2, "conditional": 3, "options": 3}
_SETTINGS = (
    Setting(9.0),
    Setting(8.5),
    Setting(8.0),
    Setting(8.0, narrow=True),
    Setting(7.5, narrow=True),
    Setting(7.5, narrow=True, run_on=True),
    Setting(7.0, narrow=True),
    Setting(7.0, narrow=True, run_on=True),
)
_MOST_AIR = 2.4
_ADVICE = ("now", "avoid", "options", "conditional")
_OPEN = ("wait_test", "wait_team", "wait_history", "clocks", "silent")
_KNOWN = ("information", "done")


@dataclass(frozen=True, slots=True)
class Placed:
    """The page: every shape with its place, the setting, and how many lines are left to the app."""

    shapes: tuple[tuple[float, float, Shape], ...]
    setting: Setting
    further: int
    with_qr: bool


def _bands(content: Content, setting: Setting, *, with_qr: bool) -> Iterator[Block]:
    yield head(content, with_qr=with_qr)
    yield spoken(content, setting)
    yield across(content, "warnings", setting)
    yield case(content, setting)
    told = _KNOWN if not setting.run_on else ()
    if setting.narrow:
        yield flow(content, (*_ADVICE, "verdicts", *_OPEN, *told), setting)
    else:
        fit = measures(content, setting)
        for name in _ADVICE:
            yield table(content, name, setting, fit, details=setting.details >= _DETAILED[name])
        yield across(content, "verdicts", setting)
        yield flow(content, (*_OPEN, *told), setting)
    for name in (*_KNOWN, "doubts") if setting.run_on else ("doubts",):
        yield run_on(content, name, setting)


def _height(bands: list[Block], bottom: Block) -> float:
    return sum(band.height for band in bands) + _GAP * sum(band.height > 0 for band in bands) + bottom.height


def _spare(content: Content, setting: Setting, further: int, *, with_qr: bool) -> float:
    return _ROOM - _height(list(_bands(content, setting, with_qr=with_qr)), foot(content, further))


def _shortest_cut(content: Content, setting: Setting, *, with_qr: bool) -> Shortened:
    """Return the content with the fewest steps of the rule that make it fit."""
    order = steps(content)
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        found = shortened(content, order, middle)
        fits = _spare(found.content, setting, found.further, with_qr=with_qr) >= 0
        low, high = (low, middle) if fits else (middle + 1, high)
    return shortened(content, order, low)


def _chosen(content: Content, *, with_qr: bool) -> tuple[Shortened, Setting]:
    whole = numbered(content)
    for setting in _SETTINGS:
        if _spare(whole, setting, 0, with_qr=with_qr) >= 0:
            return Shortened(whole, 0), setting
    return _shortest_cut(content, _SETTINGS[-1], with_qr=with_qr), _SETTINGS[-1]


def _filled(content: Content, setting: Setting, *, with_qr: bool) -> Setting:
    """Return the setting with as much detail and air as the page has room for."""
    if not setting.narrow:
        for size in sorted({setting.size, min(setting.size, 8.5)}, reverse=True):
            for details in (3, 2, 1):
                richer = replace(setting, size=size, details=details)
                if _spare(content, richer, 0, with_qr=with_qr) >= 0:
                    return richer
    return setting


def _aired(content: Content, setting: Setting, further: int, *, with_qr: bool) -> Setting:
    """Return the setting with the spare height spread between lines and rows."""
    low, high = 0.0, _MOST_AIR
    for _ in range(4):
        middle = (low + high) / 2
        fits = _spare(content, replace(setting, air=middle), further, with_qr=with_qr) >= 0
        low, high = (middle, high) if fits else (low, middle)
    return replace(setting, air=low)


def page(content: Content, *, with_qr: bool) -> Placed:
    """Return the one page of a content."""
    chosen, setting = _chosen(content, with_qr=with_qr)
    shown, further = chosen.content, chosen.further
    if not further:
        setting = _filled(shown, setting, with_qr=with_qr)
    setting = _aired(shown, setting, further, with_qr=with_qr)
    bands = [band for band in _bands(shown, setting, with_qr=with_qr) if band.height]
    bottom = foot(shown, further)
    spare = max(0.0, _ROOM - _height(bands, bottom))
    body = stack(bands, _GAP + min(6.0, spare / max(1, len(bands))))
    shapes = [*body.placed(LEFT, TOP), *bottom.placed(LEFT, PAGE_HEIGHT - BOTTOM - bottom.height)]
    return Placed(tuple(shapes), setting, further, with_qr)
