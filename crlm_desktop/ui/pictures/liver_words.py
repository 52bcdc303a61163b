"""The map of the liver in words."""

from crlm_desktop.domain.case import Lesion
from crlm_desktop.domain.wording import tidy
from crlm_desktop.flow.liver_map import summary_of
from crlm_desktop.texts import say


def size_words(size: float | None, language: str) -> str:
    """Return a size, or that there is none."""
    return say(language, "pictures.liver.no_size") if size is None else f"{tidy(size)} cm"


def lesion_words(number: int, lesion: Lesion, language: str) -> str:
    """Return number, segment and size of one metastasis."""
    return f"{number} · {lesion.segment} · {size_words(lesion.diameter_cm, language)}"


def summary_words(lesions: tuple[Lesion, ...], language: str) -> str:
    """Return number, largest and side."""
    figures = summary_of(lesions)
    if not figures.count:
        return say(language, "pictures.liver.none")
    key = "summary_open" if figures.unmeasured else "summary"
    if figures.largest_cm is None:
        key = "summary_unmeasured"
    return say(
        language,
        f"pictures.liver.{key}",
        count=figures.count,
        largest=size_words(figures.largest_cm, language),
        side=say(language, f"pictures.liver.side.{figures.side}"),
        unmeasured=figures.unmeasured,
    )
