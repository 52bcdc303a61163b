import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from crlm_desktop.domain.case_file import reader
from crlm_desktop.report.carrier import CarrierError, read_case
from crlm_desktop.report.export import ReportError, report_bytes, write_report
from crlm_desktop.report.seal import qr_words, seal
from crlm_desktop.texts import say
from tests.report.pages import MADE, OPTIONS, Printed, vignettes, with_case
from tests.support import TODAY, base

DECISION = vignettes()["V14"]
PASSWORD = "对 open"  # noqa: S105 (of a test page)


def test_the_same_input_gives_the_same_bytes() -> None:
    """Nothing of the moment or the machine is in the file."""
    assert report_bytes(DECISION, base(), "zh", OPTIONS) == report_bytes(DECISION, base(), "zh", OPTIONS)


def test_the_file_is_small() -> None:
    """Well under 200 KB with both faces, the case and the result."""
    assert len(report_bytes(DECISION, base(), "zh", OPTIONS)) < 200_000


def test_metadata_names_the_page_and_nobody() -> None:
    """Title and day; no author, no machine, no code."""
    metadata = Printed(report_bytes(DECISION, base(), "en", OPTIONS)).reader.metadata
    assert metadata is not None
    assert metadata.title == say("en", "report.title")
    assert set(metadata) == {"/Title", "/CreationDate", "/ModDate", "/Creator", "/Producer"}
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == MADE


def test_the_page_carries_its_case() -> None:
    """What was printed can be opened again, and says by which knowledge it was made."""
    carried = read_case(report_bytes(DECISION, base(), "zh", OPTIONS))
    assert carried.intact
    assert carried.knowledge_sha256 == base().sha256
    case = reader(base().facts.vocabulary).read(carried.case, TODAY)
    assert case.facts == DECISION.case.facts
    assert json.loads(carried.result)["case_code"] == "V14"


def test_a_changed_case_is_noticed() -> None:
    """A carried case that is not the printed one does not pass for intact."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(report_bytes(DECISION, base(), "zh", OPTIONS))))
    for file in writer.attachment_list:
        if file.name == "case.json":
            file.content = file.content.replace(b"V14", b"V15")
    target = io.BytesIO()
    writer.write(target)
    assert not read_case(target.getvalue()).intact


def test_code_and_note_stay_at_home_when_asked() -> None:
    """Without the code, neither page nor carried files know it; the note never travels unasked."""
    secret = with_case(DECISION, case_code="SECRET-77", note="Mr Someone")
    data = report_bytes(secret, base(), "en", OPTIONS._replace(with_code=False))
    carried = read_case(data)
    assert b"SECRET" not in carried.case + carried.result
    assert b"Someone" not in carried.case + carried.result
    assert "SECRET" not in Printed(data).text


def test_other_files_are_no_reports() -> None:
    """What carries no case says so."""
    with pytest.raises(CarrierError, match="not_a_report"):
        read_case(b"not a PDF")
    with pytest.raises(CarrierError, match="no_case"):
        read_case(report_bytes(DECISION, base(), "en", OPTIONS._replace(with_case=False)))


def test_a_password_locks_page_and_case() -> None:
    """AES-256: the right password opens both, no other does."""
    data = report_bytes(DECISION, base(), "en", OPTIONS._replace(password=PASSWORD))
    assert b"<pdfaid:part>" not in data
    with pytest.raises(CarrierError, match="needs_password"):
        read_case(data)
    with pytest.raises(CarrierError, match="wrong_password"):
        read_case(data, "other")
    assert read_case(data, PASSWORD).intact


def test_the_qr_code_says_code_day_edition_and_hash() -> None:
    """Short enough to be read by any telephone."""
    sealed = seal(DECISION, base(), with_code=True, with_note=False)
    words = qr_words(DECISION, base(), sealed.result_hash, with_code=True)
    assert words.split() == [
        "CRLM/1",
        "V14",
        "2026-01-15",
        base().id,
        base().version,
        sealed.result_hash[:16],
    ]


def test_markup_in_typed_words_is_only_words() -> None:
    """Typed words are never read as markup."""
    code = "<b>&amp;(\\)%</b>"
    assert code in Printed(report_bytes(with_case(DECISION, case_code=code), base(), "en", OPTIONS)).text


PATHS_END = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends paths at 260 characters")


@pytest.mark.parametrize("name", ["报告 中文.pdf", pytest.param("r" * 200 + ".pdf", marks=PATHS_END)])
def test_it_writes_where_it_is_told(tmp_path: Path, name: str) -> None:
    """Chinese and long names are names; nothing else is left in the folder."""
    written = write_report(DECISION, base(), "zh", tmp_path / name, OPTIONS)
    assert written.path.read_bytes().startswith(b"%PDF-1.7")
    assert written.size == written.path.stat().st_size
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "not_allowed"),
        (errno.EIO, "gone"),
        (errno.EBADF, "unwritable"),
    ],
)
def test_a_fault_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, code: str
) -> None:
    """Whatever fails while writing, the old report stays and no half file lies about."""
    target = tmp_path / "r.pdf"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ReportError) as caught:
        write_report(DECISION, base(), "en", target, OPTIONS)
    assert caught.value.code == code
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["r.pdf"]
    for language in ("zh", "en"):
        assert "r.pdf" in say(language, f"report.error.{code}", **caught.value.values) or code == "read_only"


@pytest.mark.parametrize(("length", "code"), [(300, "name_too_long"), (20, "bad_name")])
def test_a_name_that_windows_refuses_is_too_long_or_wrong(
    length: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One number of Windows (123) tells both a forbidden sign and more than 255 characters."""

    def fail(*_: object, **__: object) -> None:
        fault = OSError(errno.EINVAL, "as Windows words it")
        fault.winerror = 123  # type: ignore[attr-defined, unused-ignore]
        raise fault

    monkeypatch.setattr("crlm_desktop.report.export.write_whole", fail)
    with pytest.raises(ReportError) as caught:
        write_report(DECISION, base(), "zh", tmp_path / ("r" * length))
    assert caught.value.code == code


def test_missing_folder_and_folder_as_target_are_named(tmp_path: Path) -> None:
    """A path that cannot be is said to be so."""
    with pytest.raises(ReportError, match="no_folder"):
        write_report(DECISION, base(), "en", tmp_path / "none" / "r.pdf", OPTIONS)
    with pytest.raises(ReportError, match="is_folder"):
        write_report(DECISION, base(), "en", tmp_path, OPTIONS)
    with pytest.raises(ReportError, match="name_too_long"):
        write_report(DECISION, base(), "en", tmp_path / ("x" * 300), OPTIONS)


def test_content_needs_no_reportlab() -> None:
    """The sentence and the rows are made without the PDF library."""
    words = "import sys, crlm_desktop.report.content; print('reportlab' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
