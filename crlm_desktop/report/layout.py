"""One page, always: the fullest setting that fits; where none does, the smallest one and the written rule."""

from collections.abc import Iterator
from typing import NamedTuple

from crlm_desktop.report.advice_bands import across, flow, measures, run_on, table
from crlm_desktop.report.blocks import Block, Shape, stack
from crlm_desktop.report.case_bands import case
from crlm_desktop.report.head_bands import foot, head, spoken
from crlm_desktop.report.numbering import numbered
from crlm_desktop.report.rows import Content, Section
from crlm_desktop.report.setting import Setting
from crlm_desktop.report.shortening import Shortened, desperate_steps, shortened, steps
from crlm_desktop.report.way_band import way_band

PAGE_WIDTH, PAGE_HEIGHT = 595.2756, 841.8898
LEFT, TOP, BOTTOM = 36.0, 32.0, 28.0
_ROOM = PAGE_HEIGHT - TOP - BOTTOM
_DENSE_GAP, _GAP, _WIDEST_GAP = 3.0, 5.0, 11.0
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
_DENSEST = Setting(7.0, narrow=True, run_on=True, dense=True)
_MOST_AIR = 2.2
_GIVES_WAY, _DRAWN_LEAST = 1.0, 7.5  # for the drawing, in points of type
_ADVICE = ("now", "avoid", "options", "conditional")
_OPEN = ("wait_test", "wait_team", "wait_history", "clocks", "silent")
_KNOWN = ("information", "done")


class Page(NamedTuple):
    """The page: every shape with its place, the setting, and how many lines are left to the app."""

    shapes: tuple[tuple[float, float, Shape], ...]
    setting: Setting
    further: int


class _Trial(NamedTuple):
    """One setting tried: its bands, its foot, and the height left over (negative: it does not fit)."""

    shown: Shortened
    setting: Setting
    bands: tuple[Block, ...]
    foot: Block

    @property
    def gap(self) -> float:
        return _DENSE_GAP if self.setting.dense else _GAP

    @property
    def spare(self) -> float:
        return _ROOM - self.foot.height - sum(band.height + self.gap for band in self.bands)


def _noted_once(content: Content) -> Content:
    """Return the content with each note under the first section that has it."""
    told: set[str] = set()
    sections: list[Section] = []
    for section in content.sections:
        sections.append(section._replace(note="") if section.note in told else section)
        told.add(section.note)
    return content._replace(sections=tuple(sections))


def _bands(content: Content, setting: Setting, *, with_qr: bool) -> Iterator[Block]:
    yield head(content, with_qr=with_qr)
    yield spoken(content, setting)
    yield across(content, "warnings", setting)
    yield case(content, setting)
    told = () if setting.run_on else _KNOWN
    if setting.dense:
        content = _noted_once(content)
        for name in (*_ADVICE, "verdicts"):
            yield run_on(content, name, setting)
        yield flow(content, _OPEN, setting)
    elif setting.narrow:
        yield flow(content, (*_ADVICE, "verdicts", *_OPEN, *told), setting)
    else:
        fit = measures(content, setting)
        for name in _ADVICE:
            yield table(content, name, setting, fit, details=setting.details >= _DETAILED[name])
        yield across(content, "verdicts", setting)
        yield flow(content, (*_OPEN, *told), setting)
    if setting.drawn:
        yield way_band(content, setting)
    for name in (*_KNOWN, "doubts") if setting.run_on else ("doubts",):
        yield run_on(content, name, setting)


def _tried(shown: Shortened, setting: Setting, *, with_qr: bool) -> _Trial:
    bands = tuple(band for band in _bands(shown.content, setting, with_qr=with_qr) if band.height)
    return _Trial(shown, setting, bands, foot(shown.content, shown.further, marked=not setting.dense))


def _shortest_cut(content: Content, *, with_qr: bool) -> _Trial:
    """Return the smallest type with the fewest steps of the rule that fit; at worst all run together."""

    def cut(count: int) -> _Trial:
        return _tried(shortened(content, order, count), setting, with_qr=with_qr)

    order, setting = steps(content), _SETTINGS[-1]
    if cut(len(order)).spare < 0:
        setting = _DENSEST
    if cut(len(order)).spare < 0:
        order = [*order, *desperate_steps(content)]
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if cut(middle).spare >= 0 else (middle + 1, high)
    return cut(low)


def _fullest(content: Content, *, with_qr: bool) -> _Trial:
    """Return the largest setting that holds everything, else the shortened smallest one."""
    whole = Shortened(numbered(content), 0)
    best: _Trial | None = None
    low, high = 0, len(_SETTINGS)
    while low < high:
        middle = (low + high) // 2
        trial = _tried(whole, _SETTINGS[middle], with_qr=with_qr)
        if trial.spare >= 0:
            best, high = trial, middle
        else:
            low = middle + 1
    return best or _shortest_cut(content, with_qr=with_qr)


def _with_drawing(trial: _Trial, *, with_qr: bool) -> _Trial:
    """Return the trial with the small drawing, for which the type gives way a little and no line does."""
    if trial.shown.further or trial.setting not in _SETTINGS or not trial.shown.content.way.begun:
        return trial
    least = min(trial.setting.size, max(trial.setting.size - _GIVES_WAY, _DRAWN_LEAST))
    room = trial.spare >= way_band(trial.shown.content, trial.setting).height + trial.gap
    for setting in _SETTINGS[_SETTINGS.index(trial.setting) + (0 if room else 1) :]:
        if setting.size >= least:
            drawn = _tried(trial.shown, setting._replace(drawn=True), with_qr=with_qr)
            if drawn.spare >= 0:
                return drawn
    return trial


def _detailed(trial: _Trial, *, with_qr: bool) -> _Trial:
    """Return the trial with as much of the lines' full text as the page has room for."""
    if trial.setting.narrow or trial.shown.further:
        return trial
    for size in sorted({trial.setting.size, min(trial.setting.size, 8.5)}, reverse=True):
        for details in (3, 2, 1):
            richer = _tried(trial.shown, trial.setting._replace(size=size, details=details), with_qr=with_qr)
            if richer.spare >= 0:
                return richer
    return trial


def _aired(trial: _Trial, *, with_qr: bool) -> _Trial:
    """Return the trial with its spare height spread between lines and rows, which takes it linearly."""
    if trial.spare <= 0 or trial.setting.dense:
        return trial
    loose = _tried(trial.shown, trial.setting._replace(air=1.0), with_qr=with_qr)
    taken = trial.spare - loose.spare
    air = min(_MOST_AIR, trial.spare / taken) if taken > 0 else 0.0
    for share in (1.0, 0.85, 0.5):
        aired = _tried(trial.shown, trial.setting._replace(air=air * share), with_qr=with_qr)
        if aired.spare >= 0:
            return aired
    return trial


def page(content: Content, *, with_qr: bool) -> Page:
    """Return the one page of a content."""
    trial = _with_drawing(_fullest(content, with_qr=with_qr), with_qr=with_qr)
    trial = _aired(_detailed(trial, with_qr=with_qr), with_qr=with_qr)
    gap = min(_WIDEST_GAP, trial.gap + max(0.0, trial.spare) / max(1, len(trial.bands)))
    body = stack(trial.bands, gap)
    bottom = PAGE_HEIGHT - BOTTOM - trial.foot.height
    shapes = (*body.placed(LEFT, TOP), *trial.foot.placed(LEFT, bottom))
    return Page(shapes, trial.setting, trial.shown.further)
