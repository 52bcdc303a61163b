"""One case a line: in order, a bad line answered in place, the fast lane equal to the full road."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from crlm_desktop.commands.words import worded
from crlm_desktop.domain.case import Case
from crlm_desktop.engine.batch import Batch
from crlm_desktop.paths import resource
from tests.command_line.broken import BROKEN, case_data
from tests.command_line.conftest import Caller, write_lines
from tests.support import TODAY, base, case_reader, cases, written_cases

ROOT = Path(__file__).parents[2]


def batch() -> Batch:
    """Return a batch as the command line makes it."""
    return Batch(base(), case_reader(), TODAY)


def vignettes() -> list[dict[str, Any]]:
    """Return every vignette as a case file's data."""
    return [case_data(case_code=case["id"], facts=case["facts"]) for case in written_cases("vignettes")]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the answers of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_answers_come_in_the_order_of_the_lines(tmp_path: Path, call: Caller) -> None:
    source = write_lines(tmp_path / "cases.jsonl", vignettes())
    assert call("evaluate", source, "-o", tmp_path / "out.jsonl").code == 0
    answers = read_lines(tmp_path / "out.jsonl")
    assert [answer["case_code"] for answer in answers] == [case["case_code"] for case in vignettes()]
    assert {answer["format"] for answer in answers} == {"crlm-result/1"}


def test_every_vignette_has_the_same_states_in_both_lanes(tmp_path: Path, call: Caller) -> None:
    source = write_lines(tmp_path / "cases.jsonl", vignettes())
    call("evaluate", source, "-o", tmp_path / "full.jsonl")
    call("evaluate", source, "-o", tmp_path / "bare.jsonl", "--states-only")
    full = [
        {"case_code": answer["case_code"], "items": states_of(answer)}
        for answer in read_lines(tmp_path / "full.jsonl")
    ]
    assert read_lines(tmp_path / "bare.jsonl") == full


def states_of(answer: dict[str, Any]) -> dict[str, str]:
    """Return the bare states of a full result."""
    return {name: item["state"] for name, item in answer["items"].items()}


def test_a_single_case_and_its_line_say_the_same(tmp_path: Path, call: Caller) -> None:
    path = resource("cases", "real_sigmoid_multiple.json")
    source = write_lines(tmp_path / "cases.JSONL", [json.loads(path.read_text(encoding="utf-8"))])
    call("evaluate", source, "-o", tmp_path / "out.jsonl")
    assert read_lines(tmp_path / "out.jsonl") == [json.loads(call("evaluate", path).out)]


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_any_case_has_the_same_states_in_both_lanes(case: Case) -> None:
    line = json.dumps(case.as_json(), ensure_ascii=False).encode()
    (bare,) = batch().states_only([line], worded)
    (full,) = batch().full([line], worded)
    assert json.loads(bare)["items"] == states_of(json.loads(full))


@pytest.mark.parametrize("states_only", [False, True], ids=["full", "states-only"])
def test_a_bad_line_is_answered_in_its_place(
    states_only: bool,  # noqa: FBT001 (a parameter of the test)
    tmp_path: Path,
    call: Caller,
) -> None:
    good = case_data()
    bad = case_data(facts={"kras": "mutant", "cea_ug_l": "41.7"})
    source = write_lines(tmp_path / "cases.jsonl", [good, bad, "{", "", "  ", good, "[]", "", ""])
    options = ["--states-only"] if states_only else []
    assert call("evaluate", source, "-o", tmp_path / "out.jsonl", *options).code == 0
    answers = read_lines(tmp_path / "out.jsonl")
    assert [answer.get("line", "fine") for answer in answers] == ["fine", 2, 3, 4, 5, "fine", 7]
    assert [len(answer["errors"]) for answer in answers if "errors" in answer] == [2, 1, 1, 1, 1]
    assert all(answer.keys() == {"line", "errors"} for answer in answers if "line" in answer)
    assert answers[0] == answers[5]


def test_a_bad_line_is_worded_in_the_language_of_the_system(
    tmp_path: Path, call: Caller, spoken: str
) -> None:
    source = write_lines(tmp_path / "cases.jsonl", [case_data(facts={"kras": "mutant"})])
    call("evaluate", source, "-o", tmp_path / "out.jsonl")
    (answer,) = read_lines(tmp_path / "out.jsonl")
    assert answer["errors"][0].startswith("facts.kras: ")
    assert {"zh": "没有可录入的项目", "en": "There is no fact"}[spoken] in answer["errors"][0]


@pytest.mark.parametrize(
    "broken", [broken for broken in BROKEN if b"\n" not in broken.data.strip()], ids=lambda found: found.name
)
def test_no_lane_lets_a_broken_line_pass(broken: Any) -> None:  # noqa: ANN401
    lines = [b"{}", broken.data, b"{}"]
    full, bare = (list(answers(lines, worded)) for answers in (batch().full, batch().states_only))
    assert full == bare
    assert all("errors" in json.loads(line) for line in full)


def test_the_fast_lane_is_taken_by_ordinary_cases_only() -> None:
    lane = batch()
    assert lane._fast_states(case_data()) is not None
    assert lane._fast_states(case_data(lesions=[{"segment": "S5"}])) is None
    assert lane._fast_states(case_data(facts={"liver_met_count": {"at_least": 3}})) is None


def test_lines_are_answered_one_by_one() -> None:
    taken = []

    def lines() -> Iterator[bytes]:
        for number in range(3):
            taken.append(number)
            yield json.dumps(case_data(case_code=str(number))).encode()

    answers = batch().states_only(lines(), worded)
    next(answers)
    assert taken == [0]
    assert len(list(answers)) == 2


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    line = json.dumps(case_data()).encode()
    stream = io.BytesIO(b"\xef\xbb\xbf" + line + b"\r\n" + line + b"\r\n")
    first, second = batch().states_only(stream, worded)
    assert first == second
    assert "errors" not in first


def test_many_cases_need_an_output_file(tmp_path: Path, call: Caller) -> None:
    told = call("evaluate", write_lines(tmp_path / "cases.jsonl", [case_data()]))
    assert told.code == 2
    assert "-o OUT.jsonl" in told.err


def test_nothing_in_is_nothing_out(tmp_path: Path, call: Caller) -> None:
    source = write_lines(tmp_path / "cases.jsonl", [])
    assert call("evaluate", source, "-o", tmp_path / "out.jsonl").code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path, call: Caller) -> None:
    source = write_lines(tmp_path / "cases.jsonl", [case_data()])
    told = call("evaluate", source, "-o", tmp_path / "none" / "out.jsonl")
    assert told.code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["cases.jsonl"]


def test_the_old_output_stays_when_the_work_breaks_off(
    tmp_path: Path, call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_lines(tmp_path / "cases.jsonl", [case_data()])
    output = tmp_path / "out.jsonl"
    output.write_text("as it was", encoding="utf-8")

    def fail(*_: object) -> Iterator[str]:
        yield "half a li"
        raise MemoryError

    monkeypatch.setattr(Batch, "full", fail)
    told = call("evaluate", source, "-o", output)
    assert told.code == 1
    assert output.read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases.jsonl", "out.jsonl"]


def test_the_output_may_be_the_input(tmp_path: Path, call: Caller) -> None:
    source = write_lines(tmp_path / "cases.jsonl", [case_data(case_code=str(number)) for number in range(50)])
    assert call("evaluate", source, "-o", source, "--states-only").code == 0
    assert [answer["case_code"] for answer in read_lines(source)] == [str(number) for number in range(50)]


def test_a_log_line_of_any_script_comes_back_whole(tmp_path: Path, call: Caller) -> None:
    code = '病例 \u2028 𠮷 "quoted" \\ 1'
    source = write_lines(tmp_path / "cases.jsonl", [case_data(case_code=code)])
    call("evaluate", source, "-o", tmp_path / "out.jsonl", "--states-only")
    text = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert json.loads(text)["case_code"] == code


def test_as_a_process(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "cases.jsonl", vignettes() * 5)
    told = subprocess.run(
        [sys.executable, "-m", "crlm_desktop", "evaluate", str(source), "-o", str(tmp_path / "out.jsonl"),
         "--states-only"],
        cwd=ROOT, env=os.environ | {"PYTHONUTF8": "0"}, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert (told.returncode, told.stdout, told.stderr) == (0, b"", b"")
    assert len(read_lines(tmp_path / "out.jsonl")) == 5 * len(vignettes())
