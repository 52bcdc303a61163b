"""Proves the knowledge base over every possible case and writes its certificate; `--check` writes nothing.

    python build_scripts/prove.py            # prove, then write certificate.json
    python build_scripts/prove.py --check    # prove, then compare with certificate.json

Needs z3-solver (development only). What is proved, and every exception, stands in safety.yaml.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "build_scripts")]

import z3  # noqa: E402
from proof import monotone, reach, waiting  # noqa: E402
from proof.agreement import disagreements  # noqa: E402
from proof.report import Report  # noqa: E402
from proof.statements import Statements  # noqa: E402

from crlm_desktop.knowledge.base import knowledge  # noqa: E402
from crlm_desktop.knowledge.build import Build  # noqa: E402
from crlm_desktop.knowledge.loader import load  # noqa: E402
from crlm_desktop.knowledge.yaml_reader import KnowledgeError  # noqa: E402
from crlm_desktop.paths import knowledge_folder  # noqa: E402

CERTIFICATE = "certificate.json"


def proved(build: Build) -> Report:
    """Prove everything; the report says what held and what did not."""
    report, statements = Report(), Statements(build)
    parts: dict[str, Callable[[], None]] = {
        "what items can do": lambda: reach.prove(build, report),
        "what is settled": lambda: monotone.prove(build, report),
        "what waits": lambda: waiting.prove(build, report),
        "named statements": lambda: statements.prove_named(report),
        "pairs": lambda: statements.prove_pairs(report),
        "nobody without an answer": lambda: statements.prove_answered(report),
    }
    for name, part in parts.items():
        began = time.monotonic()
        part()
        print(f"{name}: {time.monotonic() - began:.1f} s", flush=True)
    return report


def certificate(build: Build, report: Report) -> dict[str, Any]:
    """Return what the app shows and the self-check compares."""
    return {
        "knowledge_sha256": build.sources.sha256,
        "statements": sum(report.proved.values()),
        "proved": report.proved,
        "named": [
            {"id": entry.id, "zh": entry.zh, "en": entry.en} for entry in build.sources.safety.statements
        ],
        "solver": f"z3 {z3.get_version_string()}",
    }


def faults(build: Build) -> list[str]:
    """Return why nothing can be proved yet: stale compiled files, or a formula that is not the engine."""
    if knowledge().sha256 != build.sources.sha256:
        return ["The compiled knowledge is out of date: run build_scripts/compile_knowledge.py first."]
    return [f"formula and engine differ: {case}" for case in disagreements(build)]


def main() -> int:
    """Prove, write or compare; 0 when everything holds."""
    try:
        build = Build(load(knowledge_folder()))
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    problems = faults(build)
    report = Report() if problems else proved(build)
    problems += report.failures
    for problem in problems:
        print(f"NOT PROVED  {problem}", file=sys.stderr)
    if problems:
        return 1
    for kind, count in report.proved.items():
        print(f"{count:5}  {kind}")
    return settled(json.dumps(certificate(build, report), ensure_ascii=False, indent=1) + "\n")


def settled(text: str) -> int:
    """Write the certificate, or with `--check` compare it."""
    path = knowledge_folder() / CERTIFICATE
    current = path.is_file() and path.read_text(encoding="utf-8") == text
    if "--check" in sys.argv:
        print("The certificate is current." if current else "The certificate is out of date.")
        return 0 if current else 1
    if not current:
        path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{'kept' if current else 'wrote'} {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
