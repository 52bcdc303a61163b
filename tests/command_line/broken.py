"""Case files with faults: what a hospital's export, a typing hand or bad luck can do to one.

Each entry: the file, the place that must be named (empty: the whole file) and the code of the fault.
"""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Broken:
    """One faulty file."""

    name: str
    data: bytes
    place: str
    code: str


def case_data(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 (case file data)
    """Return a small sound case file with some keys changed."""
    sound = {
        "format": "crlm-case/1",
        "case_code": "B-1",
        "visit_date": "2024-01-15",
        "facts": {"crlm_diagnosed": True},
    }
    return sound | changes


def _file(name: str, place: str, code: str, **changes: Any) -> Broken:  # noqa: ANN401
    return Broken(name, json.dumps(case_data(**changes), ensure_ascii=False).encode(), place, code)


def _fact(name: str, fact: str, value: Any, code: str, inside: str = "") -> Broken:  # noqa: ANN401
    return _file(name, f"facts.{fact}{inside}", code, facts={"crlm_diagnosed": True, fact: value})


def _raw(name: str, value: str, code: str, fact: str = "cea_ug_l", place: str = "") -> Broken:
    text = json.dumps(case_data(facts={fact: "HERE"})).replace('"HERE"', value)
    return Broken(name, text.encode(), place, code)


def _lesion(name: str, lesion: Any, inside: str, code: str) -> Broken:  # noqa: ANN401
    return _file(name, f"lesions.0{inside}", code, lesions=[lesion])


def _without(key: str) -> Broken:
    data = case_data()
    del data[key]
    return Broken(f"no {key}", json.dumps(data).encode(), key, "missing_key")


WHOLE_FILE = (
    Broken("empty file", b"", "", "not_json"),
    Broken("only blanks", b" \r\n\t", "", "not_json"),
    Broken(
        "not UTF-8", json.dumps(case_data(note="x")).encode().replace(b'"x"', b'"\xb8\xce"'), "", "not_utf8"
    ),
    Broken("UTF-16", json.dumps(case_data()).encode("utf-16"), "", "not_utf8"),
    Broken("cut off", json.dumps(case_data()).encode()[:-3], "", "not_json"),
    Broken("comma too many", b'{"format": "crlm-case/1",}', "", "not_json"),
    Broken("two documents", json.dumps(case_data()).encode() * 2, "", "not_json"),
    Broken("list at the top", json.dumps([case_data()]).encode(), "", "wrong_type"),
    Broken("number at the top", b"17", "", "wrong_type"),
    Broken("null at the top", b"null", "", "wrong_type"),
    Broken("100,000 brackets", b"[" * 100_000 + b"]" * 100_000, "", "too_deep"),
    Broken("100,000 objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "", "too_deep"),
    Broken("too large", b" " * 4_000_001, "", "too_large"),
    Broken("lone surrogate", json.dumps(case_data(case_code="\ud800")).encode(), "", "not_unicode"),
    Broken("key twice", b'{"format": "crlm-case/1", "format": "crlm-case/1"}', "", "duplicate_key"),
    _raw("fact twice", '1, "cea_ug_l": 2', "duplicate_key"),
    _raw("NaN", "NaN", "not_finite"),
    _raw("Infinity", "Infinity", "not_finite"),
    _raw("minus Infinity", "-Infinity", "not_finite"),
    _raw("5,000 digits", "9" * 5_000, "number_too_long"),
)
ENVELOPE = (
    _file("wrong format", "format", "wrong_format", format="crlm-case/2"),
    _file("format as number", "format", "wrong_format", format=1),
    _without("format"),
    _without("case_code"),
    _without("visit_date"),
    _without("facts"),
    _file("unknown key", "patient_name", "unknown_key", patient_name="Li"),
    _file("empty code", "case_code", "empty", case_code=""),
    _file("code as number", "case_code", "wrong_type", case_code=17),
    _file("code too long", "case_code", "too_long", case_code="A" * 401),
    _file("note too long", "note", "too_long", note="A" * 20_001),
    _file("null note", "note", "wrong_type", note=None),
    _file("visit in the future", "visit_date", "date_in_future", visit_date="2999-01-01"),
    _file("no such day", "visit_date", "not_a_date", visit_date="2023-02-29"),
    _file("day first", "visit_date", "not_a_date", visit_date="15.01.2024"),
    _file("week date", "visit_date", "not_a_date", visit_date="2024-W03-1"),
    _file("visit with a clock", "visit_date", "not_a_date", visit_date="2024-01-15T08:00"),
    _file("visit as number", "visit_date", "wrong_type", visit_date=20240115),
    _file("facts as list", "facts", "wrong_type", facts=[]),
    _file("facts null", "facts", "wrong_type", facts=None),
    _file("absent: unknown fact", "absent.kras", "unknown_fact", absent={"kras": "pending"}),
    _file("absent: no such reason", "absent.kras_status", "not_a_choice", absent={"kras_status": "lost"}),
    _file("absent as list", "absent", "wrong_type", absent=["kras_status"]),
    _file("done as text", "done", "wrong_type", done="mdt-guidance"),
    _lesion("segment nine", {"segment": "S9"}, ".segment", "not_a_choice"),
    _lesion("no segment", {"diameter_cm": 2.0}, ".segment", "missing_key"),
    _lesion("lesion of nothing", {"segment": "S5", "diameter_cm": 0}, ".diameter_cm", "out_of_range"),
    _lesion("lesion in millimetres", {"segment": "S5", "diameter_cm": 41}, ".diameter_cm", "out_of_range"),
    _lesion("lesion with a name", {"segment": "S5", "name": "a"}, ".name", "unknown_key"),
    _lesion("lesion as text", "S5", "", "wrong_type"),
)
FACTS = (
    _fact("unknown fact", "kras", "mutant", "unknown_fact"),
    _fact("derived fact", "crs_gt2", True, "unknown_fact"),  # noqa: FBT003 (case file data)
    _fact("derived choice", "primary_sidedness", "left", "unknown_fact"),
    _fact("true for a number", "cea_ug_l", True, "wrong_type"),  # noqa: FBT003
    _fact("true for a count", "liver_met_count", True, "wrong_type"),  # noqa: FBT003
    _fact("number for yes or no", "primary_in_situ", 1, "wrong_type"),
    _fact("text for yes or no", "primary_in_situ", "true", "wrong_type"),
    _fact("text for a number", "cea_ug_l", "41.7", "wrong_type"),
    _fact("number for a choice", "clinical_t_stage", 3, "not_a_choice"),
    _fact("half a metastasis", "liver_met_count", 2.5, "wrong_type"),
    _fact("list for a number", "cea_ug_l", [41.7], "wrong_type"),
    _fact("list for a choice", "kras_status", ["mutant"], "not_a_choice"),
    _fact("object for yes or no", "primary_in_situ", {"at_least": 1}, "wrong_type"),
    _fact("choice in capitals", "kras_status", "MUTANT", "not_a_choice"),
    _fact("negative", "cea_ug_l", -1, "out_of_range"),
    _fact("lesion too large", "liver_met_max_diameter_cm", 40.1, "out_of_range"),
    _fact("lesion too small", "liver_met_max_diameter_cm", 0, "out_of_range"),
    _raw("1e400", "1e400", "not_finite", place="facts.cea_ug_l"),
    _fact("bound upside down", "liver_met_count", {"at_least": 5, "at_most": 3}, "bound_upside_down"),
    _fact("empty bound", "liver_met_count", {}, "empty_bound"),
    _fact("bound of text", "cea_ug_l", {"at_least": "5"}, "wrong_type", ".at_least"),
    _fact("bound out of range", "flr_pct", {"at_most": 101}, "out_of_range", ".at_most"),
    _fact("half a metastasis at least", "liver_met_count", {"at_least": 2.5}, "wrong_type", ".at_least"),
    _fact("bound with an own key", "cea_ug_l", {"above": 5}, "unknown_key", ".above"),
    _fact("set of a number", "liver_met_count", {"one_of": [1, 2]}, "unknown_key", ".one_of"),
    _fact("bound of a choice", "clinical_t_stage", {"at_least": "T3"}, "unknown_key", ".at_least"),
    _fact("foreign code in a set", "clinical_t_stage", {"one_of": ["T3", "T5"]}, "not_a_choice", ".one_of.1"),
    _fact("empty set", "clinical_t_stage", {"one_of": []}, "empty", ".one_of"),
    _fact("set as text", "clinical_t_stage", {"one_of": "T3"}, "wrong_type", ".one_of"),
    _fact("foreign site", "extrahepatic_sites", ["lung", "toe"], "not_a_choice", ".1"),
    _fact("sites as text", "extrahepatic_sites", "lung", "wrong_type"),
    _fact("variant too long", "kras_variant", "A" * 401, "too_long"),
    _fact("variant empty", "kras_variant", "", "empty"),
    _fact("bad date", "last_bevacizumab_date", "2024-02-30", "not_a_date"),
    _fact("future date", "ned_surgery_date", "2999-01-01", "date_in_future"),
    _fact("date as number", "ned_surgery_date", 20240101, "wrong_type"),
    _fact("primary resected after the visit", "primary_surgery_date", "2024-01-16", "after_visit"),
)
BROKEN = WHOLE_FILE + ENVELOPE + FACTS
