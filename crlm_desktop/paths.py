"""The only place that knows where resources and words lie: source tree, wheel or frozen build."""

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_root() -> Path:
    """Return the folder that holds `resources/` and `i18n/`."""
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen)] if frozen else [_PACKAGE / "_data", _PACKAGE.parent]
    for candidate in candidates:
        if (candidate / "resources").is_dir():
            return candidate
    message = "The folder 'resources' is missing: the installation is incomplete."
    raise FileNotFoundError(message)


def resource(*parts: str) -> Path:
    """Return the path of a bundled resource."""
    return data_root().joinpath("resources", *parts)


def catalogues(language: str) -> list[Path]:
    """Return the files of the app's own words in a language (`zh` or `en`), one per part of the app."""
    return sorted((data_root() / "i18n").glob(f"*.{language}.json"))


REGULAR_FACE, BOLD_FACE = "NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"
RARE_FACE = "RareHan-Regular.ttf.gz"
KNOWLEDGE_ID = "crlm-consensus-2024"


def knowledge_folder() -> Path:
    """Return the folder of the knowledge base in use."""
    return resource("knowledge", KNOWLEDGE_ID)
