"""What the app remembers of its person: languages, theme, type size; one that cannot be kept is no fault."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths

from crlm_desktop.texts import LANGUAGES
from crlm_desktop.ui.theme import THEMES

SMALLEST, LARGEST, USUAL = 11, 20, 13


@dataclass(slots=True)
class Settings:
    """The settings; an empty report language follows the screen's."""

    language: str = "zh"
    report_language: str = ""
    theme: str = "system"
    type_size: int = USUAL
    folder: str = ""

    @property
    def language_of_report(self) -> str:
        """The language in which the report is written."""
        return self.report_language or self.language


def _folder(place: QStandardPaths.StandardLocation, variable: str) -> Path:
    return Path(os.environ.get(variable) or QStandardPaths.writableLocation(place))


def settings_file() -> Path:
    """Return where the settings are kept."""
    return _folder(QStandardPaths.StandardLocation.AppConfigLocation, "CRLM_CONFIG_DIR") / "settings.json"


def recovery_file() -> Path:
    """Return where an unsaved draft is kept."""
    return _folder(QStandardPaths.StandardLocation.AppLocalDataLocation, "CRLM_DATA_DIR") / "recovery.json"


def load() -> Settings:
    """Return the settings; whatever cannot be read or makes no sense is left at its default."""
    settings = Settings(language=_system_language())
    try:
        kept = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return settings
    for entry in fields(Settings):
        value = kept.get(entry.name) if isinstance(kept, dict) else None
        if type(value) is type(getattr(settings, entry.name)) and _is_sound(entry.name, value):
            setattr(settings, entry.name, value)
    return settings


def save(settings: Settings) -> None:
    """Keep the settings where that is possible."""
    from crlm_desktop.whole_file import write_whole

    with suppress(OSError):
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        write_whole(settings_file(), json.dumps(asdict(settings), ensure_ascii=False).encode())


def _is_sound(name: str, value: object) -> bool:
    allowed: dict[str, tuple[object, ...]] = {
        "language": LANGUAGES,
        "report_language": ("", *LANGUAGES),
        "theme": ("system", *THEMES),
        "type_size": tuple(range(SMALLEST, LARGEST + 1)),
    }
    return name not in allowed or value in allowed[name]


def _system_language() -> str:
    return "zh" if QLocale.system().language() in {QLocale.Language.Chinese, QLocale.Language.C} else "en"
