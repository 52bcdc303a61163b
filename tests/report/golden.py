"""The golden texts: what twelve cases say, in both languages; `python -m tests.report.golden` renews them.

A change in them is a change in what a clinician reads; read it before it is kept.
"""

from pathlib import Path

from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.knowledge.base import certificate
from crlm_desktop.report.plain import plain_report
from tests.report.pages import OPTIONS, vignettes
from tests.support import TODAY, base, case_reader

FOLDER = Path(__file__).parent / "golden"
BUNDLED = ("real_sigmoid_multiple", "real_rectum_wildtype")
CHOSEN = ("V01", "V07c", "V14", "V17", "V20", "V25", "V28", "V31", "V36", "V38")
NAMES = (*BUNDLED, *CHOSEN)
LANGUAGES = ("zh", "en")


def text_of(name: str, language: str) -> str:
    """Return what a case says, without the hash of the knowledge base and the count of its proof."""
    if name in BUNDLED:
        path = Path(__file__).parents[2] / "resources" / "cases" / f"{name}.json"
        decision = evaluate(case_reader().read(path.read_bytes(), TODAY), base())
    else:
        decision = vignettes()[name]
    told = plain_report(decision, base(), language, OPTIONS)
    return told.replace(base().sha256[:12], "…").replace(str(certificate().statements), "…")


def path_of(name: str, language: str) -> Path:
    """Return where a golden text lies."""
    return FOLDER / f"{name}.{language}.txt"


def main() -> None:
    """Write all golden texts anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        for language in LANGUAGES:
            path_of(name, language).write_text(text_of(name, language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
