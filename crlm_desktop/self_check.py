"""Proves an installation: resources, fonts, languages, cases by two evaluators, certificate, report."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, TextIO

from crlm_desktop.domain.case import Case
from crlm_desktop.knowledge.base import Knowledge, certificate, knowledge
from crlm_desktop.paths import BOLD_FACE, RARE_FACE, REGULAR_FACE, resource
from crlm_desktop.texts import LANGUAGES, say, words

Check = Callable[[Knowledge], dict[str, object]]
FONTS = (REGULAR_FACE, BOLD_FACE, RARE_FACE)
GOLDEN = ("cases", "golden.jsonl")


class CheckFailedError(Exception):
    """What a check found wrong."""


def _require(condition: object, reason: str) -> None:
    if not condition:
        raise CheckFailedError(reason)


def resources(base: Knowledge) -> dict[str, object]:
    """Check that data and generated rules belong together and nothing is missing."""
    from crlm_desktop.engine import compiled_items, compiled_states

    _require(base.sha256 == compiled_states.SOURCE_SHA256, "compiled_states.py")
    _require(base.sha256 == compiled_items.SOURCE_SHA256, "compiled_items.py")
    _require(all(item.line in base.line_by_key for item in base.items), "lines")
    return {"id": base.id, "version": base.version, "items": len(base.items), "sha256": base.sha256[:12]}


def fonts(_: Knowledge) -> dict[str, object]:
    """Check that the fonts are there and the report can embed them."""
    for name in FONTS:
        _require(resource("fonts", name).is_file(), name)
    from crlm_desktop.report.fonts import faces, missing, rare_face

    faces()
    rare_face()
    _require(not missing("医𠮷"), "glyphs")
    return {}


def languages(base: Knowledge) -> dict[str, object]:
    """Check that every text exists in both languages."""
    chinese, english = (words(language) for language in LANGUAGES)
    _require(chinese.keys() == english.keys(), str(sorted(chinese.keys() ^ english.keys())[:3]))
    texts = [item.text for item in base.items] + [line.headline for line in base.lines]
    texts += [fact.label for fact in base.facts.vocabulary.values()]
    _require(all(text.get(language) for text in texts for language in LANGUAGES), "knowledge texts")
    return {"count": len(chinese) + len(texts)}


def golden_cases() -> list[dict[str, Any]]:
    """Return the bundled cases with their expected states."""
    lines = resource(*GOLDEN).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def cases(base: Knowledge) -> dict[str, object]:
    """Check every golden case by the fast path and by the plain interpreter."""
    from crlm_desktop.domain.case_file import reader
    from crlm_desktop.engine.evaluate import evaluate
    from crlm_desktop.engine.interpreter import plain_states

    read = reader(base.facts.vocabulary)
    golden = golden_cases()
    for entry in golden:
        case = read.case(entry["case"], date.max)
        states = {name: item.state for name, item in evaluate(case, base).items.items()}
        _require(states == plain_states(case, base), f"{case.case_code}: two evaluators")
        _require(states == states | entry["states"], f"{case.case_code}: states")
    return {"count": len(golden)}


def proof(base: Knowledge) -> dict[str, object]:
    """Check that the proof certificate belongs to this knowledge base."""
    proved = certificate()
    _require(proved.sha256 == base.sha256, "certificate.json")
    return {"count": proved.statements}


def report(base: Knowledge) -> dict[str, object]:
    """Check that a report of one page can be made in each language."""
    from crlm_desktop.engine.evaluate import evaluate
    from crlm_desktop.report.export import report_bytes

    decision = evaluate(Case("SELF-CHECK", date(2024, 1, 31), {"crlm_diagnosed": True}), base)
    for language in LANGUAGES:
        page = report_bytes(decision, base, language)
        _require(
            page.startswith(b"%PDF") and page.count(b"/Type /Page\n") + page.count(b"/Type /Page ") <= 1,
            language,
        )
    return {}


CHECKS: dict[str, Check] = {
    "resources": resources,
    "fonts": fonts,
    "languages": languages,
    "cases": cases,
    "certificate": proof,
    "report": report,
}


def run(language: str, stream: TextIO) -> int:
    """Run every check, print what was checked; 0 when all passed, else 1."""
    failed = False
    for name, check in CHECKS.items():
        try:
            values = check(knowledge())
            told, verdict = say(language, f"check.{name}", **values), say(language, "check.passed")
        except Exception as error:  # noqa: BLE001 (whatever is wrong, it is named, and the next check runs)
            failed = True
            reason = str(error) if isinstance(error, CheckFailedError) else type(error).__name__
            told, verdict = name, say(language, "check.failed", reason=reason)
        stream.write(f"{told}: {verdict}\n")
    stream.write(say(language, "check.broken" if failed else "check.all_good") + "\n")
    return int(failed)
