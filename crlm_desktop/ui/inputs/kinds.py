"""Which input a fact gets."""

from crlm_desktop.domain.facts import FactDefinition
from crlm_desktop.ui.inputs.checks import Checks
from crlm_desktop.ui.inputs.combo import Combo
from crlm_desktop.ui.inputs.segmented import Segmented
from crlm_desktop.ui.inputs.typed import DateInput, NumberInput, TypedInput

FactInput = Segmented | Combo | Checks | TypedInput
_SEGMENTS, _SEGMENT_WORDS = 4, 34


def input_for(definition: FactDefinition) -> FactInput:
    """Return the input widget that a fact's type asks for."""
    match definition.type:
        case "bool":
            return Segmented(definition)
        case "choice":
            return Segmented(definition) if _is_short(definition) else Combo(definition)
        case "list":
            return Checks(definition)
        case "date":
            return DateInput(definition)
        case "text":
            return TypedInput(definition)
    return NumberInput(definition)


def _is_short(definition: FactDefinition) -> bool:
    choices = definition.choices
    words = (
        2 * sum(len(choice.label["zh"]) for choice in choices),
        sum(len(choice.label["en"]) for choice in choices),
    )
    return len(choices) <= _SEGMENTS and max(words) <= _SEGMENT_WORDS
