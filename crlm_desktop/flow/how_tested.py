"""How a test is done: its methods and specimens as the consensus's table of tests gives them."""

from crlm_desktop.knowledge.base import Knowledge
from crlm_desktop.texts import say


def how_tested(fact: str, knowledge: Knowledge, language: str) -> str:
    """Return method and specimen of the test that answers a fact; nothing where no table names it."""
    for table in knowledge.statements["tables"]:
        for row in table["rows"]:
            if fact in row.get("facts", ()):
                methods, specimens = row["methods"][language], row["specimens"][language]
                return say(
                    language,
                    "ui.test.how",
                    methods=methods,
                    specimens=specimens[:1].lower() + specimens[1:],
                    table=table["table"],
                )
    return ""
