"""Files are written whole or not at all: beside the target first, then in its place."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(target: Path, *, shared: bool) -> Iterator[Path]:
    """Give a neighbour of `target` to write; it takes the target's place once all is on the disk.

    Raises OSError, and then the old file stays whole and the neighbour is gone. `shared`: others may read it.
    """
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():  # a device would be replaced by a file
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
    beside = _new_neighbour(target)
    try:
        yield beside
        _onto_disk(beside)
        if shared:
            beside.chmod(0o644)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _new_neighbour(target: Path) -> Path:
    """Return a new empty file that only its owner may read.

    Not by tempfile: on Windows its older versions take a folder that refuses files for a name in use, and
    try 2,147,483,647 others.
    """
    beside = target.parent.absolute() / f".crlm-{secrets.token_hex(8)}.part"
    os.close(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    return beside


def _onto_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def write_whole(target: Path, data: bytes, *, shared: bool = False) -> None:
    """Write a file whole or not at all; raises OSError. `shared`: others may read it."""
    with replacing(target, shared=shared) as beside:
        beside.write_bytes(data)
