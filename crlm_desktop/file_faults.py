"""Why a file cannot be read or written: what the system says by number, in the words of the catalogue."""

import errno
from pathlib import Path

from crlm_desktop.texts import say

_CODES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EROFS: "read_only",
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EINVAL: "bad_name",
    errno.EISDIR: "is_folder",
    errno.ENODEV: "gone",
    errno.EIO: "gone",
}
# What Windows says beyond the numbers of errno: open in another program, name not allowed, path too long.
_WINDOWS = {32: "open_elsewhere", 33: "open_elsewhere", 123: "bad_name", 206: "name_too_long"}
_LONGEST = 255  # characters of a name


def fault_of(error: OSError, target: Path | None = None) -> str | None:
    """Return the fault as a code, None where the number says nothing that a person could act on.

    `target`: the file that was to be written.
    """
    code = _WINDOWS.get(getattr(error, "winerror", None) or 0) or _CODES.get(error.errno or 0)
    if target is not None and code in {"no_folder", "bad_name"}:
        # Windows calls a path of 260 characters or more not found, its folder there or not; a long name, bad.
        too_long = target.parent.is_dir() if code == "no_folder" else len(target.name) > _LONGEST
        return "name_too_long" if too_long else code
    return code


def system_words(error: OSError) -> str:
    """Return what the system says, in whatever language it speaks."""
    return error.strerror or str(error) or type(error).__name__


def reason(error: OSError, language: str, target: Path | None = None) -> str:
    """Return why in words, to stand in brackets; the system's own where there are no better."""
    code = fault_of(error, target)
    return say(language, f"file.{code}") if code else system_words(error)
