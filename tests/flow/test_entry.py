"""What a person types is understood as meant, or not at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crlm_desktop.domain.values import Bound
from crlm_desktop.domain.wording import tidy
from crlm_desktop.flow.entry import EMPTY, read_date, read_number, typed_form
from crlm_desktop.flow.units import units, units_of
from crlm_desktop.knowledge.pages import facts

CEA, COUNT, SIZE = "cea_ug_l", "liver_met_count", "liver_met_max_diameter_cm"
ALBUMIN, BILIRUBIN = "albumin_g_l", "bilirubin_umol_l"
NUMBERS = sorted(name for name, fact in facts().vocabulary.items() if fact.is_number)
BLANKS = st.text(" \t\u2009\u3000", min_size=1, max_size=3)
FIGURES = st.from_regex(r"[0-9]{1,3}(\.[0-9]{1,2})?", fullmatch=True)


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        (CEA, "41.7", 41.7),
        (CEA, "１２．５", 12.5),
        (CEA, "12。5", 12.5),
        (CEA, "CEA 41.7 ng/mL", 41.7),
        (CEA, "癌胚抗原：41.7ng/ml", 41.7),
        (CEA, "417µg/L", 417),
        (CEA, " 417  µg / L ", 417),
        (CEA, "417 μg/L", 417),
        (CEA, "1,200", 1200),
        (COUNT, "3", 3),
        (COUNT, "３个", 3),
        (COUNT, "3 lesions", 3),
        (SIZE, "28.2 mm", 2.82),
        (SIZE, "2.82cm", 2.82),
        (SIZE, "2.8厘米", 2.8),
        (SIZE, "28 毫米", 2.8),
        (SIZE, "28 millimetres", 2.8),
        (COUNT, "1 lesion", 1),
        (COUNT, "3枚", 3),
        (COUNT, "多发，3个", 3),
        ("age_years", "64 years old", 64),
        ("weeks_since_last_bevacizumab", "42天", 6),
        (CEA, "5 纳克/毫升", 5),
        (ALBUMIN, "3.9 g/dL", 39),
    ],
)
def test_number_is_understood(fact: str, text: str, value: float) -> None:
    """Full-width digits, units of every spelling and the fact's own name are understood."""
    assert read_number(text, facts().vocabulary[fact]).value == value


@pytest.mark.parametrize(
    ("fact", "text", "bound"),
    [
        (COUNT, "≥3", Bound(at_least=3)),
        (COUNT, ">=3", Bound(at_least=3)),
        (COUNT, "＞3", Bound(at_least=4)),
        (COUNT, "至少3个", Bound(at_least=3)),
        (COUNT, "at least 3", Bound(at_least=3)),
        (COUNT, "3+", Bound(at_least=3)),
        (COUNT, "3 + 个", Bound(at_least=3)),
        (COUNT, "多发", Bound(at_least=2)),
        (COUNT, "多发。", Bound(at_least=2)),
        (COUNT, "多发，至少3个", Bound(at_least=3)),
        (COUNT, "多发，＞3", Bound(at_least=4)),
        (COUNT, "多发 3-5 枚", Bound(3, 5)),
        (COUNT, "Multiple, at least 3 lesions", Bound(at_least=3)),
        (COUNT, "multiple", Bound(at_least=2)),
        (COUNT, "3～4", Bound(3, 4)),
        (COUNT, "3-4", Bound(3, 4)),
        (COUNT, "3至4", Bound(3, 4)),
        (COUNT, "<4", Bound(at_most=3)),
        (COUNT, "≤ 4", Bound(at_most=4)),
        (SIZE, ">5", Bound(at_least=5.01)),
        (SIZE, "< 2 cm", Bound(at_most=1.99)),
        (SIZE, "20-30mm", Bound(2, 3)),
    ],
)
def test_bound_is_understood(fact: str, text: str, bound: Bound) -> None:
    """Limits and ranges as reports write them become inclusive bounds."""
    assert read_number(text, facts().vocabulary[fact]).value == bound


@pytest.mark.parametrize(
    ("fact", "text", "problem"),
    [
        (COUNT, "2.5", "not_whole"),
        (COUNT, "500", "out_of_range"),
        (COUNT, "4-3", "upside_down"),
        (COUNT, "about 3", "not_a_number"),
        (COUNT, "T3", "not_a_number"),
        (SIZE, "2,8", "comma"),
        (SIZE, "28.2 ng/mL", "not_a_number"),
        (CEA, "-5", "not_a_number"),
        (CEA, "1e3", "not_a_number"),
        (CEA, "5 mm", "not_a_number"),
        (SIZE, "2.8×2.1 cm", "axes"),
        (SIZE, "2.8cm*2.1cm", "axes"),
        (SIZE, "28 x 21 x 19 毫米", "axes"),
        (CEA, "2.8×2.1", "not_a_number"),
        (CEA, "5厘米", "not_a_number"),
        (COUNT, "3 厘米", "not_a_number"),
        (COUNT, "多发，最大3个", "after_many"),
        (COUNT, "多发，1个", "after_many"),
        (COUNT, "multiple, at most 5", "after_many"),
        (COUNT, "多发，2.5个", "not_whole"),
        (COUNT, "多发，1 2个", "two_numbers"),
        ("ecog_ps", "多发", "not_a_number"),
        (CEA, "41 7", "two_numbers"),
        (CEA, "41 7 ng/mL", "two_numbers"),
        (CEA, "210 5 µg / L", "two_numbers"),
        (CEA, "CEA 4.7 0-5 ng/mL", "two_numbers"),
        (CEA, "4.7 ng/mL 0-5", "not_a_number"),
        (BILIRUBIN, "总胆红素 12.3 5-21 μmol/L", "two_numbers"),
        (SIZE, "2 8 mm", "two_numbers"),
        (COUNT, "1 2个", "two_numbers"),
    ],
)
def test_what_is_not_understood_is_not_guessed(fact: str, text: str, problem: str) -> None:
    """A text that may mean something else yields no value and says what is wrong."""
    reading = read_number(text, facts().vocabulary[fact])
    assert (reading.value, reading.problem) == (None, problem)


@given(st.sampled_from(NUMBERS), st.lists(FIGURES, min_size=2, max_size=4), st.data())
def test_numbers_parted_by_blanks_are_never_one(name: str, figures: list[str], data: st.DataObject) -> None:
    """Whatever stands around them, a sign, the fact's name or a unit: nothing is read."""
    fact = facts().vocabulary[name]
    front = data.draw(st.sampled_from(["", "≥", "<", "至少", *(f"{word} " for word in fact.label.values())]))
    units = [*units_of(fact), *(fact.unit or {}).values()]
    behind = data.draw(st.sampled_from(["", "+", *units, *(f" {unit}" for unit in units)]))
    text = figures[0] + "".join(data.draw(BLANKS) + figure for figure in figures[1:])
    assert read_number(front + text + behind, fact).value is None


def test_every_spelling_of_a_unit_is_that_unit() -> None:
    """Each spelling belongs to a unit that some fact has, and reads as this unit where it has it."""
    spellings = units()["spellings"]
    known = {symbol: fact for fact in facts().vocabulary.values() for symbol in units_of(fact)}
    assert spellings.keys() <= known.keys()
    for symbol, written in spellings.items():
        fact = known[symbol]
        figure = next(number for number in (3, 30) if read_number(f"{number} {symbol}", fact).value)
        own = read_number(f"{figure} {symbol}", fact)
        assert [word for word in written if read_number(f"{figure}{word}", fact) != own] == []


def test_unit_beside_the_field_counts_unless_one_is_typed() -> None:
    """A typed unit wins over the chosen one."""
    size = facts().vocabulary[SIZE]
    assert read_number("28.2", size, "mm").value == 2.82
    assert read_number("2.82 cm", size, "mm").value == 2.82


def test_unusual_is_said() -> None:
    """28 in a field for cm is possible but unusual; 41 700 is too."""
    assert read_number("28.2", facts().vocabulary[SIZE]).unusual
    assert read_number("41700", facts().vocabulary[CEA]).unusual
    assert not read_number("2.8", facts().vocabulary[SIZE]).unusual


def test_every_number_reads_back_as_typed_form() -> None:
    """What a field shows of a value means that value, for every number there is."""
    for fact in facts().vocabulary.values():
        if fact.is_number and fact.minimum is not None and fact.maximum is not None:
            for value in (
                fact.minimum,
                fact.maximum,
                Bound(fact.minimum, fact.maximum),
                Bound(at_least=fact.maximum),
            ):
                assert read_number(typed_form(value), fact).value == value, fact.name


@pytest.mark.parametrize(
    "text", ["2024-05-31", "2024/5/31", "2024.5.31", "2024年5月31日", "20240531", "２０２４－０５－３１"]
)
def test_date_is_understood(text: str) -> None:
    """Any order from year to day is understood."""
    assert read_date(text).value == date(2024, 5, 31)


@pytest.mark.parametrize("text", ["31.5.2024", "2024-13-01", "2023-02-29", "yesterday", "2024-5"])
def test_other_dates_are_not_guessed(text: str) -> None:
    """Anything else is no date."""
    assert read_date(text).problem == "not_a_date"


def test_date_in_future_and_nothing() -> None:
    """A date after the latest possible one is a problem; nothing typed is nothing."""
    assert read_date("2024-05-31", date(2024, 5, 30)).problem == "date_in_future"
    assert read_date("  ") == EMPTY


@pytest.mark.parametrize("number", [41700.0, 10000.0, 12345.6])
def test_what_the_app_prints_is_read_again(number: float) -> None:
    """Its blank between thousands breaks no line and parts no two numbers; a common one may."""
    fact = facts().vocabulary["cea_ug_l"]
    assert read_number(f"{tidy(number)} µg/L", fact).value == number
    assert read_number(tidy(number).replace("\N{NO-BREAK SPACE}", " "), fact).problem == "two_numbers"


@pytest.mark.parametrize("text", ["41\u00a07", "210\u00a050", "4\u00a07000", "4.7\u00a00-5"])
def test_a_blank_that_parts_no_thousands_is_not_taken_away(text: str) -> None:
    assert read_number(text, facts().vocabulary["cea_ug_l"]).problem == "two_numbers"
