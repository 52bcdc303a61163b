"""Checks the knowledge base and writes its compiled form; `--check` only says whether it is current."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crlm_desktop.knowledge.build import compiled  # noqa: E402
from crlm_desktop.knowledge.loader import KnowledgeError, load  # noqa: E402
from crlm_desktop.paths import knowledge_folder  # noqa: E402


def outputs() -> dict[Path, str]:
    """Return every generated file with its content; raises KnowledgeError with every fault."""
    data, modules = compiled(load(knowledge_folder()))
    files = {knowledge_folder() / name: content for name, content in data.items()}
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
