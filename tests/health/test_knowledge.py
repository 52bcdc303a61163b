"""The knowledge base: its compiled form is current, its loader names every fault with file and line."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from crlm_desktop.engine import compiled_items, compiled_states
from crlm_desktop.knowledge.base import knowledge
from crlm_desktop.knowledge.loader import Sources, load
from crlm_desktop.knowledge.yaml_reader import KnowledgeError
from crlm_desktop.paths import knowledge_folder

ROOT = Path(__file__).parents[2]


@cache
def sources() -> Sources:
    """Return the knowledge base as written."""
    return load(knowledge_folder())


def test_the_compiled_form_is_current() -> None:
    script = ROOT / "build_scripts" / "compile_knowledge.py"
    told = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_the_page_of_traces_is_current() -> None:
    script = ROOT / "build_scripts" / "traceability.py"
    told = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_all_compiled_files_carry_one_hash() -> None:
    folder = knowledge_folder() / "compiled"
    hashes = {json.loads(path.read_text(encoding="utf-8"))["sha256"] for path in folder.glob("*.json")}
    hashes |= {compiled_states.SOURCE_SHA256, compiled_items.SOURCE_SHA256, knowledge().sha256}
    assert hashes == {sources().sha256}


@dataclass(frozen=True)
class Fault:
    """One fault put into a file, and what the loader must say of it."""

    file: str
    old: str
    new: str
    said: str


def _chapter(name: str, old: str, new: str, said: str) -> Fault:
    return Fault(f"rules/{name}.yaml", old, new, said)


FAULTS = {
    "key twice": _chapter("43-response-pathology", "  line: ", "  line: x\n  line: ", "duplicate key"),
    "tab": _chapter("20-mdt", "  line: ", "\tline: ", "cannot start any token"),
    "unknown key": _chapter("51-ned-achievable", "  strength: ", "  force: ", "force: Extra inputs"),
    "no such strength": _chapter(
        "52-ned-potential", "  strength: ", "  strength: x", "strength: Input should"
    ),
    "no such phase": _chapter("531-systemic", "  phase: ", "  phase: x", "phase: Input should be"),
    "no such grade": _chapter("30-imaging", "  grade: I\n", "  grade: IV\n", "grade: Input should be"),
    "no such class": _chapter("40-molecular", "  evidence: ", "  evidence: x", "evidence: Input should be"),
    "unknown fact": _chapter(
        "51-ned-achievable", "liver_met_count >= 4", "mets >= 4", "mets is not a number"
    ),
    "unknown value": _chapter("52-ned-potential", '"potential"', '"maybe"', "has no value 'maybe'"),
    "not a number": _chapter("532-local", "liver_met_count <= 3", "care_phase <= 3", "is not a number"),
    "not a choice": _chapter("30-imaging", 'primary_organ == "', 'liver_met_count == "', "not a choice"),
    "not true or false": _chapter("40-molecular", "treatment_naive", "care_phase", "true or false"),
    "not an expression": _chapter("60-care-and-follow-up", "<= 24", "=< 24", "not an expression"),
    "not the language": _chapter(
        "531-systemic", "systemic_line == 1", "systemic_line + 1 == 2", "not in the"
    ),
    "item twice": _chapter("51-ned-achievable", "- id: C15a", "- id: C14", "C14 is defined twice"),
    "no such defeater": _chapter("531-systemic", "unless: [G", "unless: [X", ": no such item"),
    "no such line": _chapter("60-care-and-follow-up", "  line: ", "  line: no-", "no advice line 'no-"),
    "missing language": Fault("lines/51-ned-achievable.yaml", "    en: ", "    fr: ", "en: Field required"),
    "empty text": Fault("lines/30-imaging.yaml", '    zh: "', '    zh: ""\n    x: "', "zh: String should"),
    "key in capitals": Fault("lines/531-systemic.yaml", "- key: ", "- key: X", "key: String should match"),
    "line unfed": Fault(
        "lines/532-local.yaml", "- key: ", "- key: x\n  headline: {zh: 一, en: b}\n- key: ", "feeds"
    ),
    "done by nothing": Fault(
        "lines/40-molecular.yaml", "known(kras_status)", "known(kras)", "no fact 'kras'"
    ),
    "fact twice": Fault("facts/imaging.yaml", "name: emvi_status", "name: tumor_deposits", "defined twice"),
    "no such type": Fault("facts/visit.yaml", "type: bool", "type: boolean", "type: Input should be"),
    "number without range": Fault("facts/staging.yaml", "range: [0.1, 40]", "group: liver", "duplicate key"),
    "text with a range": Fault(
        "facts/molecular.yaml", "type: text", "type: text\n    range: [0, 1]", "a number, and"
    ),
    "choice without choices": Fault("facts/condition.yaml", "type: bool", "type: choice", "has choices"),
    "no such group": Fault("facts/judgement.yaml", "    group: ", "    group: x-", "no group 'x-"),
    "value twice": Fault(
        "facts/molecular.yaml", "code: V600_other", "code: V600E", "has the value 'V600E' twice"
    ),
    "derived of nothing": Fault("derived.yaml", 'kras_status == "mutant"', 'kras == "mutant"', "kras is not"),
    "erases nothing": Fault("derived.yaml", "[primary_in_situ,", "[primary_site,", "erases 'primary_site'"),
    "settles nothing": Fault("settles.yaml", "fact: bevacizumab_given", "fact: bevacizumab", "no fact 'beva"),
    "settles on nothing": Fault("settles.yaml", "to: wild_type", "to: wild", "no value 'wild'"),
    "settles by nothing": Fault("settles.yaml", "if: treatment_naive", "if: naive", "no fact 'naive'"),
    "settles to nothing": Fault("settles.yaml", "to: clinical_n_positive", "to: n_positive", "'n_positive'"),
    "doubt about nothing": Fault("doubts.yaml", "[C20a, C20b]", "[C20z]", "no item 'C20z'"),
    "doubt of no kind": Fault("doubts.yaml", "kind: undefined_class", "kind: odd", "kind: Input should be"),
    "doubt twice": Fault("doubts.yaml", "id: A02", "id: A01", "A01 is defined twice"),
    "silence on nothing": Fault(
        "silences.yaml", "mdt_ned_class ==", "ned_class ==", "ned_class is not a choice"
    ),
    "silence twice": Fault(
        "silences.yaml",
        "- key: discordant-msi-mmr",
        "- key: biopsy-of-resectable-liver-metastasis",
        "is defined twice",
    ),
    "statement twice": Fault(
        "statements.yaml", "statement: 2\n", "statement: 1\n", "statement 1 is told 2 times"
    ),
    "test of nothing": Fault(
        "statements.yaml", "facts: [braf_status]", "facts: [braf]", "no test for 'braf'"
    ),
    "no reason": Fault("not_coded.yaml", "why: background", "why: so", "why: Input should be"),
}
NO_ENTRY_OF_ITS_OWN = {"statement twice", "test of nothing"}


def _rounds() -> list[dict[str, Fault]]:
    """Deal the faults into as few knowledge bases as possible, at most one fault a file."""
    rounds: list[dict[str, Fault]] = []
    for name, fault in FAULTS.items():
        free = (dealt for dealt in rounds if fault.file not in {other.file for other in dealt.values()})
        dealt = next(free, None)
        if dealt is None:
            rounds.append(dealt := {})
        dealt[name] = fault
    return rounds


def _refusal(faults: Iterable[Fault], folder: Path) -> list[str]:
    """Return every problem of a copy of the knowledge base with these faults."""
    shutil.copytree(knowledge_folder(), folder)
    for fault in faults:
        path = folder / fault.file
        text = path.read_text(encoding="utf-8")
        assert fault.old in text, fault
        path.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load(folder)
    return refused.value.problems


@pytest.fixture(scope="module")
def refusals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return what the loader says of each fault."""
    found: dict[str, list[str]] = {}
    for dealt in _rounds():
        problems = _refusal(dealt.values(), tmp_path_factory.mktemp("faults") / "knowledge")
        found |= dict.fromkeys(dealt, problems)
    return found


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_and_line(name: str, refusals: dict[str, list[str]]) -> None:
    fault = FAULTS[name]
    said = [problem for problem in refusals[name] if fault.said in problem]
    where = re.compile(rf"{re.escape(fault.file)}:\d+: ")
    assert [problem for problem in said if name in NO_ENTRY_OF_ITS_OWN or where.match(problem)], refusals[
        name
    ]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(knowledge_folder(), folder)
    (folder / "silences.yaml").unlink()
    with pytest.raises(KnowledgeError, match=r"silences\.yaml: the file is missing"):
        load(folder)


def test_every_statement_has_a_rule_and_every_clause_its_printed_grade() -> None:
    coded = {rule.statement for rule in sources().rules if rule.statement}
    assert coded == set(range(1, 31))
    graded = [rule for rule in sources().rules if rule.statement]
    assert all(rule.grade and rule.evidence for rule in graded)
    for number in coded:
        printed = {rule.grade for rule in graded if rule.statement == number}
        assert len(printed) == 1 or number == 13, number  # statement 13 prints two


def test_every_doubt_stands_beside_something_or_says_that_it_does_not() -> None:
    items = {rule.id for rule in sources().rules}
    assert all(set(doubt.items) <= items for doubt in sources().doubts)
    undefined = {
        item for doubt in sources().doubts if doubt.kind == "undefined_class" for item in doubt.items
    }
    assert {"C20a", "C21", "C23a"} <= undefined


def test_guards_never_name_a_source_and_sentences_always_do() -> None:
    for rule in sources().rules:
        assert (rule.section == "guard") == rule.id.startswith("G")
        assert (rule.statement is not None) == rule.id.startswith("C")
        assert (rule.table is not None) == rule.id.startswith(("T1-", "T2-"))
