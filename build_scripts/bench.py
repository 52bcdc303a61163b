"""Timings as ratios to a floor measured in the same run: medians of several rounds, no absolute promises.

python build_scripts/bench.py            everything
python build_scripts/bench.py engine     one part: engine, lines, report, startup
"""

import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crlm_desktop.domain.case import Case  # noqa: E402
from crlm_desktop.domain.case_file import reader  # noqa: E402
from crlm_desktop.engine.evaluate import evaluate  # noqa: E402
from crlm_desktop.engine.possible import possible  # noqa: E402
from crlm_desktop.engine.what_if import flips  # noqa: E402
from crlm_desktop.knowledge.base import knowledge  # noqa: E402
from crlm_desktop.self_check import golden_cases  # noqa: E402

ROUNDS = 7
FLOOR_RULES = 30

BARE_WINDOW = """
import time
started = time.time_ns()
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("CRLM"))
window.resize(1024, 700)
window.show()
application.processEvents()
QTimer.singleShot(0, application.quit)
application.exec()
"""
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


def seconds(action: Callable[[], object], repeat: int) -> float:
    """Return the median seconds of one call over ROUNDS rounds of `repeat` calls."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(repeat):
            action()
        rounds.append((time.perf_counter() - start) / repeat)
    return statistics.median(rounds)


def say(name: str, measured: float, floor: float, target: str) -> None:
    """Print one row: the ratio first, both figures behind it."""
    print(
        f"{name:<44} {measured / floor:6.2f} x floor   "
        f"({measured * 1e3:.3f} / {floor * 1e3:.3f} ms; target {target})"
    )


def golden() -> list[Case]:
    """Return the bundled cases."""
    read = reader(knowledge().facts.vocabulary)
    return [read.case(entry["case"], date.max) for entry in golden_cases()]


def floor_states(facts: dict[str, Any]) -> list[bool | None]:
    """Thirty rules as one would write them by hand, if/else in Kleene logic: the floor of the evaluation."""

    def both(*parts: bool | None) -> bool | None:
        if False in parts:
            return False
        return None if None in parts else True

    def either(*parts: bool | None) -> bool | None:
        if True in parts:
            return True
        return None if None in parts else False

    def inverse(part: bool | None) -> bool | None:  # noqa: FBT001
        return None if part is None else not part

    get = facts.get
    diagnosed, in_situ = get("crlm_diagnosed"), get("primary_in_situ")
    phase, ned = get("care_phase"), get("mdt_ned_class")
    early = None if phase is None else phase in {"workup", "treatment_planning"}
    converting = None if phase is None else phase in {"workup", "treatment_planning", "conversion"}
    achievable = None if ned is None else ned == "achievable"
    potential = None if ned is None else ned == "potential"
    not_achievable = None if ned is None else ned == "not_achievable"
    kras, nras, braf = get("kras_status"), get("nras_status"), get("braf_status")
    wild = both(
        None if kras is None else kras == "wild_type",
        None if nras is None else nras == "wild_type",
        None if braf is None else braf == "wild_type",
    )
    msi, mmr = get("msi_status"), get("mmr_status")
    dmmr = None if msi is None and mmr is None else msi == "MSI-H" or mmr == "dMMR"
    location = get("primary_location")
    left = None if location is None else location in {"sigmoid_colon", "descending_colon", "rectum"}
    rectum = None if location is None else location == "rectum"
    count, planned = get("liver_met_count"), get("liver_surgery_planned")
    many = None if count is None else count >= 4  # noqa: PLR2004
    sync = None if get("liver_met_timing") is None else get("liver_met_timing") == "synchronous"
    fit, neuropathy = get("fit_for_intensive_chemo"), get("peripheral_neuropathy")
    goal = get("treatment_goal")
    shrink = None if goal is None else goal == "tumor_shrinkage"
    control = None if goal is None else goal == "disease_control"
    flr = get("flr_pct")
    enough = None if flr is None else flr > 30  # noqa: PLR2004
    months = get("months_since_surgery")
    two_years = None if months is None else months <= 24  # noqa: PLR2004
    ned_now, after = (
        get("ned_after_treatment"),
        None if phase is None else phase in {"postoperative", "follow_up"},
    )
    bev = get("bevacizumab_given")
    return [
        diagnosed, both(diagnosed, early), both(diagnosed, in_situ, early), both(rectum, in_situ, early),
        both(diagnosed, inverse(get("liver_mri_ever_done")), get("liver_local_therapy_planned")),
        both(diagnosed, in_situ, inverse(get("complete_colonoscopy_feasible"))),
        both(achievable, early, many), both(achievable, early, either(many, sync)),
        both(achievable, early, many, inverse(neuropathy)), both(achievable, sync, in_situ, planned),
        both(achievable, sync, in_situ, planned, inverse(get("tolerates_simultaneous_resection"))),
        planned, both(potential, converting, left, wild), both(potential, converting, inverse(left), fit),
        both(potential, converting, dmmr), both(potential, inverse(get("liver_mets_r0_resectable"))),
        both(bev, either(planned, get("primary_resection_planned"))), both(not_achievable, shrink, fit, wild),
        both(not_achievable, shrink, fit), both(not_achievable, control),
        both(not_achievable, get("general_condition_poor"), get("unfit_for_chemo")),
        both(not_achievable, either(get("high_risk_of_obstruction"), get("high_risk_of_bleeding"))),
        both(ned_now, after, two_years), both(ned_now, after, inverse(two_years)), both(ned_now, after),
        both(in_situ, rectum, achievable, get("clinical_n_positive")), both(potential, converting, wild),
        both(enough, get("general_condition_permits_surgery"), get("liver_mets_r0_resectable")),
        both(diagnosed, inverse(get("metastasis_tissue_available"))), both(not_achievable, dmmr),
    ]  # fmt: skip


def engine() -> None:
    """Evaluation of all states, of a keystroke, of the full result."""
    base, cases = knowledge(), golden()
    by_hand = seconds(lambda: [floor_states(dict(case.facts)) for case in cases], 20)
    ours = seconds(lambda: [possible(case, base).states for case in cases], 20)
    scaled = by_hand / FLOOR_RULES * len(base.items)
    say("all 273 states, masks and settling included", ours / len(cases), scaled / len(cases), "3.0")
    typed = [
        Case("X", case.visit_date, dict(list(case.facts.items())[:known]))
        for case in cases[:12]
        for known in range(0, len(case.facts), 4)
    ]
    evaluate(Case("X", date(2026, 1, 1)), base)
    strokes = []
    for case in typed:
        start = time.perf_counter()
        evaluate(case, base)
        strokes.append((time.perf_counter() - start) * 1e3)
    strokes.sort()
    print(
        f"{'re-evaluation after a keystroke':<44} median {statistics.median(strokes):.1f} ms, "
        f"95 % {strokes[int(len(strokes) * 0.95)]:.1f} ms, worst {strokes[-1]:.1f} ms (target median 8)"
    )
    full = seconds(lambda: [(evaluate(case, base), flips(case, base)) for case in cases[:8]], 1) / 8
    print(f"{'full result of one case: why, missing, flips':<44} {full * 1e3:.1f} ms (target 20)")


def lines() -> None:
    """Throughput of the command line over a file of many cases."""
    entries = [json.dumps(entry["case"], ensure_ascii=False) for entry in golden_cases()]
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "cases.jsonl"), Path(folder, "states.jsonl")
        rates = []
        for copies in (1, 600):
            source.write_text("\n".join(entries * copies) + "\n", encoding="utf-8")
            rates.append(
                min(_call("evaluate", str(source), "--states-only", "-o", str(target)) for _ in range(3))
            )
    rate = len(entries) * 599 / (rates[1] - rates[0])
    print(f"{'evaluate --states-only on JSONL':<44} {rate:,.0f} cases a second (target 10,000)")


def _call(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "crlm_desktop", *arguments], cwd=ROOT, check=True)
    return time.perf_counter() - start


def report() -> None:
    """The first report of a cold process, and a second one in it, against bare reportlab pages."""
    from crlm_desktop.report.export import report_bytes

    case = str(ROOT / "resources" / "cases" / "real_sigmoid_multiple.json")
    with tempfile.TemporaryDirectory() as folder:
        words, bare = Path(folder, "words.txt"), Path(folder, "bare.py")
        words.write_text("\n".join(item.text["zh"] for item in knowledge().items), encoding="utf-8")
        bare.write_text(BARE_PAGE, encoding="utf-8")
        floors, firsts = [], []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, str(bare), str(Path(folder, "bare.pdf")), str(words)], cwd=ROOT, check=True
            )
            floors.append(time.perf_counter() - start)
            firsts.append(_call("report", case, "-o", str(Path(folder, "report.pdf"))))
        say("first report of a cold process", statistics.median(firsts), statistics.median(floors), "1.3")
        decision = evaluate(golden()[12], knowledge())
        report_bytes(decision, knowledge(), "zh")
        second = seconds(lambda: report_bytes(decision, knowledge(), "zh"), 1)
        say("a second report in the same process", second, _bare_second_page(words), "1.5")


def _bare_second_page(words: Path) -> float:
    import io

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


def startup() -> None:
    """From process start to the first page painted and usable, against a bare Qt main window."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    floors, ours = [], []
    for _ in range(ROUNDS + 2):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", BARE_WINDOW], cwd=ROOT, check=True, env=environment)
        floors.append(time.perf_counter() - start)
        start = time.perf_counter()
        command = [sys.executable, "-m", "crlm_desktop", "--time-startup"]
        subprocess.run(command, cwd=ROOT, check=True, env=environment, stdout=subprocess.DEVNULL)
        ours.append(time.perf_counter() - start)
    say(
        "start-up to the first usable page",
        statistics.median(ours[2:]),
        statistics.median(floors[2:]),
        "1.35",
    )


PARTS = {"engine": engine, "lines": lines, "report": report, "startup": startup}


def main() -> int:
    """Run the named parts, or all; the app compiled to byte code, as an installed one is."""
    compileall.compile_dir(ROOT / "crlm_desktop", quiet=1)
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
