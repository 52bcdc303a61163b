"""A password on the PDF (AES-256)."""

import io


class LockingUnavailableError(Exception):
    """The library that encrypts is not installed."""


def locked(data: bytes, password: str) -> bytes:
    """Return the PDF encrypted with a password that opens it; it is no longer an archive file (PDF/A)."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import DependencyError

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    target = io.BytesIO()
    try:
        writer.encrypt(user_password=password, algorithm="AES-256")
        writer.write(target)
    except DependencyError as error:
        raise LockingUnavailableError from error
    return target.getvalue()
