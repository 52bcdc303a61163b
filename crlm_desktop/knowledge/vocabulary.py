"""The facts that are entered, as their pages define them."""

from collections.abc import Iterable

from crlm_desktop.domain.facts import AlternativeUnit, Choice, FactDefinition
from crlm_desktop.knowledge.entries import FactEntry, PageEntry


def vocabulary_of(pages: Iterable[PageEntry], problems: list[str]) -> dict[str, FactDefinition]:
    """Return the entered facts by name; what contradicts their type is added to the problems."""
    found: dict[str, FactDefinition] = {}
    for page in pages:
        groups = {group.id for group in page.groups}
        for entry in page.facts:
            where = f"facts/{page.page}.yaml: {entry.name}"
            if entry.name in found:
                problems.append(f"{where}: defined twice")
            if entry.group not in groups:
                problems.append(f"{where}: no group {entry.group!r} on this page")
            if (entry.type in {"integer", "decimal"}) != (entry.range is not None):
                problems.append(f"{where}: a number, and only a number, has a range")
            if (entry.type in {"choice", "list"}) != bool(entry.choices):
                problems.append(f"{where}: a choice or list, and only that, has choices")
            found[entry.name] = _definition(page.page, entry)
    return found


def _definition(page: str, entry: FactEntry) -> FactDefinition:
    return FactDefinition(
        name=entry.name,
        type=entry.type,
        page=page,
        group=entry.group,
        answered_by=entry.answered_by,
        label=entry.label.model_dump(),
        help=entry.help.model_dump() if entry.help else None,
        unit=entry.unit.model_dump() if entry.unit else None,
        minimum=None if entry.range is None else entry.range[0],
        maximum=None if entry.range is None else entry.range[1],
        usual=entry.usual,
        decimals=entry.decimals,
        alternative_units=tuple(
            AlternativeUnit(unit.symbol, unit.factor) for unit in entry.alternative_units
        ),
        choices=tuple(Choice(choice.code, {"zh": choice.zh, "en": choice.en}) for choice in entry.choices),
        never_asked=entry.never_asked,
        site_setting=entry.site_setting,
        date_rule=entry.date_rule,
        codes=frozenset(choice.code for choice in entry.choices),
    )
