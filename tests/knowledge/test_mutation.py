"""Small mistakes put into the rules are noticed by the written cases (build_scripts/mutate.py tries all)."""

import random

from mutate import SEED, unnoticed
from mutation.changes import Mutations
from mutation.equivalence import changes_nothing
from mutation.mutants import Mutant, mutants

from crlm_desktop.knowledge.parsing import parse
from tests.support import base

SAMPLE = 300


def test_a_sample_of_mistakes_is_noticed() -> None:
    every = list(mutants())
    assert len(every) > 3_500
    left = unnoticed(random.Random(SEED).sample(every, SAMPLE))
    assert not [str(found) for found in left if not changes_nothing(*vars_of(found))]


def vars_of(mutant: Mutant) -> tuple[str, str, str, str]:
    """Return a mistake as the proof takes it."""
    return mutant.part, mutant.name, mutant.was, mutant.became


def test_every_kind_of_mistake_is_made() -> None:
    parts = {mutant.part for mutant in mutants()}
    settlings = {"settling dropped", "settling condition", "settling value"}
    assert parts == {"rule", "defeater", "derived"} | settlings


def test_a_mistake_that_matters_is_no_equivalent() -> None:
    assert not changes_nothing("rule", "C15a", "", base().item_by_id["C15a"].when.replace(">= 4", "> 4"))
    assert not changes_nothing("defeater", "C15a", "G12", "")


def test_a_mistake_that_changes_nothing_is_proved() -> None:
    """Whoever cannot have chemotherapy is excluded by the condition already; the defeater says it again."""
    assert changes_nothing("defeater", "N-5.3.1-g", "G12", "")


def test_thresholds_are_flipped_and_shifted_and_parts_dropped() -> None:
    derived = {entry.name: tuple(entry.values) for entry in base().definitions}
    made = set(Mutations(base().facts.vocabulary, derived).of("flr_pct > 30 and not cirrhosis"))
    assert made >= {
        "flr_pct >= 30 and (not cirrhosis)",
        "flr_pct <= 30 and (not cirrhosis)",
        "flr_pct > 29.9 and (not cirrhosis)",
        "flr_pct > 30.1 and (not cirrhosis)",
        "flr_pct > 30 and cirrhosis",
        "flr_pct > 30 or not cirrhosis",
        "flr_pct > 30",
        "not cirrhosis",
    }
    assert all(parse(source) for source in made)
