"""Files are written whole or not at all: beside the target first, then in its place."""

import errno
import os
import tempfile
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
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".crlm-", suffix=".part")
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        _onto_disk(beside)
        if shared:
            beside.chmod(0o644)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _onto_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def write_whole(target: Path, data: bytes, *, shared: bool = False) -> None:
    """Write a file whole or not at all; raises OSError. `shared`: others may read it."""
    with replacing(target, shared=shared) as beside:
        beside.write_bytes(data)
