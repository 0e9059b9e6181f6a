"""A page is shown as it was read, and beside its source."""

import os
import re
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from tests.support.commands import ROOT, documents, fails
from tests.support.files import hanging_pdf, pdf
from tests.support.library import Library


def test_a_page_is_shown_as_it_was_read(library: Library) -> None:
    library.add(
        "lease.pdf",
        ["First", " half.\n"],
        "",
        format="pdf",
        labels={2: "ii"},
        engines={1: "pypdfium2", 2: "pypdf"},
        notes={2: "no text layer"},
        raws={1: "First\u00ad\r\nhalf."},
    )

    assert documents("show", "lease.pdf", "1").stdout == (
        "lease.pdf, page 1 of 2\nlabel   1\nengine  pypdfium2\n\nFirst half.\n"
    )
    assert documents("show", "docs/lease.pdf", "1", "--raw").stdout.endswith(
        "\n\nFirst\\xad\nhalf.\n"
    )
    assert documents("show", "./docs/../docs/lease.pdf", "ii", "--raw").stdout == (
        "lease.pdf, page 2 of 2\nlabel   ii\nengine  pypdf\nnote    no text layer\n\n\n"
    )


def test_a_number_that_is_a_label_too_is_said(library: Library) -> None:
    library.add("a.pdf", "one", "two", labels={1: "i", 2: "1"})

    result = documents("show", "a.pdf", "1")

    assert "one" in result.stdout
    assert result.stderr == (
        "this is page 1 counted from the first; labelled '1' is page 2\n"
    )


def test_an_unknown_file_is_answered_with_the_nearest(library: Library) -> None:
    library.add("contracts/lease-2024.pdf", "x")
    library.add("contracts/minutes.docx", "x")
    library.add_unread("scan.pdf", "needs a password")
    library.add("x.txt", "one", corpus="here")
    library.add("x.txt", "two", corpus="there", data=b"two")

    fails(documents("show", "lease2024.pdf", "1"), "is it 'contracts/lease-2024.pdf'?")
    fails(documents("show", "minutes.docx", "1"), "is it 'contracts/minutes.docx'")
    fails(documents("show", "nothing alike", "1"), "`docqa documents list` shows all")
    fails(documents("show", "contracts/minutes.docx", "9"), "it has one page, 1")
    fails(documents("show", "scan.pdf", "1"), "it is 'failed', needs a password")
    fails(documents("show", "x.txt", "1"), "choose from 'here/x.txt', 'there/x.txt'")
    assert "two" in documents("show", "there/x.txt", "1").stdout


def test_a_corpus_may_be_one_file(library: Library) -> None:
    library.add("lease.txt", "The text.", corpus="docs/lease.txt", data=b"The text.")
    Path("docs/lease.txt").write_bytes(b"The text.")

    result = documents("show", "docs/lease.txt", "1", "--open")

    assert "The text." in Path(result.stdout.strip()).read_text("utf-8")
    assert "changed" not in result.stderr


def opened(path: str, page: str = "1") -> tuple[str, str]:
    """The HTML that was written, and what was said."""
    result = documents("show", path, page, "--open")
    assert result.exit_code == 0, result.output
    return Path(result.stdout.strip()).read_text("utf-8"), result.stderr


def test_a_pdf_page_is_drawn_beside_its_text(library: Library) -> None:
    data = pdf(["Page one"], ["Page two"])
    Path("docs/a.pdf").write_bytes(data)
    library.add("a.pdf", "Page one", "Page two", format="pdf", data=data)

    page, said = opened("a.pdf", "2")

    picture = re.search(r'src="data:image/png;base64,([^"]+)"', page)
    assert picture is not None
    assert b64decode(picture[1]).startswith(b"\x89PNG")
    assert "<pre>Page two</pre>" in page
    assert "<script" not in page
    assert "http" not in page
    assert said == "no viewer could be started: open the file yourself\n"


def test_the_viewer_of_the_machine_is_started(library: Library) -> None:
    viewer = Path("bin/xdg-open")
    viewer.parent.mkdir()
    viewer.write_text('#!/bin/sh\n[ -f "$1" ] && : > started\n')
    viewer.chmod(0o755)
    library.add("a.txt", "text")

    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "documents", "show", "a.txt", "1", "--open"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"bin:{os.defpath}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "no viewer" not in done.stderr
    assert done.stdout.startswith(".docqa/pages/")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"no pdf", "it cannot be drawn", id="no pdf"),
        pytest.param(pdf(["x"], user_password="secret"), "assword", id="locked"),
    ],
)
def test_a_pdf_that_cannot_be_drawn_is_linked(
    library: Library, data: bytes, reason: str
) -> None:
    Path("docs/a.pdf").write_bytes(data)
    library.add("a.pdf", "x", format="pdf", data=data)

    page, said = opened("a.pdf")

    assert '<a href="file://' in page
    assert reason in said


def test_a_locked_pdf_is_drawn_by_its_password(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCQA_DOCUMENT_PASSWORD", "opensesame")
    data = pdf(["x"], user_password="opensesame")
    Path("docs/a.pdf").write_bytes(data)
    library.add("a.pdf", "x", format="pdf", data=data)

    assert "data:image/png" in opened("a.pdf")[0]


def test_a_pdf_that_hangs_its_drawer_costs_its_picture(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.documents.drawing._SECONDS", 3)
    data = hanging_pdf()
    Path("docs/a.pdf").write_bytes(data)
    library.add("a.pdf", "x", format="pdf", data=data)

    page, said = opened("a.pdf")

    assert "the page is not shown: drawing it took more than 3 s" in said
    assert '<a href="file://' in page


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        pytest.param(b"caf\xc3\xa9 <b>", "<pre>café &lt;b&gt;</pre>", id="utf-8"),
        pytest.param("\ufeffhé".encode("utf-16"), "hé</pre>", id="utf-16"),
        pytest.param(b"PK\x03\x04\0\0" * 99, '<a href="file://', id="binary"),
        pytest.param(b"", "<pre></pre>", id="empty"),
        pytest.param(
            b"x" * 199_999 + "é".encode() * 9, "… and 17 bytes more", id="long"
        ),
    ],
)
def test_other_sources_are_shown_as_far_as_they_can_be(
    library: Library, data: bytes, shown: str
) -> None:
    Path("docs/a.txt").write_bytes(data)
    library.add("a.txt", "text", data=data)

    assert shown in opened("a.txt")[0]


def test_a_source_that_is_not_what_was_read_is_said(library: Library) -> None:
    library.add("changed.txt", "before", data=b"before")
    Path("docs/changed.txt").write_bytes(b"after")
    library.add("gone.txt", "text")
    library.add("a.zip/inside.txt", "text", container="a.zip")

    for path, remark in (
        ("changed.txt", "has changed since it was read"),
        ("gone.txt", "cannot be opened: No such file"),
        ("a.zip/inside.txt", "it is inside"),
    ):
        page, said = opened(path)
        assert remark in said
        assert remark in page
