"""Head and foot of the page: what it is, whose case, the sentence to dictate; signatures, legend, imprint."""

from crlm_desktop.report.blocks import NOTHING, Block, Mark, Rule, Text, beside, framed, paragraph, stack
from crlm_desktop.report.rows import Content, Pair
from crlm_desktop.report.setting import GUTTER, QR_SIZE, SMALLEST, WIDTH, Setting, width_of
from crlm_desktop.report.signs import BOLD, GAP, GREY, Run

_DISPLAY, _EDITION = 14.5, 7.5


def head(content: Content, *, with_qr: bool) -> Block:
    """Return title, edition and identity of the case, beside the room of the QR code."""
    width = WIDTH - (QR_SIZE + 10.0 if with_qr else 0.0)
    title = paragraph((Run(content.title, BOLD),), width, _DISPLAY, _DISPLAY * 1.25)
    edition = paragraph((Run(content.edition, GREY),), width, _EDITION, _EDITION * 1.35)
    body = stack(
        [title, edition, Block(3.0, (Rule(0.0, 2.0, width, 1.2, 0.0),)), _identity(content.identity, width)],
        1.0,
    )
    return Block(max(body.height, QR_SIZE if with_qr else 0.0), (), ((0.0, 0.0, body),))


def _cell(pair: Pair, width: float) -> Block:
    label = paragraph((Run(pair.label, GREY),), width, SMALLEST, SMALLEST * 1.3)
    return stack([label, paragraph((Run(pair.value, BOLD),), width, 9.0, 11.6)])


def _identity(pairs: tuple[Pair, ...], width: float) -> Block:
    """Return the case's identity in one row of cells, or run together where a value is long."""
    natural = [
        max(width_of((Run(pair.value, BOLD),), 9.0), width_of((Run(pair.label),), SMALLEST)) for pair in pairs
    ]
    spare = (width - sum(natural)) / max(1, len(pairs) - 1)
    if spare < 8.0:  # noqa: PLR2004
        runs = [
            run for pair in pairs for run in (Run(pair.label + GAP, GREY), Run(pair.value + GAP + " ", BOLD))
        ]
        return paragraph(tuple(runs), width, 8.0, 10.8)
    x, cells = 0.0, []
    for pair, needed in zip(pairs, natural, strict=True):
        cells.append((x, _cell(pair, needed + 1.0)))
        x += needed + min(spare, 34.0)
    return beside(cells)


def spoken(content: Content, setting: Setting) -> Block:
    """Return the sentence to dictate, on a light panel with a bar."""
    size = min(setting.size + (0.25 if setting.dense else 0.75), 9.5)
    body = paragraph(content.sentence, WIDTH - 18.0, size, size * 1.4)
    height = body.height + 8.0
    panel = framed(Block(height - 0.0), WIDTH, 0.0, 0.95)
    bar = Block(height, (), ((0.0, 0.0, panel),))
    return Block(height, (), ((0.0, 0.0, bar), (9.0, 4.0, body)))


def legend(content: Content) -> Block:
    """Return what the marks and signs mean, on one line where it fits."""
    size, x, marks = SMALLEST, 0.0, []
    for kind, word in content.marks:
        label = paragraph((Run(word, GREY),), WIDTH, size, size * 1.3)
        marks.append((x, Block(label.height, (Mark(0.0, 1.9, 5.0, kind),), ((7.0, 0.0, label),))))
        x += 7.0 + width_of((Run(word),), size) + 8.0
    rest = WIDTH - x
    signs = (Run(content.legend, GREY),)
    if width_of(signs, size) > rest:
        return stack([beside(marks), paragraph(signs, WIDTH, size, size * 1.3)])
    return beside([*marks, (x, paragraph(signs, rest, size, size * 1.3, right=True))])


def foot(content: Content, further: int, *, marked: bool) -> Block:
    """Return signature lines, legend, imprint and what the page is for."""
    third = (WIDTH - 2 * GUTTER) / 3
    signatures = [
        (place * (third + GUTTER), _signature(name, third)) for place, name in enumerate(content.signatures)
    ]
    more = (
        paragraph((Run(content.further.format(count=further), BOLD),), WIDTH, 7.5, 10.0)
        if further
        else NOTHING
    )
    purpose = Run(content.purpose, BOLD)
    rest = WIDTH - width_of((purpose,), 7.5) - 12.0
    imprint = paragraph((Run(content.imprint, GREY),), rest, SMALLEST, SMALLEST * 1.35, right=True)
    last = beside([(0.0, paragraph((purpose,), WIDTH, 7.5, SMALLEST * 1.35)), (WIDTH - rest, imprint)])
    rule = Block(2.5, (Rule(0.0, 1.0, WIDTH, 0.9, 0.0),))
    return stack([more, beside(signatures), rule, legend(content) if marked else NOTHING, last], 1.5)


def _signature(name: str, width: float) -> Block:
    label = Text(0.0, 18.0, 7.5, name, 0)
    start = width_of((Run(name),), 7.5) + 4.0
    return Block(21.0, (label, Rule(start, 19.0, width - start, 0.5, 0.0)))
