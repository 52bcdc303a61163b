"""How long a report takes; what writes it is loaded late, so as not to burden the other timings."""

import io
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from environment import ROOT

from crlm_desktop.engine.evaluate import evaluate
from crlm_desktop.knowledge.base import knowledge
from timing.rounds import ROUNDS, command, golden, say, seconds

BARE_PAGE = """
import sys
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
for name in ("Regular", "Bold"):
    pdfmetrics.registerFont(TTFont(name, f"resources/fonts/NotoSansSC-{name}.ttf"))
page = Canvas(sys.argv[1])
words = open(sys.argv[2], encoding="utf-8").read().splitlines()
for place, line in enumerate(words[:150]):
    page.setFont("Bold" if place % 5 == 0 else "Regular", 8)
    page.drawString(40, 820 - place * 5.4, line[:110])
page.save()
"""


def report() -> None:
    """The first report of a cold process, and a second one in it, against bare reportlab pages."""
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder, "words.txt")
        words.write_text("\n".join(item.text["zh"] for item in knowledge().items), encoding="utf-8")
        _first_report(Path(folder), words)
        _second_report(words)


def _first_report(folder: Path, words: Path) -> None:
    case = str(ROOT / "resources" / "cases" / "real_sigmoid_multiple.json")
    bare = folder / "bare.py"
    bare.write_text(BARE_PAGE, encoding="utf-8")
    floors, firsts = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, str(bare), str(folder / "bare.pdf"), str(words)], cwd=ROOT, check=True
        )
        floors.append(time.perf_counter() - start)
        firsts.append(command("report", case, "-o", str(folder / "report.pdf")))
    say("first report of a cold process", statistics.median(firsts), statistics.median(floors), "1.3")


def _second_report(words: Path) -> None:
    from crlm_desktop.report.export import report_bytes

    decision = evaluate(golden()[12], knowledge())
    report_bytes(decision, knowledge(), "zh")
    second = seconds(lambda: report_bytes(decision, knowledge(), "zh"), 1)
    say("a second report in the same process", second, _bare_second_page(words), "1.5")


def _bare_second_page(words: Path) -> float:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(name, str(ROOT / "resources" / "fonts" / f"NotoSansSC-{name}.ttf")))
    texts = words.read_text(encoding="utf-8").splitlines()

    def page() -> None:
        canvas = Canvas(io.BytesIO())
        for place, line in enumerate(texts[:150]):
            canvas.setFont("Bold" if place % 5 == 0 else "Regular", 8)
            canvas.drawString(40, 820 - place * 5.4, line[:110])
        canvas.save()

    page()
    return seconds(page, 1)
