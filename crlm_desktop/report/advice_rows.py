"""The lines of advice as rows: by what they ask for, in the order of care, with grade, class and source."""

from collections.abc import Iterable, Iterator

from crlm_desktop.engine.decision import Advice
from crlm_desktop.report.apparatus import Apparatus
from crlm_desktop.report.rows import Cut, Row, Section
from crlm_desktop.report.signs import BOLD, GREY, Run, spaced

GROUPS = (
    ("now", ("mandatory", "recommend")),
    ("avoid", ("avoid", "not_routinely", "caution")),
    ("options", ("consider",)),
    ("information", ("inform",)),
)
_MARKS = {
    "mandatory": "must",
    "recommend": "do",
    "consider": "may",
    "inform": "know",
    "caution": "caution",
    "not_routinely": "avoid",
    "avoid": "avoid",
}
_STRONG = frozenset({"mandatory", "caution", "avoid"})


def source_text(apparatus: Apparatus, line: Advice) -> str:
    """Return where a line stands: statement with its section, sections, tables; ours where it is ours."""
    home = apparatus.sections
    parts = [f"{place} §{home[place]}" for place in line.statements if place in home]
    told = [home[place] for place in line.statements if place in home]
    plain = [place for place in line.statements if place not in home]
    sections = [place for place in plain if place[0].isdigit()]
    parts += [f"§{place}" for place in sections if not any(place.startswith(section) for section in told)]
    parts += [apparatus.say("table", number=place[1:]) for place in plain if place[0] == "T"]
    parts += [apparatus.say("ours") for place in plain if place == "guard"]
    return " ".join(dict.fromkeys(spaced(part).replace(" ", "\u00a0") for part in parts))


def grade_text(line: Advice) -> str:
    """Return grade and class as printed."""
    return "\u00a0".join(part for part in (line.grade, line.evidence) if part)


def _cut(line: Advice) -> Cut:
    if line.strength == "inform":
        return Cut.INFORMATION
    if line.grade is None and line.strength == "consider":
        return Cut.MERGED
    if line.grade is None and line.strength == "recommend" and not line.urgent:
        return Cut.UNGRADED
    if line.grade is None and line.strength == "mandatory" and not line.urgent:
        return Cut.LAST
    return Cut.NEVER


def _note(apparatus: Apparatus, lines: Iterable[Advice]) -> str:
    """Return what nobody has stated yet and would withdraw one of the lines."""
    facts = dict.fromkeys(fact for line in lines for fact in line.check)
    if not facts:
        return ""
    return apparatus.say("not_stated", facts=apparatus.say("stop").join(map(apparatus.label, facts)))


def _words(apparatus: Apparatus, line: Advice) -> Iterator[Run]:
    style = BOLD if line.strength in _STRONG or line.urgent else 0
    if line.key in apparatus.put_aside:
        mark = "replaced_mark" if line.key in apparatus.replaced else "put_aside_mark"
        yield Run(apparatus.say(mark) + " ", GREY)
        style = GREY
    yield Run(apparatus.own(line.headline), style)
    if line.key in apparatus.accepted:
        yield Run("\u00a0✓", BOLD)


def _row(apparatus: Apparatus, line: Advice, label: str) -> Row:
    texts = dict.fromkeys(apparatus.own(text) for text in line.details)
    return Row(
        words=tuple(_words(apparatus, line)),
        mark="urgent" if line.urgent else _MARKS[line.strength],
        label=label,
        grade=grade_text(line),
        source=source_text(apparatus, line),
        details=tuple((Run(text, GREY),) for text in texts),
        cut=_cut(line),
        doubts=line.doubts,
        starred=bool(line.check),
        put_aside=line.key in apparatus.put_aside,
    )


def _rows(apparatus: Apparatus, lines: Iterable[Advice]) -> Iterator[Row]:
    """Yield rows; the phase of care is named where it changes."""
    phase = ""
    for line in lines:
        label = "" if line.phase == phase else apparatus.named("phase", line.phase)
        phase = line.phase
        yield _row(apparatus, line, label)


def advice_sections(apparatus: Apparatus) -> Iterator[Section]:
    """Yield what to do now, what to avoid, options and information."""
    settled = [line for line in apparatus.decision.advice if line.state == "applies" and not line.done]
    for name, strengths in GROUPS:
        lines = [line for line in settled if line.strength in strengths]
        aside = apparatus.say("column.grade_source") if name == "now" else ""
        rows = tuple(_rows(apparatus, lines))
        yield Section(name, apparatus.say(f"section.{name}"), rows, aside, _note(apparatus, lines))


def _conditional_row(apparatus: Apparatus, line: Advice, label: str) -> Row:
    row = _row(apparatus, line, label)
    question = apparatus.say("list").join(apparatus.label(fact) for fact in line.unsettled)
    lead = Run(apparatus.say("if_open", question=question) + " ", BOLD)
    return row._replace(words=(lead, *row.words), mark="if", cut=Cut.NEVER)


def conditional_section(apparatus: Apparatus) -> Section:
    """Return the lines that hold unless an open question strikes them, the question first."""
    lines = [line for line in apparatus.decision.advice if line.state == "conditional" and not line.done]
    rows = tuple(_conditional_row(apparatus, line, "") for line in lines)
    return Section("conditional", apparatus.say("section.conditional"), rows, note=_note(apparatus, lines))


def done_section(apparatus: Apparatus) -> Section:
    """Return the lines whose request is met, run together."""
    lines = [line for line in apparatus.decision.advice if line.done]
    parts = apparatus.say("stop").join(
        f"{apparatus.own(line.headline)} ({source_text(apparatus, line)})" for line in lines
    )
    rows = (Row((Run(parts, GREY),), mark="done", cut=Cut.INFORMATION, lines=len(lines)),) if lines else ()
    return Section("done", apparatus.say("section.done"), rows)
