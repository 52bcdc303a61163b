"""One case in, one result out: the contract of `crlm-desktop evaluate`, from outside."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from crlm_desktop import __version__
from crlm_desktop.domain.kleene import STATES
from crlm_desktop.paths import resource
from crlm_desktop.texts import say
from tests.command_line.broken import case_data
from tests.command_line.conftest import Caller
from tests.support import base

SIGMOID = resource("cases", "real_sigmoid_multiple.json")
RECTUM = resource("cases", "real_rectum_wildtype.json")
KEYS = [
    "format", "case_code", "visit_date", "app_version", "knowledge", "derived", "items", "advice", "missing",
    "warnings", "silent",
]  # fmt: skip


def result_of(call: Caller, path: Path) -> dict[str, Any]:
    """Return the result of a case file."""
    told = call("evaluate", path)
    assert (told.code, told.err) == (0, "")
    data: dict[str, Any] = json.loads(told.out)
    return data


@pytest.mark.parametrize("path", [SIGMOID, RECTUM], ids=lambda path: path.stem)
def test_the_result_has_the_promised_shape(path: Path, call: Caller) -> None:
    data = result_of(call, path)
    assert list(data) == KEYS
    assert data["format"] == "crlm-result/1"
    assert data["app_version"] == __version__
    assert data["knowledge"] == {"id": base().id, "version": base().version, "sha256": base().sha256}
    assert list(data["items"]) == [item.id for item in base().items]
    assert len(data["items"]) == 273
    assert {item["state"] for item in data["items"].values()} <= set(STATES)
    assert all(item.keys() <= {"state", "missing"} for item in data["items"].values())


@pytest.mark.parametrize("path", [SIGMOID, RECTUM], ids=lambda path: path.stem)
def test_every_line_of_advice_can_be_read_and_traced(path: Path, call: Caller) -> None:
    data = result_of(call, path)
    for line in data["advice"]:
        assert line["state"] in {"applies", "conditional"}
        assert {data["items"][item]["state"] for item in line["items"]} == {line["state"]}
        assert line.keys() >= {"key", "items", "state", "strength", "grade", "evidence", "text", "because"}
        assert all(line["text"][language] for language in ("zh", "en"))
    assert len({line["key"] for line in data["advice"]}) == len(data["advice"])


@pytest.mark.parametrize("path", [SIGMOID, RECTUM], ids=lambda path: path.stem)
def test_missing_facts_are_unknown_and_settle_what_waits(path: Path, call: Caller) -> None:
    data = result_of(call, path)
    entered = json.loads(path.read_text(encoding="utf-8"))["facts"]
    for entry in data["missing"]:
        assert not isinstance(entered.get(entry["fact"]), bool | str)
        for item in entry["settles"]:
            assert data["items"][item]["state"] in {"needs_data", "conditional"}
            assert entry["fact"] in data["items"][item]["missing"]


def test_the_sigmoid_cancer_waits_for_the_class_and_the_genes(call: Caller) -> None:
    data = result_of(call, SIGMOID)
    derived = data["derived"]
    assert (derived["crs_min"], derived["crs_max"], derived["crs_score"]) == (3, 4, None)
    assert (derived["primary_sidedness"], derived["ras_wild_type"]) == ("left", None)
    assert derived["crs_gt2"] is True
    for item in ("C14", "C15a", "C15b", "C20a", "C24a"):
        assert data["items"][item]["state"] == "needs_data"
    assert "mdt_ned_class" in data["items"]["C15a"]["missing"]
    assert data["items"]["C20a"]["missing"] == ["mdt_ned_class", "kras_status", "nras_status", "braf_status"]
    assert data["missing"][0]["fact"] == "mdt_ned_class"
    headlines = " ".join(line["text"]["en"] for line in data["advice"]).lower()
    read = headlines + " ".join(line["detail"]["en"] for line in data["advice"]).lower()
    assert "anti-egfr" not in headlines
    assert not [drug for drug in ("cetuximab", "panitumumab") if drug in read]


def test_the_rectal_cancer_gets_its_doublet_with_cetuximab(call: Caller) -> None:
    data = result_of(call, RECTUM)
    assert data["derived"]["ras_braf_wild_type"] is True
    assert data["derived"]["primary_organ"] == "rectum"
    assert data["derived"]["dmmr_msih"] is False
    assert data["items"]["C20a"] == {"state": "applies"}
    assert data["items"]["C20b"]["state"] == "does_not_apply"
    assert data["items"]["C21"]["state"] == "needs_data"
    assert data["items"]["C21"]["missing"] == ["pole_status"]
    line = next(line for line in data["advice"] if "C20a" in line["items"])
    assert (line["strength"], line["grade"], line["evidence"]) == ("recommend", "I", "1")


def test_the_same_case_gives_the_same_bytes(tmp_path: Path, call: Caller) -> None:
    hashes = set()
    for name in ("first.json", "second.json"):
        assert call("evaluate", SIGMOID, "-o", tmp_path / name).code == 0
        hashes.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    told = call("evaluate", SIGMOID)
    hashes.add(hashlib.sha256(told.out.encode()).hexdigest())
    assert len(hashes) == 1


def test_states_only_gives_the_bare_states(call: Caller) -> None:
    full = result_of(call, SIGMOID)
    bare = json.loads(call("evaluate", SIGMOID, "--states-only").out)
    states = {name: item["state"] for name, item in full["items"].items()}
    assert bare == {"case_code": "REAL-01", "items": states}


def test_null_and_an_empty_list_are_unknown_and_none(tmp_path: Path, call: Caller) -> None:
    everything = dict.fromkeys(base().facts.vocabulary)
    path, empty = tmp_path / "null.json", tmp_path / "empty.json"
    path.write_text(json.dumps(case_data(facts=everything)), encoding="utf-8")
    empty.write_text(json.dumps(case_data(facts={})), encoding="utf-8")
    assert result_of(call, path) == result_of(call, empty)


def test_what_editors_add_to_a_file_does_no_harm(tmp_path: Path, call: Caller) -> None:
    path = tmp_path / "病例 一.json"
    path.write_bytes(b"\xef\xbb\xbf" + SIGMOID.read_bytes().replace(b"\n", b"\r\n"))
    assert result_of(call, path) == result_of(call, SIGMOID)


def test_why_a_fact_is_absent_changes_no_state(tmp_path: Path, call: Caller) -> None:
    data = json.loads(SIGMOID.read_text(encoding="utf-8"))
    data["absent"] = dict.fromkeys(("kras_status", "mdt_ned_class"), "not_obtainable")
    path = tmp_path / "case.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    changed, plain = result_of(call, path), result_of(call, SIGMOID)
    assert changed["items"] == plain["items"]
    asked = {entry["fact"] for entry in plain["missing"]} - {entry["fact"] for entry in changed["missing"]}
    assert asked == {"kras_status", "mdt_ned_class"}


def test_a_line_that_was_ticked_is_done(tmp_path: Path, call: Caller) -> None:
    data = json.loads(SIGMOID.read_text(encoding="utf-8")) | {"done": ["mdt-guidance"]}
    path = tmp_path / "case.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    done = {line["key"] for line in result_of(call, path)["advice"] if line.get("done")}
    assert done == {"mdt-guidance"}
    assert result_of(call, path)["items"] == result_of(call, SIGMOID)["items"]


def test_lesions_are_counted_and_a_typed_count_wins(tmp_path: Path, call: Caller) -> None:
    path = tmp_path / "case.json"
    lesions = [{"segment": "S5", "diameter_cm": 5.1}, {"segment": "S4a"}]
    path.write_text(json.dumps(case_data(lesions=lesions)), encoding="utf-8")
    assert result_of(call, path)["derived"]["crs_min"] == 2
    disagreeing = case_data(lesions=lesions, facts={"liver_met_count": 1})
    path.write_text(json.dumps(disagreeing), encoding="utf-8")
    data = result_of(call, path)
    assert data["derived"]["crs_min"] == 1
    assert [(found["code"], found["facts"]) for found in data["warnings"]] == [
        ("lesions_disagree", ["liver_met_count"])
    ]


def test_output_that_cannot_be_written_is_said(tmp_path: Path, call: Caller, spoken: str) -> None:
    told = call("evaluate", SIGMOID, "-o", tmp_path / "missing" / "out.json")
    assert told.code == 1
    assert {"zh": "无法写入", "en": "cannot be written"}[spoken] in told.err
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_is_a_folder_stays_one(tmp_path: Path, call: Caller) -> None:
    (tmp_path / "out.json").mkdir()
    assert call("evaluate", SIGMOID, "-o", tmp_path / "out.json").code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    assert list((tmp_path / "out.json").iterdir()) == []


def test_what_refuses_is_told_in_the_language_of_the_person(
    tmp_path: Path, call: Caller, spoken: str
) -> None:
    why = say(spoken, "file.no_folder")
    missing, nowhere = tmp_path / "none.json", tmp_path / "none" / "out.json"
    read = call("evaluate", missing)
    assert (read.code, read.err) == (2, say(spoken, "cli.cannot_read", path=missing, reason=why) + "\n")
    written = call("evaluate", SIGMOID, "-o", nowhere)
    assert (written.code, written.out) == (1, "")
    assert written.err == say(spoken, "cli.cannot_write", path=nowhere, reason=why) + "\n"
