"""Checks the knowledge base and writes its compiled form; `--check` only says whether it is current."""

import json
import sys
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crlm_desktop.domain.case import CASE_FORMAT  # noqa: E402
from crlm_desktop.domain.case_schema import case_schema  # noqa: E402
from crlm_desktop.knowledge.compiled_files import FACTS_FILE, compiled  # noqa: E402
from crlm_desktop.knowledge.loader import load  # noqa: E402
from crlm_desktop.knowledge.pages import facts_from  # noqa: E402
from crlm_desktop.knowledge.yaml_reader import KnowledgeError  # noqa: E402
from crlm_desktop.paths import knowledge_folder, resource  # noqa: E402


def golden() -> str:
    """Return the clinicians' cases of the tests, one a line, as the self-check reads them."""
    yaml = YAML(typ="safe")
    lines = []
    for path in sorted((ROOT / "tests" / "cases" / "vignettes").glob("*.yaml")):
        written = yaml.load(path.read_text(encoding="utf-8"))
        case = {"format": CASE_FORMAT, "case_code": written["id"], "visit_date": "2026-01-15"}
        states = {
            item: state
            for state in ("applies", "overridden", "does_not_apply")
            for item in written["expect"].get(state, [])
        }
        entry = {"case": case | {"facts": written["facts"]}, "states": states}
        lines.append(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n")
    return "".join(lines)


def outputs() -> dict[Path, str]:
    """Return every generated file with its content; raises KnowledgeError with every fault."""
    data, modules = compiled(load(knowledge_folder()))
    files = {knowledge_folder() / name: content for name, content in data.items()}
    facts = json.loads(data[FACTS_FILE])
    shape = {"sha256": facts["sha256"], "shape": case_schema(facts_from(facts).vocabulary)}
    compiled_shape = json.dumps(shape, separators=(",", ":")) + "\n"
    files[knowledge_folder() / "compiled" / "case_schema.json"] = compiled_shape
    files[resource("cases", "golden.jsonl")] = golden()
    return files | {ROOT / "crlm_desktop" / "engine" / name: content for name, content in modules.items()}


def main() -> int:
    """Write (or check) the compiled files; 0 when all is well."""
    try:
        files = outputs()
    except KnowledgeError as error:
        sys.stderr.write(f"{error}\n{len(error.problems)} problems\n")
        return 1
    stale = [
        path for path, content in files.items() if not path.is_file() or path.read_text("utf-8") != content
    ]
    if "--check" in sys.argv:
        for path in stale:
            sys.stderr.write(f"out of date: {path.relative_to(ROOT)}\n")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(files[path], encoding="utf-8", newline="\n")
        sys.stdout.write(f"wrote {path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
