"""Files that a sheet writes: whole or not at all, and in words what came of it."""

from pathlib import Path

from crlm_desktop.file_faults import reason
from crlm_desktop.texts import say
from crlm_desktop.whole_file import write_whole


def write_and_say(path: Path, data: bytes, language: str, done: str) -> tuple[bool, str]:
    """Write a file; return whether it was written and what to say: the text `done`, or why it was not."""
    try:
        write_whole(path, data)
    except OSError as error:
        why = reason(error, language, path)
        return False, say(language, "ui.export.unwritable", name=path.name, reason=why)
    return True, say(language, done, name=path.name)
