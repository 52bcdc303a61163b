"""The bowel and the liver, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crlm_desktop.domain.case import Lesion
from crlm_desktop.domain.values import OneOf
from crlm_desktop.flow.liver_map import DRAWN_SEGMENTS
from crlm_desktop.ui.pictures.bowel import LEFT_PARTS, RIGHT_PARTS, BowelPicture
from crlm_desktop.ui.pictures.liver import LiverPicture
from crlm_desktop.ui.pictures.plate import Plate

# The offscreen platform says so of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def bowel(qtbot: QtBot) -> BowelPicture:
    picture = BowelPicture("zh")
    qtbot.addWidget(picture)
    picture.resize(460, 460)
    picture.show()
    return picture


@pytest.fixture
def liver(qtbot: QtBot) -> LiverPicture:
    picture = LiverPicture("zh")
    qtbot.addWidget(picture)
    picture.resize(520, 520)
    picture.show()
    return picture


def place_of(plate: Plate, part: str) -> QPoint:
    anchor = plate.drawing.anchors[part]
    point = anchor.target if anchor.target != anchor.label else anchor.label
    return plate.to_widget().map(QPointF(*point)).toPoint()


def drawn(liver: LiverPicture) -> tuple[Lesion, ...]:
    return liver.lesions


@pytest.mark.parametrize("site", [*RIGHT_PARTS, *LEFT_PARTS])
def test_a_click_picks_the_site(qtbot: QtBot, bowel: BowelPicture, site: str) -> None:
    with qtbot.waitSignal(bowel.picked) as signal:
        QTest.mouseClick(bowel.plate, LEFT_BUTTON, pos=place_of(bowel.plate, site))
    assert signal.args == [site]


def test_the_bowel_by_keyboard(qtbot: QtBot, bowel: BowelPicture) -> None:
    picked: list[str] = []
    bowel.picked.connect(picked.append)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_End):
        QTest.keyClick(bowel.plate, key)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Enter, Qt.Key.Key_Delete):
        QTest.keyClick(bowel.plate, key)
    assert picked == ["hepatic_flexure", "rectum", "rectosigmoid", ""]


def test_a_side_without_a_site(qtbot: QtBot, bowel: BowelPicture) -> None:
    with qtbot.waitSignal(bowel.picked) as signal:
        QTest.mouseClick(bowel.buttons["left_colon"], LEFT_BUTTON)
    assert signal.args == ["left_colon"]
    bowel.show_location("left_colon")
    assert bowel.buttons["left_colon"].isChecked()
    with qtbot.waitSignal(bowel.picked) as signal:
        QTest.mouseClick(bowel.buttons["left_colon"], LEFT_BUTTON)
    assert signal.args == [""]


def test_the_bowel_says_what_it_shows(qtbot: QtBot, bowel: BowelPicture) -> None:
    picked: list[str] = []
    bowel.picked.connect(picked.append)
    bowel.show_location("transverse_colon")
    assert "横结肠" in bowel.caption.text()
    assert "假设" in bowel.caption.text()
    bowel.show_location(OneOf(("rectum", "rectosigmoid")))
    bowel.retranslate("en")
    assert "Rectum or Rectosigmoid" in bowel.caption.text()
    assert "Rectum or Rectosigmoid" in bowel.plate.accessibleName()
    bowel.show_location(None)
    assert "not chosen" in bowel.caption.text()
    assert picked == []
    bowel.grab()


@pytest.mark.parametrize("segment", DRAWN_SEGMENTS)
def test_a_click_adds_a_metastasis(qtbot: QtBot, liver: LiverPicture, segment: str) -> None:
    with qtbot.waitSignal(liver.lesions_changed) as signal:
        QTest.mouseClick(liver.plate, LEFT_BUTTON, pos=place_of(liver.plate, segment))
    assert signal.args == [(Lesion(segment),)]


@pytest.mark.parametrize(
    ("unit", "typed", "size"),
    [
        ("cm", "2.8", 2.8),
        ("mm", "28", 2.8),
        ("cm", "28 mm", 2.8),
        ("mm", "50", 5.0),
        ("mm", "50.1", 5.01),
        ("mm", "49.9", 4.99),
        ("cm", "２．８", 2.8),
        ("cm", "0", None),
        ("cm", "many", None),
        ("cm", "", None),
    ],
)
def test_a_size(qtbot: QtBot, liver: LiverPicture, unit: str, typed: str, size: float | None) -> None:
    liver.add("S5")
    QTest.mouseClick(liver.units[unit], LEFT_BUTTON)
    for character in typed:
        press = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(liver.size_edit, press)
    QTest.keyClick(liver.size_edit, Qt.Key.Key_Return)
    assert liver.lesions == (Lesion("S5", size),)
    assert bool(liver.hint.text()) is (typed in {"0", "many"})
    assert liver.size_edit.text() == typed  # nothing typed is lost


def test_the_unit_converts_what_is_plausible_and_rereads_what_is_not(
    qtbot: QtBot, liver: LiverPicture
) -> None:
    liver.add("S5")
    QTest.keyClicks(liver.size_edit, "2.8")
    QTest.mouseClick(liver.units["mm"], LEFT_BUTTON)
    assert (liver.size_edit.text(), liver.lesions) == ("28", (Lesion("S5", 2.8),))
    QTest.mouseClick(liver.units["cm"], LEFT_BUTTON)
    liver.size_edit.selectAll()
    QTest.keyClicks(liver.size_edit, "45")  # no liver holds 45 cm: millimetres were meant
    QTest.mouseClick(liver.units["mm"], LEFT_BUTTON)
    assert (liver.size_edit.text(), liver.lesions) == ("45", (Lesion("S5", 4.5),))


def test_a_pause_in_typing_is_enough(qtbot: QtBot, liver: LiverPicture) -> None:
    liver.add("S5")
    with qtbot.waitSignal(liver.lesions_changed) as signal:
        QTest.keyClicks(liver.size_edit, "3.1")
    assert signal.args == [(Lesion("S5", 3.1),)]


def test_the_liver_by_keyboard(qtbot: QtBot, liver: LiverPicture) -> None:
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(liver.plate, key)
    QTest.keyClicks(liver.size_edit, "12mm")
    QTest.keyClick(liver.size_edit, Qt.Key.Key_Return)
    QTest.keyClick(liver.plate, Qt.Key.Key_Up)
    QTest.keyClick(liver.plate, Qt.Key.Key_Return)
    assert drawn(liver) == (Lesion("S5", 1.2), Lesion("S8"))
    QTest.keyClick(liver.list, Qt.Key.Key_Delete)
    assert drawn(liver) == (Lesion("S5", 1.2),)
    QTest.keyClick(liver.plate, Qt.Key.Key_Delete)
    assert drawn(liver) == ()


def test_the_keyboard_reaches_every_segment(liver: LiverPicture) -> None:
    reached = {"S7"}
    keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
    for _ in DRAWN_SEGMENTS:
        for segment in tuple(reached):
            for key in keys:
                liver.plate.set_current(segment)
                reached.add(liver.plate.neighbour(key) or segment)
    assert reached == set(DRAWN_SEGMENTS)


def test_multiple_is_one_click(qtbot: QtBot, liver: LiverPicture) -> None:
    with qtbot.waitSignal(liver.at_least_picked) as signal:
        QTest.mouseClick(liver.many_button, LEFT_BUTTON)
    assert signal.args == [3]
    with qtbot.waitSignal(liver.at_least_picked) as signal:
        liver.many_button.menu().actions()[-1].trigger()
    assert signal.args == [10]


def test_thirty_six_stay_usable(qtbot: QtBot, liver: LiverPicture) -> None:
    many = tuple(Lesion(DRAWN_SEGMENTS[place % 9], 0.5 + place % 7) for place in range(36))
    changes: list[object] = []
    liver.lesions_changed.connect(changes.append)
    liver.show_lesions(many)
    assert changes == []
    assert liver.list.count() == 36
    assert liver.list.height() < 140
    liver.list.setCurrentRow(20)
    QTest.mouseClick(liver.remove_button, LEFT_BUTTON)
    assert liver.lesions == many[:20] + many[21:]
    liver.grab()


def test_the_liver_says_what_it_shows(liver: LiverPicture) -> None:
    liver.show_lesions((Lesion("S5", 2.82), Lesion("S2")))
    assert liver.summary.text() == "共 2 个（1 个未测量）；最大至少 2.82 cm；左右半肝均有"
    liver.show_lesions((Lesion("S5", 2.82),))
    assert liver.summary.text() == "共 1 个；最大 2.82 cm；仅右半肝"
    liver.show_lesions((Lesion("S5"), Lesion("S2")))
    assert liver.summary.text() == "共 2 个；大小不详；左右半肝均有"
    liver.retranslate("en")
    assert liver.summary.text() == "2 in total; not measured; both hemilivers"
    assert "both hemilivers" in liver.plate.accessibleName()
    liver.show_lesions(None)
    assert "click a segment" in liver.summary.text()


def test_a_language_switch_keeps_what_is_typed(qtbot: QtBot, liver: LiverPicture) -> None:
    liver.add("S6")
    QTest.keyClicks(liver.size_edit, "3.")
    liver.retranslate("en")
    liver.show_lesions(liver.lesions)
    assert liver.size_edit.text() == "3."
