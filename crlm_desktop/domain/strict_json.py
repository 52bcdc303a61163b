"""JSON read strictly: no repeated keys, no NaN, no broken text, no depth that was only meant to hurt."""

import json
from typing import Any

from crlm_desktop.domain.problems import CaseFileError, Problem

MAXIMUM_BYTES = 4_000_000


class _RefusedError(ValueError):
    """A fault that the JSON decoder itself does not see."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.problem = Problem("", code, values)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _RefusedError("duplicate_key", key=next(name for name in names if names.count(name) > 1))
    return found


def _no_constant(name: str) -> float:
    raise _RefusedError("not_finite", number=name)


def _loaded(data: bytes | str) -> Any:  # noqa: ANN401 (any JSON)
    text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    loaded = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    if "\\u" in text:
        json.dumps(loaded, ensure_ascii=False).encode("utf-8")
    return loaded


def read_json(data: bytes | str) -> Any:  # noqa: ANN401 (any JSON; its reader checks it right after)
    """Return the data; raises CaseFileError naming what is wrong and where."""
    if len(data) > MAXIMUM_BYTES:
        raise CaseFileError([Problem("", "too_large", {"limit": MAXIMUM_BYTES})])
    try:
        return _loaded(data)
    except UnicodeDecodeError as error:
        fault = Problem("", "not_utf8", {"position": error.start})
    except UnicodeEncodeError:
        fault = Problem("", "not_unicode")
    except json.JSONDecodeError as error:
        fault = Problem("", "not_json", {"line": error.lineno, "column": error.colno})
    except RecursionError:
        fault = Problem("", "too_deep")
    except _RefusedError as error:
        fault = error.problem
    except ValueError:
        fault = Problem("", "number_too_long")
    raise CaseFileError([fault])
