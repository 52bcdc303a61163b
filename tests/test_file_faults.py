"""Why a file cannot be read or written, in the language of the person, not of the system."""

import errno
import os
from pathlib import Path

import pytest

from crlm_desktop.file_faults import fault_of, reason
from crlm_desktop.texts import LANGUAGES, say

NAMED = {
    errno.ENOSPC: "disk_full",
    errno.EACCES: "not_allowed",
    errno.EROFS: "read_only",
    errno.ENOENT: "no_folder",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EISDIR: "is_folder",
    errno.EIO: "gone",
}


def said(number: int) -> OSError:
    return OSError(number, os.strerror(number))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", list(NAMED))
def test_a_known_fault_is_told_in_our_words(number: int, language: str) -> None:
    words = reason(said(number), language)
    assert words == say(language, f"file.{NAMED[number]}")
    assert (words.isascii()) is (language == "en")


def test_what_the_number_does_not_tell_is_left_to_the_system() -> None:
    assert fault_of(said(errno.EFBIG)) is None
    assert reason(said(errno.EFBIG), "zh") == os.strerror(errno.EFBIG)
    assert reason(OSError(), "zh") == "OSError"


def test_a_missing_file_in_a_folder_that_is_there(tmp_path: Path) -> None:
    """To read it, it is missing; to write it, only too long a path can be the reason."""
    missing = said(errno.ENOENT)
    assert fault_of(missing) == "no_folder"
    assert fault_of(missing, tmp_path / "new.json") == "name_too_long"
    assert fault_of(missing, tmp_path / "none" / "new.json") == "no_folder"


def test_a_name_of_256_characters_is_long_one_of_255_is_bad(tmp_path: Path) -> None:
    bad = said(errno.EINVAL)
    assert fault_of(bad, tmp_path / ("x" * 256)) == "name_too_long"
    assert fault_of(bad, tmp_path / ("x" * 255)) == "bad_name"
    assert fault_of(bad) == "bad_name"
