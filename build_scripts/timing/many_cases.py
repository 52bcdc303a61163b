"""How many cases a second the command line evaluates."""

import json
import tempfile
from pathlib import Path

from crlm_desktop.self_check import golden_cases
from timing.rounds import command


def lines() -> None:
    """Throughput of the command line over a file of many cases."""
    entries = [json.dumps(entry["case"], ensure_ascii=False) for entry in golden_cases()]
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "cases.jsonl"), Path(folder, "states.jsonl")
        rates = []
        for copies in (1, 600):
            source.write_text("\n".join(entries * copies) + "\n", encoding="utf-8")
            rates.append(
                min(command("evaluate", str(source), "--states-only", "-o", str(target)) for _ in range(3))
            )
    rate = len(entries) * 599 / (rates[1] - rates[0])
    print(f"{'evaluate --states-only on JSONL':<44} {rate:,.0f} cases a second (target 10,000)")
