"""From which other facts a fact can follow: what answers settle, and what contradictions erase."""

from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.knowledge.nodes import names_in
from crlm_desktop.knowledge.parsing import parse

Sources = dict[int, set[int]]


def sources(knowledge: Knowledge) -> Sources:
    """Return for each fact that can follow from others the places of those, near and far."""
    found: Sources = {}
    for settling in knowledge.settlings:
        texts = [text for text in (settling.condition, settling.to) if isinstance(text, str)]
        _add(found, settling.fact, texts, knowledge)
    for definition in knowledge.definitions:
        if definition.erases and definition.when is not None:
            for target in (definition.name, *definition.erases):
                _add(found, target, [definition.when], knowledge)
    for _ in range(len(found)):
        for places in found.values():
            places |= {far for near in tuple(places) for far in found.get(near, ())}
    return found


def _add(found: Sources, target: str, texts: list[str], knowledge: Knowledge) -> None:
    """Note the facts that some conditions read; a value's code is no fact."""
    index = knowledge.region_index
    places = {index[name] for text in texts for name in names_in(parse(text)) if name in index}
    found.setdefault(index[target], set()).update(places)
