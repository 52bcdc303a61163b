"""The proof of the knowledge base: its certificate, and that a rule without its safeguard is noticed."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from proof import monotone
from proof.agreement import disagreements
from proof.report import Report
from proof.statements import Statements

from crlm_desktop.knowledge.build import Build
from crlm_desktop.knowledge.loader import Sources, load
from crlm_desktop.knowledge.nodes import And
from crlm_desktop.knowledge.yaml_reader import sources_hash
from crlm_desktop.paths import knowledge_folder
from tests.support import base


@cache
def sources() -> Sources:
    """Return the knowledge base as its YAML files have it."""
    return load(knowledge_folder())


def certificate() -> dict[str, Any]:
    """Return the certificate beside the knowledge base."""
    data: dict[str, Any] = json.loads((knowledge_folder() / "certificate.json").read_text(encoding="utf-8"))
    return data


def failures(changed: Sources) -> list[str]:
    """Return which named statements, pairs and answers fail for these sources."""
    report, statements = Report(), Statements(Build(changed))
    statements.prove_named(report)
    statements.prove_pairs(report)
    statements.prove_answered(report)
    return report.failures


def without_defeater(item: str, defeater: str) -> Sources:
    """Return the sources in which one item is no longer defeated by another."""
    rules = [
        rule.model_copy(update={"unless": [name for name in rule.unless if name != defeater]})
        if rule.id == item
        else rule
        for rule in sources().rules
    ]
    return replace(sources(), rules=rules)


def without_conjunct(item: str, text: str) -> Sources:
    """Return the sources in which an item's condition has lost the conjunct that mentions `text`."""
    where = f"rules: {item}"
    condition = sources().conditions[where]
    assert isinstance(condition.node, And)
    kept = tuple(part for part in condition.node.parts if text not in repr(part))
    assert len(kept) == len(condition.node.parts) - 1
    changed = replace(condition, node=And(kept))
    return replace(sources(), conditions={**sources().conditions, where: changed})


def test_certificate_belongs_to_these_sources() -> None:
    assert certificate()["knowledge_sha256"] == sources_hash(knowledge_folder()), "run build_scripts/prove.py"


def test_certificate_names_every_safety_statement_in_both_languages() -> None:
    named = certificate()["named"]
    assert len(named) >= 25
    assert [entry["id"] for entry in named] == [entry.id for entry in base().safety]
    assert all(entry["zh"].strip() and entry["en"].strip() for entry in named)
    assert certificate()["statements"] == sum(certificate()["proved"].values())


def test_formula_and_engine_agree_on_random_cases() -> None:
    assert disagreements(Build(sources()), count=25) == []


def test_named_statements_and_pairs_hold() -> None:
    assert failures(sources()) == []


@pytest.mark.parametrize(
    ("item", "defeater"),
    [
        ("C15a", "G12"),
        ("C20a", "G12"),
        ("C25", "G12"),
        ("N-5.3.1-d", "G12"),
        ("C20b", "G13"),
        ("N-5.1.4-a", "G13"),
        ("C20b", "G11"),
        ("C24a", "G10a"),
        ("N-5.2.2-d", "G10b"),
        ("C23b", "G14"),
        ("C15b", "N-5.1.2-i"),
        ("C17a", "N-5.1.3-f"),
        ("N-5.3.3-h2", "G1"),
        ("C2a", "C2b"),
    ],
)
def test_a_lost_safeguard_is_noticed(item: str, defeater: str) -> None:
    assert failures(without_defeater(item, defeater))


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("C20a", "ras_braf_wild_type"),
        ("C20a", "primary_sidedness"),
        ("C24a", "ras_braf_wild_type"),
        ("C14", "unresectable_extrahepatic_mets"),
        ("N-5.1.3-g", "bowel_perforation"),
        ("N-5.3.3-g", "life_expectancy_months"),
        ("C29b", "ned_after_treatment"),
        ("C26", "unfit_for_chemo"),
    ],
)
def test_a_lost_condition_is_noticed(item: str, text: str) -> None:
    assert failures(without_conjunct(item, text))


def test_every_fact_through_which_a_settled_item_may_change_is_listed() -> None:
    safety = sources().safety
    shorter = safety.model_copy(update={"not_monotone": safety.not_monotone[1:]})
    report = Report()
    monotone.prove(Build(replace(sources(), safety=shorter)), report)
    lost = safety.not_monotone[0]
    assert {item for item in lost.items if any(item in told for told in report.failures)} == set(lost.items)
