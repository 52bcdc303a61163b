"""A clinician who misses a line finds out why it is not there, without leaving the case."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crlm_desktop import texts
from crlm_desktop.engine import why_not
from crlm_desktop.ui.advice_page import AdvicePage
from crlm_desktop.ui.clickable import Row
from crlm_desktop.ui.field import Field
from crlm_desktop.ui.reader import Reader
from crlm_desktop.ui.stopped_line import StoppedLine
from crlm_desktop.ui.window import Window
from tests.support import written_cases
from tests.ui.hands import answer, give_reason, go_to, press, rest, type_into


@dataclass(frozen=True)
class Missed:
    """A line that is missed in a vignette: what one types, what is told, the answer that brings it."""

    vignette: str
    sought: str
    key: str
    zh: tuple[str, str]
    en: tuple[str, str]
    brings: tuple[str, Any]


MISSED = (
    Missed(
        "V14",
        "盆腔 MRI 首选",
        "rectal-pelvic-mri",
        ("不适用，因为：原发灶部位：乙状结肠", "若改为“原发灶部位：直肠”，则适用"),
        (
            "Does not apply, because: Site of the primary tumour: Sigmoid colon",
            "Would apply with Site of the primary tumour: Rectum",
        ),
        ("primary_location", "rectum"),
    ),
    Missed(
        "V31",
        "C20b",
        "conversion-triplet-bevacizumab",
        (
            "不适用，因为：原发灶部位：乙状结肠；KRAS：野生型；NRAS：野生型；BRAF：野生型",
            "若改为“原发灶部位：盲肠”，则适用",
        ),
        (
            (
                "Does not apply, because: "
                "Site of the primary tumour: Sigmoid colon; KRAS: Wild type; NRAS: Wild type; BRAF: Wild type"
            ),
            "Would apply with Site of the primary tumour: Caecum",
        ),
        ("primary_location", "cecum"),
    ),
    Missed(
        "V36",
        "c25",
        "palliative-control-doublet-targeted",
        (
            "因“已注明不适合化疗：以化疗为前提的建议已撤下”而不列入：不适合任何化疗：是",
            "若改为“不适合任何化疗：否”，则适用",
        ),
        (
            (
                'Left out for "Stated unfit for chemotherapy: lines that need it withdrawn": '
                "Unfit for any chemotherapy: Yes"
            ),
            "Would apply with Unfit for any chemotherapy: No",
        ),
        ("unfit_for_chemo", False),
    ),
)


def _open(window: Window, folder: Path, name: str) -> AdvicePage:
    """Open a vignette and go to its advice."""
    written = next(case for case in written_cases("vignettes") if case["id"] == name)
    data = {"format": "crlm-case/1", "case_code": name, "visit_date": "2026-01-15", "facts": written["facts"]}
    path = folder / f"{name}.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert window.desk.open(path)
    return _advice(window)


def _advice(window: Window) -> AdvicePage:
    go_to(window, "advice")
    page = window.stack.currentWidget()
    assert isinstance(page, AdvicePage)
    return page


def _shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def _rows(page: AdvicePage) -> list[Row]:
    return [row for row in page.why_not.findChildren(Row) if row.isVisible()]


@pytest.mark.parametrize("missed", MISSED, ids=lambda missed: missed.vignette)
def test_a_missed_line_tells_what_stopped_it_and_what_brings_it(
    window: Window, tmp_path: Path, missed: Missed
) -> None:
    """Asked for by words, it shows its stopping facts in both languages; answered as said, it stands."""
    page = _open(window, tmp_path, missed.vignette)
    assert missed.key not in page.lines
    press(window, "advice.not")
    type_into(page.why_not.search, missed.sought)
    rest()
    assert set(missed.zh) <= set(_shown(page.why_not.lines[missed.key]))
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert page.why_not.search.text() == missed.sought
    line = page.why_not.lines[missed.key]
    assert set(missed.en) <= set(_shown(line))
    assert line.accessibleDescription() == "\n".join(missed.en)
    answer(window, *missed.brings)
    assert missed.key in _advice(window).lines


def test_a_missed_line_is_reached_by_keys_alone(window: Window, tmp_path: Path) -> None:
    """Tab leads from the field to the line, Enter opens it, and from there a key leads to the fact."""
    page = _open(window, tmp_path, "V14")
    page.dictation.ask.setFocus()
    QTest.keyClick(page.dictation.ask, Qt.Key.Key_Space)
    rest()
    assert QApplication.focusWidget() is page.why_not.search
    QTest.keyClicks(page.why_not.search, "c5a")
    rest()
    QTest.keyClick(page.why_not.search, Qt.Key.Key_Tab)
    line = QApplication.focusWidget()
    assert isinstance(line, StoppedLine)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.is_open
    links = line.findChildren(QPushButton)
    assert [link.text() for link in links] == ["查看共识", "填写：原发灶部位"]
    links[1].setFocus()
    QTest.keyClick(links[1], Qt.Key.Key_Space)
    rest()
    target = QApplication.focusWidget()
    sought = window.findChild(Field, "primary_location")
    assert target is not None
    assert window.steps[window.place].id == "staging"
    assert sought is None or sought.isAncestorOf(target)


def test_phases_open_one_by_one_and_every_line_is_there(window: Window, tmp_path: Path) -> None:
    """Under its phases stand all lines that neither stand nor wait, each with its reason."""
    page = _open(window, tmp_path, "V40")
    press(window, "group.not.head")
    phases = [
        head.objectName()
        for head in page.why_not.findChildren(QPushButton)
        if head.objectName().startswith("not.phase.")
    ]
    for phase in phases:
        press(window, phase)
    decision, knowledge = window.live.decision, window.live.knowledge
    assert decision is not None
    present = {line.key for line in decision.advice} | {line.key for line in decision.waiting}
    assert set(page.why_not.lines) == set(knowledge.line_by_key) - present
    assert all(line.why and line.change for line in page.why_not.lines.values())


def test_what_stands_or_waits_is_led_to(window: Window, tmp_path: Path) -> None:
    """Whoever looks for a line that stands, or waits, is led to it, or to what it waits for."""
    page = _open(window, tmp_path, "V01")
    press(window, "advice.not")
    page.why_not.search.setText("C1 MDT")
    rest()
    row = _rows(page)[0]
    assert row.words.text().startswith("上文已列出：")
    QTest.keyClick(row, Qt.Key.Key_Return)
    rest()
    assert page.lines[row.objectName().removeprefix("not.elsewhere.")].is_open
    page.why_not.search.setText("C20a")
    rest()
    assert any("等待：" in row.words.text() for row in _rows(page))
    page.why_not.search.setText("zzqqzz")
    rest()
    assert "没有找到。" in _shown(page.why_not)


def test_nothing_is_computed_before_it_is_asked_for(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typing facts and reading the advice never searches for what would bring a line."""
    asked: list[str] = []
    plain = why_not.WhyNot.nearest

    def nearest(self: why_not.WhyNot, item: str) -> Any:  # noqa: ANN401 (as the original)
        asked.append(item)
        return plain(self, item)

    monkeypatch.setattr(why_not.WhyNot, "nearest", nearest)
    page = _open(window, tmp_path, "V14")
    answer(window, "cea_ug_l", 300)
    page = _advice(window)
    press(window, "group.not.head")
    assert asked == []
    page.why_not.open_phase("imaging")
    assert asked
    assert len(asked) < 15


def test_the_reader_tells_how_each_line_stands(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    """At a statement every line applies, waits or does not, and why; left open, it follows the case."""
    _open(window, tmp_path, "V31")
    window.sheets.open_consensus(("C20",))
    reader = window.findChild(Reader)
    assert isinstance(reader, Reader)
    text = reader.text.toPlainText()
    assert "● 成立，因为：" in text
    assert "– 不适用，因为：原发灶部位：乙状结肠；KRAS：野生型；" in text
    assert "若改为“原发灶部位：盲肠”，则适用" in text
    answer(window, "primary_location", "cecum")
    qtbot.waitUntil(lambda: "因为：原发灶部位：乙状结肠；KRAS" not in reader.text.toPlainText())
    assert reader.current is not None
    assert reader.current.id == "C20"
    reader.close()


def test_a_test_shows_its_method_and_specimen(window: Window, tmp_path: Path) -> None:
    """On the advice page beside each missing test, in the panel on hovering; judgements have none."""
    case = tmp_path / "new.json"
    facts = {"crlm_diagnosed": True, "care_phase": "workup", "mdt_ned_class": "potential"}
    data = {"format": "crlm-case/1", "case_code": "N", "visit_date": "2026-01-15", "facts": facts}
    case.write_text(json.dumps(data | {"absent": {"nras_status": "not_obtainable"}}), encoding="utf-8")
    assert window.desk.open(case)
    page = _advice(window)
    row = page.findChild(Row, "ask.kras_status")
    assert isinstance(row, Row)
    how = "方法：qRT-PCR、NGS；标本：组织、细胞学标本、体液（表 1）"
    assert row.words.text().endswith(f"\n{how}")
    assert page.findChild(Row, "ask.nras_status") is None
    judged = [row for row in page.findChildren(Row) if row.objectName() == "ask.fit_for_intensive_chemo"]
    assert judged
    assert "方法" not in judged[0].words.text()
    tips = {place[1]: row.toolTip() for place, row in window.panel.rows.items() if place[0] == "questions"}
    assert tips["kras_status"] == how
    assert {tip for fact, tip in tips.items() if fact.endswith("_chemo")} <= {""}


def test_why_a_fact_is_unknown_is_told_afresh(window: Window, tmp_path: Path) -> None:
    """A result that was pending and was then not done is told so, though no line changes by it."""
    page = _open(window, tmp_path, "V01")
    for reason, words in (("pending", "待回报"), ("not_done", "未做")):
        give_reason(window, "kras_status", reason)
        _advice(window)
        rest()
        row = next(
            row for row in page.findChildren(Row) if row.objectName() == "ask.kras_status" and row.isVisible()
        )
        assert words in row.words.text()


def test_longer_words_are_not_cut(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With every word of the app 40 % longer, no heading, badge or link of an opened line is cut."""
    longer = {key: f"{text} {'x' * (len(text) * 2 // 5)}" for key, text in texts.words("en").items() if text}
    plain = texts.words("en")
    monkeypatch.setattr(texts, "words", lambda _language: {**plain, **longer})
    window.resize(1024, 768)
    page = _open(window, tmp_path, "V14")
    press(window, "advice.not")
    page.why_not.search.setText("MRI")
    for line in page.why_not.lines.values():
        QTest.keyClick(line, Qt.Key.Key_Return)
    rest()
    links = [part for part in page.why_not.findChildren(QPushButton) if part.isVisible()]
    badges = [part for part in page.why_not.findChildren(QLabel) if part.isVisible() and not part.wordWrap()]
    parts: list[QPushButton | QLabel] = [*links, *badges]
    assert len(links) > 5
    assert not [
        part.text() for part in parts if part.width() < part.fontMetrics().horizontalAdvance(part.text())
    ]
    assert page.widget().width() <= page.viewport().width()


def test_tab_goes_as_one_reads(window: Window, tmp_path: Path) -> None:
    """From the chips through the lines, those opened later too, to the team: each below the one before."""
    page = _open(window, tmp_path, "V14")
    press(window, "advice.not")
    page.why_not.open_phase("imaging")
    first = next(iter(page.why_not.lines.values()))
    QTest.keyClick(first, Qt.Key.Key_Return)
    next(iter(page.lines.values())).opened.emit(next(iter(page.lines)), True)  # noqa: FBT003 (a signal)
    rest()
    stops: list[QWidget] = []
    stop: QWidget | None = page.dictation.copy
    while stop is not None and page.isAncestorOf(stop):
        stops.append(stop)
        stop.setFocus()
        QTest.keyClick(stop, Qt.Key.Key_Tab)
        stop = QApplication.focusWidget()
    places = [widget.mapTo(page.widget(), widget.rect().topLeft()).y() for widget in stops]
    assert len(stops) > 60
    assert places == sorted(places)
