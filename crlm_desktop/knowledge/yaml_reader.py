"""Reading the YAML files of the knowledge base: every fault at once, with file and line."""

import hashlib
import re
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from crlm_desktop.knowledge.entries import Closed

Entry = TypeVar("Entry", bound=Closed)


class KnowledgeError(ValueError):
    """The knowledge base has faults; `problems` names each with file and line."""

    def __init__(self, problems: list[str]) -> None:
        """Keep every problem."""
        super().__init__("\n".join(problems))
        self.problems = problems


def sources_hash(folder: Path) -> str:
    """Return the SHA-256 over every YAML file of the knowledge base (names and contents, LF ends)."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


class Reader:
    """Reads the YAML files of one folder and gathers what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        """Begin with no problem."""
        self.folder = folder
        self.problems: list[str] = []
        self._places: dict[str, str] = {}

    def remember(self, name: str, raw: object, place: int) -> None:
        """Remember in which file and line an entry stands, by the name that its problems carry."""
        if not isinstance(raw, dict) or not hasattr(raw, "lc"):
            return
        kind = name if "/" not in name or name.startswith("facts/") else name.split("/", maxsplit=1)[0]
        label = next((str(raw[key]) for key in ("id", "key", "name") if key in raw), str(place))
        self._places.setdefault(f"{kind.removesuffix('.yaml')}: {label}", f"{name}:{raw.lc.line + 1}")

    def placed(self, problem: str) -> str:
        """Return a problem with file and line in front, where its entry is known."""
        if not re.match(r"[\w./-]+: ", problem):
            return problem
        subject = problem.replace(".yaml: ", ": ", 1)
        entry = ": ".join(subject.split(": ", 2)[:2]).split(" is defined twice")[0]
        return f"{self._places[entry]}: {problem}" if entry in self._places else problem

    def load(self, name: str) -> Any:  # noqa: ANN401 (YAML is checked right after)
        """Return what a file holds; None where it is missing or no YAML."""
        path = self.folder / name
        if not path.is_file():
            self.problems.append(f"{name}: the file is missing")
            return None
        reader = YAML(typ="rt")
        reader.allow_duplicate_keys = False
        try:
            return reader.load(path.read_text(encoding="utf-8"))
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self.problems.append(f"{name}:{line}: {error.problem}")
            return None

    def entries(self, name: str, model: type[Entry]) -> list[Entry]:
        """Return the entries of a file that have the right shape."""
        found = []
        for place, raw in enumerate(self.load(name) or []):
            self.remember(name, raw, place)
            entry = self.entry(name, model, raw, place)
            if entry is not None:
                found.append(entry)
        return found

    def entry(self, name: str, model: type[Entry], raw: Any, place: int) -> Entry | None:  # noqa: ANN401
        """Return one entry; None where its shape is wrong."""
        try:
            return model.model_validate(plain(raw))
        except ValidationError as error:
            line = raw.lc.line + 1 if hasattr(raw, "lc") else place
            for fault in error.errors():
                where = ".".join(str(step) for step in fault["loc"])
                self.problems.append(f"{name}:{line}: {where}: {fault['msg']}")
            return None


def plain(value: Any) -> Any:  # noqa: ANN401 (YAML data of any shape)
    """Return YAML data as plain dicts, lists and scalars."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    return value
