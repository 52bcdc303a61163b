"""A password on the PDF (AES-256)."""

import io


def locked(data: bytes, password: str) -> bytes:
    """Return the PDF encrypted with a password that opens it."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=password, algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
