"""Writes docs/traceability.md: the consensus, clause by clause, beside what codes, says and tests it.

With `--check` it only says whether the page is current.
"""

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tracing.words import HEAD, REASONS, SECTIONS  # noqa: E402

from crlm_desktop.knowledge.entries import NotCodedEntry, RuleEntry  # noqa: E402
from crlm_desktop.knowledge.loader import Sources, load  # noqa: E402
from crlm_desktop.paths import knowledge_folder  # noqa: E402

PAGE = ROOT / "docs" / "traceability.md"
CASES = ROOT / "tests" / "cases"


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


@cache
def _written() -> tuple[dict[str, Any], ...]:
    yaml = YAML(typ="safe")
    found: list[dict[str, Any]] = []
    for path in sorted(CASES.rglob("*.yaml")):
        cases = yaml.load(path.read_text(encoding="utf-8"))
        found += cases if isinstance(cases, list) else [cases]
    return tuple(found)


@cache
def _tests() -> dict[tuple[str, str], list[str]]:
    """Return, by item and state, the cases that expect it."""
    found: dict[tuple[str, str], list[str]] = {}
    for case in _written():
        named = {state: items for state, items in case["expect"].items() if isinstance(items, list)}
        every = [item for items in named.values() for item in items]
        for change in case.get("but", ()):
            if isinstance(change["then"], str):
                named.setdefault(change["then"], [])
                named[change["then"]] = [*named[change["then"]], *every]
        for state, items in named.items():
            for item in items:
                found.setdefault((item, state), []).append(case["id"])
    return found


def _cases(item: str, state: str) -> str:
    ids = list(dict.fromkeys(_tests().get((item, state), ())))
    shown = ", ".join(ids[:4])
    return f"{shown} and {len(ids) - 4} more" if len(ids) > 4 else shown or "no case"  # noqa: PLR2004


def _item(rule: RuleEntry, sources: Sources) -> Iterator[str]:
    printed = f" Grade {rule.grade}, class {rule.evidence}." if rule.grade else ""
    doubts = [doubt.id for doubt in sources.doubts if rule.id in doubt.items]
    yield f"#### {rule.id}"
    yield ""
    yield f"{rule.strength.replace('_', ' ').capitalize()}, advice line `{rule.line}`.{printed}"
    yield ""
    yield f"* When: `{_flat(rule.when)}`"
    if rule.unless:
        yield f"* Struck by: {', '.join(rule.unless)}"
    yield f"* 中文：{_flat(rule.text.zh)}"
    yield f"* English: {_flat(rule.text.en)}"
    applies, fails = (_cases(rule.id, state) for state in ("applies", "does_not_apply"))
    struck = f"; struck in {_cases(rule.id, 'overridden')}" if rule.unless else ""
    yield f"* Cases: applies in {applies}; not in {fails}{struck}"
    if doubts:
        yield f"* Doubts: {', '.join(doubts)}"
    yield ""


def _items(rules: Iterable[RuleEntry], sources: Sources) -> Iterator[str]:
    for rule in rules:
        yield from _item(rule, sources)


def _not_coded(entries: Iterable[NotCodedEntry]) -> Iterator[str]:
    listed = list(entries)
    if listed:
        yield "Not coded, because:"
        yield ""
        yield from (f"* {entry.what.en} / {entry.what.zh}: {REASONS[entry.why]}." for entry in listed)
        yield ""


def _statements(sources: Sources) -> Iterator[str]:
    yield "## The statements"
    yield ""
    for summary in sources.statements["statements"]:
        number = summary["statement"]
        yield f"### Statement {number} (section {summary['section']}): {summary['topic']['en']}"
        yield ""
        yield f"{summary['summary']['zh']} / {summary['summary']['en']}"
        yield ""
        yield from _items((rule for rule in sources.rules if rule.statement == number), sources)


def _tables(sources: Sources) -> Iterator[str]:
    yield "## The tables"
    yield ""
    for table in sources.statements["tables"]:
        yield f"### Table {table['table']}: {table['title']['en']}"
        yield ""
        yield from _items((rule for rule in sources.rules if rule.table == table["table"]), sources)


def _sections(sources: Sources) -> Iterator[str]:
    yield "## The text, section by section"
    yield ""
    unnamed = {rule.section for rule in sources.rules} - {*SECTIONS, "guard"}
    if unnamed:
        raise SystemExit(f"sections without a name: {sorted(unnamed)}")
    for section, name in SECTIONS.items():
        inside = [rule for rule in sources.rules if rule.section == section]
        sentences = [rule for rule in inside if rule.statement is None and rule.table is None]
        left_out = [entry for entry in sources.not_coded if section in entry.where.split("; ")]
        if not sentences and not left_out:
            continue
        yield f"### Section {section}: {name}"
        yield ""
        yield from _items(sentences, sources)
        yield from _not_coded(left_out)


def _ours(sources: Sources) -> Iterator[str]:
    yield "## Safeguards of our own"
    yield ""
    yield from _items((rule for rule in sources.rules if rule.section == "guard"), sources)
    yield "## The rest of the document"
    yield ""
    elsewhere = [entry for entry in sources.not_coded if not set(entry.where.split("; ")) & set(SECTIONS)]
    yield from _not_coded(elsewhere)


def _doubts(sources: Sources) -> Iterator[str]:
    yield "## Doubts"
    yield ""
    for doubt in sources.doubts:
        beside = ", ".join(doubt.items) or "no line (register only)"
        yield f"* **{doubt.id}** ({doubt.where}; decides: {doubt.decides}), beside {beside}:"
        yield f"  {_flat(doubt.says.en)}"
        yield f"  We: {_flat(doubt.we_do.en)}"
    yield ""
    yield "## Silences"
    yield ""
    yield from (f"* `{silence.key}`: {_flat(silence.text.en)}" for silence in sources.silences)


def _head(sources: Sources) -> str:
    rules = sources.rules
    guards = sum(rule.section == "guard" for rule in rules)
    clauses = sum(rule.statement is not None for rule in rules)
    rows = sum(rule.table is not None for rule in rules)
    return HEAD.format(
        id=sources.edition["id"],
        version=sources.edition["version"],
        items=len(rules),
        clauses=clauses,
        statements=len(sources.statements["statements"]),
        rows=rows,
        sentences=len(rules) - guards - clauses - rows,
        guards=guards,
        cases=len(_written()),
    )


def page() -> str:
    """Return the whole page."""
    sources = load(knowledge_folder())
    parts = (_statements, _tables, _sections, _ours, _doubts)
    lines = [line for part in parts for line in part(sources)]
    return "\n".join([_head(sources), *lines]).rstrip() + "\n"


def main() -> int:
    """Write (or check) the page; 0 when all is well."""
    text = page()
    current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
    if "--check" in sys.argv:
        if not current:
            sys.stderr.write("docs/traceability.md is out of date: run build_scripts/traceability.py\n")
        return 0 if current else 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {PAGE.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
