"""The QR code of the page, drawn as rows of dark bars."""

from collections.abc import Iterator

from crlm_desktop.report.blocks import Block, Panel

_MASK = 3  # any mask can be read; fixing one spares the search for the fairest
_BLEED = 0.02  # neighbouring rows overlap a little, lest a viewer shows seams


def _bars(row: bytearray) -> Iterator[tuple[int, int]]:
    """Yield start and length of each run of dark modules."""
    start = None
    for place, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None


def qr_block(words: str, size: float) -> Block:
    """Return the code as a square block of a size in points."""
    from segno import make

    matrix = make(words, error="m", micro=False, boost_error=False, mask=_MASK).matrix
    module = size / len(matrix)
    bars = tuple(
        Panel(start * module, place * module, length * module, module + _BLEED, 0.0)
        for place, row in enumerate(matrix)
        for start, length in _bars(row)
    )
    return Block(size, bars)
