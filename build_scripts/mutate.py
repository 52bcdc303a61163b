"""Puts one small mistake after another into the rules and asks whether a written case notices.

    mutate.py                  all of them, on every core
    mutate.py --sample 300     some of them, chosen by a fixed seed
    mutate.py --only C15a      those of one item, derived fact or settling

Prints each mistake that no case notices, with those that are proved to change nothing named as such.
"""

import argparse
import os
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mutation.equivalence import changes_nothing  # noqa: E402
from mutation.mutants import Mutant, mutants  # noqa: E402
from mutation.trial import Trial  # noqa: E402

SEED = 20_240_410


@cache
def _trial() -> Trial:
    return Trial()


def unnoticed(some: list[Mutant]) -> list[Mutant]:
    """Return the mistakes that no written case notices."""
    return [mutant for mutant in some if not _trial().notices(mutant)]


def _on_every_core(some: list[Mutant]) -> list[Mutant]:
    shares = [some[start :: 4 * (os.cpu_count() or 1)] for start in range(4 * (os.cpu_count() or 1))]
    with ProcessPoolExecutor() as pool:
        return [mutant for found in pool.map(unnoticed, shares) for mutant in found]


def main(arguments: list[str] | None = None) -> int:
    """Print the mistakes that no case notices and that change something; 0 when there are none."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sample", type=int, help="try only so many, chosen by a fixed seed")
    parser.add_argument("--only", help="try only those of this item, derived fact or settling")
    chosen = parser.parse_args(arguments)
    every = [mutant for mutant in mutants() if chosen.only in {None, *mutant.name.replace(".", " ").split()}]
    if chosen.sample:
        every = random.Random(SEED).sample(every, min(chosen.sample, len(every)))  # noqa: S311 (a choice of tests)
    left = unnoticed(every) if chosen.sample or chosen.only else _on_every_core(every)
    alive = [
        mutant for mutant in left if not changes_nothing(mutant.part, mutant.name, mutant.was, mutant.became)
    ]
    for mutant in left:
        print(f"{'ALIVE' if mutant in alive else 'equivalent'}: {mutant}")
    print(f"{len(every)} mistakes, {len(left) - len(alive)} change nothing, {len(alive)} unnoticed")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
