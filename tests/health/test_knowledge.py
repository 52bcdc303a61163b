"""The knowledge base: its compiled form is current, its loader names every fault with file and line."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from crlm_desktop.engine import compiled_items, compiled_states
from crlm_desktop.knowledge.base import knowledge
from crlm_desktop.knowledge.loader import KnowledgeError, Sources, load
from crlm_desktop.paths import knowledge_folder

ROOT = Path(__file__).parents[2]
RULES = "rules/51-ned-achievable.yaml"
LINES = "lines/51-ned-achievable.yaml"
STAGING = "facts/staging.yaml"


@cache
def sources() -> Sources:
    """Return the knowledge base as written."""
    return load(knowledge_folder())


def test_the_compiled_form_is_current() -> None:
    script = ROOT / "build_scripts" / "compile_knowledge.py"
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


FAULTS = {
    "key twice": Fault(RULES, "  strength: recommend", "  strength: avoid\n  strength: avoid", "duplicate key"),
    "tab": Fault(RULES, "  line: ", "\tline: ", "cannot start any token"),
    "unknown key": Fault(RULES, "  strength: ", "  force: ", "force: Extra inputs"),
    "no such strength": Fault(RULES, "  strength: recommend", "  strength: strong", "strength: Input should be"),
    "no such phase": Fault(RULES, "  phase: ", "  phase: x", "phase: Input should be"),
    "no such grade": Fault(RULES, "  grade: I\n", "  grade: IV\n", "grade: Input should be"),
    "unknown fact": Fault(RULES, "liver_met_count >= 4", "liver_mets >= 4", "liver_mets is not a number"),
    "unknown value": Fault(RULES, '"achievable"', '"achieved"', "mdt_ned_class has no value 'achieved'"),
    "not a number": Fault(RULES, "liver_met_count >= 4", "care_phase >= 4", "care_phase is not a number"),
    "not a choice": Fault(RULES, 'liver_met_timing == "', 'liver_met_count == "', "not a choice"),
    "not an expression": Fault(RULES, "liver_met_count >= 4", "liver_met_count => 4", "not an expression"),
    "not the language": Fault(RULES, "liver_met_count >= 4", "liver_met_count + 1 >= 4", "not in the condition"),
    "item twice": Fault(RULES, "- id: C15a", "- id: C14", "C14 is defined twice"),
    "no such defeater": Fault(RULES, "unless: [G12]", "unless: [G99]", "'G99': no such item"),
    "no such line": Fault(RULES, "  line: ", "  line: no-", "no advice line 'no-"),
    "missing language": Fault(LINES, "    en: ", "    fr: ", "headline.en: Field required"),
    "empty text": Fault(LINES, '    zh: "', '    zh: ""\n    x: "', "headline.zh: String should have"),
    "key in capitals": Fault(LINES, "- key: ", "- key: X", "key: String should match"),
    "line unfed": Fault(LINES, "- key: ", "- key: x\n  headline: {zh: 一, en: b}\n- key: ", "no item feeds"),
    "done by nothing": Fault("lines/40-molecular.yaml", "known(kras_status)", "known(kras)", "no fact 'kras'"),
    "fact twice": Fault(STAGING, "name: primary_in_situ", "name: primary_resected", "defined twice"),
    "no such type": Fault(STAGING, "type: bool", "type: boolean", "type: Input should be"),
    "number without range": Fault(STAGING, "range: [0.1, 40]", "decimals: 1", "has a range"),
    "choice without choices": Fault(STAGING, "type: bool", "type: choice", "has choices"),
    "no such group": Fault(STAGING, "group: primary", "group: colon", "no group 'colon'"),
    "value twice": Fault(STAGING, "code: ascending_colon", "code: cecum", "has the value 'cecum' twice"),
    "derived of nothing": Fault("derived.yaml", 'kras_status == "mutant"', 'kras == "mutant"', "kras is not"),
    "erases nothing": Fault("derived.yaml", "[primary_in_situ,", "[primary_site,", "erases 'primary_site'"),
    "settles nothing": Fault("settles.yaml", "fact: bevacizumab_given", "fact: bevacizumab", "no fact 'beva"),
    "settles on nothing": Fault("settles.yaml", "to: wild_type", "to: wild", "no value 'wild'"),
    "settles by nothing": Fault("settles.yaml", "if: treatment_naive", "if: naive", "no fact 'naive'"),
    "settles to nothing": Fault("settles.yaml", "to: clinical_n_positive", "to: n_positive", "'n_positive'"),
    "doubt about nothing": Fault("doubts.yaml", "[C20a, C20b]", "[C20z]", "no item 'C20z'"),
    "doubt of no kind": Fault("doubts.yaml", "kind: undefined_class", "kind: odd", "kind: Input should be"),
    "doubt twice": Fault("doubts.yaml", "id: A02", "id: A01", "A01 is defined twice"),
    "silence on nothing": Fault("silences.yaml", "mdt_ned_class", "ned_class", "ned_class is not a choice"),
    "statement twice": Fault("statements.yaml", "statement: 2\n", "statement: 1\n", "statement 1 is told 2 times"),
    "not coded, for no reason": Fault("not_coded.yaml", "why: background", "why: so", "why: Input should be"),
}
NO_ENTRY_OF_ITS_OWN = {"statement twice"}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_and_line(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    folder = tmp_path / "knowledge"
    shutil.copytree(knowledge_folder(), folder)
    path = folder / fault.file
    text = path.read_text(encoding="utf-8")
    assert fault.old in text
    path.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load(folder)
    said = [problem for problem in refused.value.problems if fault.said in problem]
    assert said, refused.value.problems
    where = re.compile(rf"{re.escape(fault.file)}:\d+: ")
    assert name in NO_ENTRY_OF_ITS_OWN or all(where.match(problem) for problem in said), said


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(knowledge_folder(), folder)
    chosen = [FAULTS[name] for name in ("unknown value", "no such group", "settles on nothing", "doubt twice")]
    for fault in chosen:
        path = folder / fault.file
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")
    (folder / "silences.yaml").unlink()
    with pytest.raises(KnowledgeError) as refused:
        load(folder)
    for said in ["silences.yaml: the file is missing", *(fault.said for fault in chosen)]:
        assert any(said in problem for problem in refused.value.problems), said


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
    undefined = {item for doubt in sources().doubts if doubt.kind == "undefined_class" for item in doubt.items}
    assert {"C20a", "C21", "C23a"} <= undefined


def test_guards_never_name_a_source_and_sentences_always_do() -> None:
    for rule in sources().rules:
        assert (rule.section == "guard") == rule.id.startswith("G")
        assert (rule.statement is not None) == rule.id.startswith("C")
        assert (rule.table is not None) == rule.id.startswith(("T1-", "T2-"))
