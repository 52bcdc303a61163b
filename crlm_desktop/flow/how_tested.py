"""How a test is done, in words: its methods and specimens as the consensus's table of tests gives them."""

from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.knowledge.table_of_tests import method_of
from crlm_desktop.texts import say


def how_tested(fact: str, knowledge: Knowledge, language: str) -> str:
    """Return method and specimen of the test that answers a fact; nothing where no table names it."""
    found = method_of(fact, knowledge)
    if found is None:
        return ""
    specimens = found.specimens[language]
    return say(
        language,
        "ui.test.how",
        methods=found.methods[language],
        specimens=specimens[:1].lower() + specimens[1:],
        table=found.table,
    )
