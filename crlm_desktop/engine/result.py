"""The decision as plain JSON data, in the shape that the contract of the command line promises."""

import json
from typing import Any

from crlm_desktop import __version__
from crlm_desktop.engine.decision import Advice, Decision, Missing
from crlm_desktop.engine.decision import Warning as Finding
from crlm_desktop.knowledge.base import Knowledge

RESULT_FORMAT = "crlm-result/1"


def result(decision: Decision, knowledge: Knowledge) -> dict[str, Any]:
    """Return the result of one case; the same case gives the same data on every machine."""
    return {
        "format": RESULT_FORMAT,
        "case_code": decision.case.case_code,
        "visit_date": decision.case.visit_date.isoformat(),
        "app_version": __version__,
        "knowledge": {"id": knowledge.id, "version": knowledge.version, "sha256": knowledge.sha256},
        "derived": dict(decision.derived),
        "items": {
            name: {"state": item.state} | ({"missing": list(item.missing)} if item.missing else {})
            for name, item in decision.items.items()
        },
        "advice": [_advice(line) for line in decision.advice],
        "missing": [_missing(entry) for entry in decision.missing],
        "warnings": [_warning(warning) for warning in decision.warnings],
        "silent": list(decision.silent),
    }


def _advice(line: Advice) -> dict[str, Any]:
    data: dict[str, Any] = {
        "key": line.key,
        "items": list(line.items),
        "state": line.state,
        "phase": line.phase,
        "strength": line.strength,
        "grade": line.grade,
        "evidence": line.evidence,
        "sources": list(line.statements),
        "text": dict(line.headline),
        "detail": {language: " ".join(text[language] for text in line.details) for language in line.headline},
        "because": list(line.because),
    }
    if line.unsettled:
        data["unsettled"] = list(line.unsettled)
    if line.check:
        data["check"] = list(line.check)
    if line.doubts:
        data["doubts"] = list(line.doubts)
    if line.done:
        data["done"] = True
    return data


def _missing(entry: Missing) -> dict[str, Any]:
    return {
        "fact": entry.fact,
        "settles": list(entry.settles),
        "lines": entry.lines,
        "answered_by": entry.answered_by,
    }


def _warning(warning: Finding) -> dict[str, Any]:
    return {"code": warning.code, "facts": list(warning.facts), "text": dict(warning.text)}


def as_text(data: object) -> str:
    """Return JSON text with a line feed at its end."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
