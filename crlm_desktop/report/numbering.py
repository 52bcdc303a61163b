"""The doubts of the document as the page's apparatus: raised numbers at the lines, texts at the foot."""

from crlm_desktop.report.rows import Content, Cut, Row, Section, Words
from crlm_desktop.report.signs import BOLD, GAP, GREY, Run

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def doubts_of(content: Content) -> tuple[str, ...]:
    """Return the doubts that touch a row of the content, in the order of the rows."""
    rows = (row for section in content.sections for row in section.rows)
    return tuple(dict.fromkeys(doubt for row in rows for doubt in row.doubts if doubt in content.doubt_texts))


def _signs(row: Row, numbers: dict[str, int]) -> Words:
    told = sorted(numbers[doubt] for doubt in row.doubts if doubt in numbers)
    raised = "\u00a0".join(str(number).translate(_RAISED) for number in told)
    star = (Run("*", BOLD),) if row.starred else ()
    return (*star, Run(raised, GREY)) if raised else star


def _doubt_row(text: str, number: int) -> Row:
    return Row((Run(f"{number}{GAP}", BOLD), Run(text)), cut=Cut.DETAIL)


def numbered(content: Content, limit: int | None = None) -> Content:
    """Return the content with its doubts numbered, told at the foot; at most `limit` of them."""
    told = doubts_of(content)[:limit]
    numbers = {doubt: place for place, doubt in enumerate(told, start=1)}
    sections = [
        section._replace(
            rows=tuple(row._replace(words=(*row.words, *_signs(row, numbers))) for row in section.rows)
        )
        for section in content.sections
    ]
    rows = tuple(_doubt_row(content.doubt_texts[doubt], number) for doubt, number in numbers.items())
    if rows:
        sections.append(Section("doubts", content.doubts_title, rows))
    return content._replace(sections=tuple(sections))
