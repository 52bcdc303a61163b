"""`evaluate`: the states of one case or of many, as JSON."""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from crlm_desktop.commands.guard import content_of, opened, written_whole
from crlm_desktop.commands.words import DONE, INPUT, language, tell, worded
from crlm_desktop.texts import say


def evaluate(chosen: argparse.Namespace) -> int:
    """Evaluate one case to standard output or a file, or many cases to a file."""
    if chosen.case.lower().endswith(".jsonl"):
        return _evaluate_many(chosen)
    from crlm_desktop.domain.case_file import reader
    from crlm_desktop.engine.evaluate import evaluate as decide
    from crlm_desktop.engine.result import as_text, result
    from crlm_desktop.knowledge.base import knowledge

    base = knowledge()
    case = reader(base.facts.vocabulary).read(content_of(chosen.case), date.today())
    data = result(decide(case, base), base)
    if chosen.states_only:
        items = {name: item["state"] for name, item in data["items"].items()}
        data = {"case_code": data["case_code"], "items": items}
    _deliver(as_text(data), chosen.output)
    return DONE


def _deliver(text: str, output: str | None) -> None:
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    with written_whole(output) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def _evaluate_many(chosen: argparse.Namespace) -> int:
    if chosen.output is None:
        tell(say(language(), "cli.needs_output"))
        return INPUT
    with opened(chosen.case) as source, written_whole(chosen.output) as temporary:
        _stream(source, temporary, states_only=chosen.states_only)
        source.close()  # the output may be the input, and Windows replaces no file that is open
    return DONE


def _stream(source: Iterable[bytes], target: Path, *, states_only: bool) -> None:
    from crlm_desktop.domain.case_file import reader
    from crlm_desktop.engine.batch import Batch
    from crlm_desktop.knowledge.base import knowledge

    base = knowledge()
    batch = Batch(base, reader(base.facts.vocabulary), date.today())
    answers = batch.states_only if states_only else batch.full
    with target.open("w", encoding="utf-8", newline="\n", buffering=1 << 20) as stream:
        stream.writelines(answers(source, worded))
