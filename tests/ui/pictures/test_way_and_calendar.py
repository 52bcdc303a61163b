"""The way through the consensus and the calendar, as pictures."""

import html
import re
from datetime import date
from itertools import combinations
from xml.etree import ElementTree as ET

import pymupdf
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from PySide6.QtSvg import QSvgGenerator, QSvgRenderer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crlm_desktop.engine.clocks import clocks
from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.pathway.standings import Standing
from crlm_desktop.pathway.stations import pathway
from crlm_desktop.report.export import report_bytes
from crlm_desktop.ui.drawn_page import page_image
from crlm_desktop.ui.pictures.calendar import ClockCalendar
from crlm_desktop.ui.pictures.calendar_places import LABELS, dates_of
from crlm_desktop.ui.pictures.pathway import PathwayView
from crlm_desktop.ui.pictures.pathway_items import NodeItem, Setting
from tests.report.pages import OPTIONS, Printed, squeezed, vignettes
from tests.support import base, case_of

CONVERSION = {
    "crlm_diagnosed": True,
    "care_phase": "conversion",
    "mdt_ned_class": "potential",
    "bevacizumab_given": True,
    "surgeon_reassessed_resectable": True,
}
SVG = "{http://www.w3.org/2000/svg}"
LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture(params=["zh", "en"])
def way(request: pytest.FixtureRequest, qtbot: QtBot) -> PathwayView:
    view = PathwayView()
    qtbot.addWidget(view)
    view.resize(1000, 500)
    view.show_decision(evaluate(case_of(CONVERSION), base()), base(), request.param)
    view.show()
    return view


def test_a_station_opens_by_mouse(qtbot: QtBot, way: PathwayView) -> None:
    item = way.nodes["reassessment"]
    with qtbot.waitSignal(way.node_opened) as signal:
        QTest.mouseClick(way.viewport(), LEFT_BUTTON, pos=way.mapFromScene(item.pos()))
    assert signal.args == [("reassessment", item.node.items)]


def test_a_station_opens_by_keyboard(qtbot: QtBot, way: PathwayView) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(way, key)
    assert way.current == "conversion"
    with qtbot.waitSignal(way.node_opened) as signal:
        QTest.keyClick(way, Qt.Key.Key_Return)
    assert signal.args[0][0] == "conversion"


def test_the_keyboard_reaches_every_station(way: PathwayView) -> None:
    reached = {way.current}
    for _ in pathway().nodes:
        for name in tuple(reached):
            for step in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                way._current = name
                way.walk(*step)
                reached.add(way.current)
    assert reached == {node.id for node in pathway().nodes}


def test_zoom(qtbot: QtBot, way: PathwayView) -> None:
    before = way.transform().m11()
    QTest.keyClick(way, Qt.Key.Key_Plus)
    assert way.transform().m11() > before
    for _ in range(40):
        QTest.keyClick(way, Qt.Key.Key_Minus)
    assert way.transform().m11() >= 0.29
    QTest.keyClick(way, Qt.Key.Key_0)
    assert way.transform().m11() == pytest.approx(before, rel=0.02)


def test_the_way_is_a_file(way: PathwayView) -> None:
    assert QSvgRenderer(QByteArray(way.svg())).isValid()
    image = QImage.fromData(QByteArray(way.png(1.5)))
    assert image.width() == pytest.approx((pathway().width + 16) * 1.5, abs=2)
    assert len({image.pixel(x, image.height() // 2) for x in range(0, image.width(), 5)}) > 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_junction_asks_its_first_question_whole(qtbot: QtBot, language: str) -> None:
    """In the drawing of every published case no word is cut short, and all words stand inside their box."""
    view, asked = PathwayView(), 0
    qtbot.addWidget(view)
    for decision in vignettes().values():
        view.show_decision(decision, base(), language)
        svg = view.svg().decode("utf-8")
        words = squeezed(html.unescape("".join(re.findall(r"<text[^>]*>([^<]*)", svg))))
        assert "…" not in words
        for item in view.nodes.values():
            assert item.setting().fits(item._room()), item.title
            if item.questions and item.standing.figures is None:
                assert squeezed(item.questions[0]) in words, item.title
                asked += 1
    assert asked > 20


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whatever_a_station_may_ask_fits_in_it(language: str) -> None:
    """Any fact, alone or with another, in a type no smaller than the least that can be read."""
    for node in pathway().nodes:
        for fact in base().facts.vocabulary.values():
            for others in ((), ("x",)):
                standing = Standing("waiting", (fact.name,))
                item = NodeItem(node, standing, (fact.label[language], *others), language, QFont())
                assert item.setting().fits(item._room()), (node.id, fact.name)
                assert fact.label[language] in item.setting().second


def test_words_that_do_not_fit_are_told() -> None:
    """As high as its room, and a hair more; as wide, and a hair more."""
    words = Setting(QFont(), 40.0, "?", QFont(), 20.0, 100.0)
    assert words.fits(QRectF(0, 0, 100.0, 60.0))
    assert not words.fits(QRectF(0, 0, 99.9, 60.0))
    assert not words.fits(QRectF(0, 0, 100.0, 59.9))


def test_the_way_has_a_text_twin(way: PathwayView) -> None:
    words = way.accessibleDescription()
    assert way.nodes["reassessment"].words in words
    assert way.nodes["goal"].words not in words


@pytest.fixture(params=["zh", "en"])
def calendar(request: pytest.FixtureRequest, qtbot: QtBot) -> ClockCalendar:
    picture = ClockCalendar()
    qtbot.addWidget(picture)
    picture.resize(900, 320)
    picture.show()
    decision = evaluate(case_of(CONVERSION | {"last_bevacizumab_date": "2025-12-20"}), base())
    picture.show_clocks(clocks(decision), decision.case.visit_date, base(), request.param)
    return picture


def test_the_calendar_opens_by_mouse_and_keyboard(qtbot: QtBot, calendar: ClockCalendar) -> None:
    opened: list[object] = []
    calendar.clock_opened.connect(opened.append)
    QTest.keyClick(calendar, Qt.Key.Key_Right)
    QTest.keyClick(calendar, Qt.Key.Key_Down)
    QTest.keyClick(calendar, Qt.Key.Key_Return)
    QTest.mouseClick(calendar.viewport(), LEFT_BUTTON, pos=calendar.mark_of(0, 1).center().toPoint())
    assert opened == [
        ("bevacizumab_surgery", ("C23c",)),
        ("conversion_reassessment", ("C23a", "N-5.2.1-e")),
    ]


def test_the_calendar_has_a_text_twin(calendar: ClockCalendar) -> None:
    assert "2026-01-31 – 2026-02-14" in calendar.text()
    assert calendar.text() == calendar.accessibleDescription()
    calendar.grab()


def test_an_empty_calendar_says_so(qtbot: QtBot) -> None:
    picture = ClockCalendar("zh")
    qtbot.addWidget(picture)
    picture.show_clocks((), date(2026, 1, 15), base(), "zh")
    assert picture.text() == "目前没有需要计时的事项"
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(picture, key)
    picture.grab()


def test_a_clock_without_a_date_says_what_is_missing(qtbot: QtBot) -> None:
    picture = ClockCalendar("zh")
    qtbot.addWidget(picture)
    decision = evaluate(case_of(CONVERSION), base())
    picture.show_clocks(clocks(decision), decision.case.visit_date, base(), "zh")
    label = base().facts.vocabulary["last_bevacizumab_date"].label["zh"]
    assert f"缺少：{label}" in picture.text()
    picture.resize(500, 200)
    picture.grab()


FOLLOW_UP = {
    "crlm_diagnosed": True,
    "care_phase": "follow_up",
    "ned_after_treatment": True,
    "ned_surgery_date": "2024-12-05",
}


def painted(picture: ClockCalendar) -> list[tuple[str, QRectF]]:
    """Return every run of words that is painted, and where."""
    buffer, generator = QBuffer(), QSvgGenerator()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator.setOutputDevice(buffer)
    picture.viewport().render(generator)
    found, drawn = [], bytes(buffer.data().data())
    for element in ET.fromstring(drawn).iter(f"{SVG}text"):  # noqa: S314 (drawn here)
        font = QFont(picture.font())
        font.setPixelSize(round(float(element.attrib["font-size"])))
        font.setBold(element.attrib["font-weight"] == "700")
        box = QFontMetricsF(font).tightBoundingRect(element.text or "")
        left, base = float(element.attrib["x"]), float(element.attrib["y"])
        found.append((element.text or "", box.translated(left, base)))
    return found


@pytest.mark.parametrize("size", [(900, 320), (560, 170)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_label_of_the_calendar_stands_on_another(
    qtbot: QtBot, language: str, size: tuple[int, int]
) -> None:
    """Wherever the months and rows are scrolled to; and none is cut by an edge."""
    picture = ClockCalendar()
    qtbot.addWidget(picture)
    picture.resize(*size)
    picture.show()
    decision = evaluate(case_of(FOLLOW_UP), base())
    picture.show_clocks(clocks(decision), decision.case.visit_date, base(), language)
    across, down = picture.horizontalScrollBar(), picture.verticalScrollBar()
    shown: set[str] = set()
    for value in range(0, across.maximum() + 1, 17):
        across.setValue(value)
        down.setValue(value % (down.maximum() + 1))
        labels = [(text, box) for text, box in painted(picture) if box.left() > LABELS]
        assert not [(a, b) for (a, one), (b, two) in combinations(labels, 2) if one.intersects(two)], value
        assert all(box.right() <= picture.viewport().width() for _, box in labels), value
        assert any(re.fullmatch(r"\d{4}", text) for text, _ in labels), value
        shown |= {text for text, _ in labels}
    entries = [entry for clock in picture._clocks for entry in clock.entries]
    assert shown >= {dates_of(entry) for entry in entries} | {str(entry.last.year) for entry in entries}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["V01", "V24d", "V36", "V40"])
def test_the_printed_page_lights_the_stations_of_the_window(name: str, language: str, qtbot: QtBot) -> None:
    decision = vignettes()[name]
    view = PathwayView()
    qtbot.addWidget(view)
    view.show_decision(decision, base(), language)
    lit = [item for item in view.nodes.values() if item.standing.state == "lit"]
    # The page tells the risk score by its figures alone, which the window has under the name.
    words = {squeezed(item.title if item.standing.figures is None else item._second_line()) for item in lit}
    page = Printed(report_bytes(decision, base(), language, OPTIONS))
    assert page.framed(1.5) == words


def test_the_picture_of_the_page_shows_the_drawing_of_the_pdf(qtbot: QtBot) -> None:
    """Frame by frame: as dark in the printer's and the slide's page as in the PDF."""
    decision, width = vignettes()["V40"], 1240
    page = Printed(report_bytes(decision, base(), "en", OPTIONS)).document[0]
    scale = width / page.rect.width
    printed = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY)
    picture = page_image(decision, base(), "en", OPTIONS, width).convertToFormat(
        QImage.Format.Format_Grayscale8
    )
    boxes = [drawing["rect"] * scale for drawing in page.get_drawings() if drawing["type"] == "fs"]
    assert len(boxes) > 20
    for box in boxes:
        places = [(x, y) for x in range(int(box.x0), int(box.x1)) for y in range(int(box.y0), int(box.y1))]
        ours = sum(picture.pixelColor(x, y).lightness() for x, y in places)
        theirs = sum(printed.pixel(x, y)[0] for x, y in places)
        assert abs(ours - theirs) < 12 * len(places)
