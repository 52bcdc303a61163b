"""A page of another day beside the knowledge in use: is it as it was written, does its advice still hold."""

import json
from typing import Any, NamedTuple

from crlm_desktop.engine.decision import Decision
from crlm_desktop.engine.result import result
from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.report.carrier import Carried
from crlm_desktop.report.seal import NO_CODE
from crlm_desktop.texts import LANGUAGES, Bilingual

_STANDS = "applies"


class Compared(NamedTuple):
    """What is to be said of a page that was opened again.

    `altered`: case or result are not those that were written; then nothing is said of the advice.
    `old_app`: the version of the app that made the page, where it is another one.
    `gone`, `come`: headlines of the lines that stood on the page and no longer do, and the reverse.
    """

    altered: bool
    other_knowledge: bool
    old_app: str = ""
    gone: tuple[Bilingual, ...] = ()
    come: tuple[Bilingual, ...] = ()


def _standing(advice: object) -> dict[str, Bilingual]:
    """Return the lines that stand, by key; what is not shaped like a line is none."""
    found: dict[str, Bilingual] = {}
    for line in advice if isinstance(advice, list) else ():
        text: Any = line.get("text") if isinstance(line, dict) else None
        if isinstance(text, dict) and line.get("state") == _STANDS:
            found[str(line.get("key"))] = {language: str(text.get(language, "")) for language in LANGUAGES}
    return found


def _bare(told: dict[str, Any]) -> dict[str, Any]:
    """Return a result with its code as a case that was opened has it; every sign for no code is one."""
    code = str(told.get("case_code", "")).strip()
    return told | {"case_code": "" if code in {NO_CODE, "?"} else code}


def compared(carried: Carried, decision: Decision, knowledge: Knowledge) -> Compared:
    """Compare what a page carries with the decision on its case today."""
    other = (carried.knowledge_id, carried.knowledge_sha256) != (knowledge.id, knowledge.sha256)
    now, then = json.loads(json.dumps(result(decision, knowledge))), json.loads(carried.result)
    old_app = str(then.get("app_version", "")) if then.get("app_version") != now["app_version"] else ""
    same_means = not other and not old_app
    if not carried.intact or (same_means and _bare(then) != _bare(now)):
        return Compared(altered=True, other_knowledge=other)
    before, after = _standing(then.get("advice")), _standing(now["advice"])
    return Compared(
        altered=False,
        other_knowledge=other,
        old_app=old_app,
        gone=tuple(text for key, text in before.items() if key not in after),
        come=tuple(text for key, text in after.items() if key not in before),
    )
