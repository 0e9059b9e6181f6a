"""Each format as its reader gives it, from real files of that format."""

import pkgutil
from collections.abc import Sequence

import pytest

from pipeline.ingest import readers
from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Options, PageText, UnreadableError
from tests.support import files, mails, office

NOT_READERS = {
    *("base", "clean", "ocr", "pdf_lines", "pdfium", "sniff", "zipped"),
}


def pages(suffix: str, data: bytes) -> list[tuple[str, str]]:
    return [(page.label, page.text) for page in read(suffix, data)]


def read(suffix: str, data: bytes) -> Sequence[PageText]:
    return READERS[suffix].contents(data, Options()).pages


def test_every_module_is_listed() -> None:
    modules = {m.name for m in pkgutil.iter_modules(readers.__path__)} - NOT_READERS

    listed = {reader.name for reader in READERS.values()}
    assert modules == listed, "add it to READERS in __init__.py"


def test_a_pdf_page_keeps_a_table_row_on_one_line() -> None:
    data = files.pdf(
        ["Net sales", ("Year", "2022", "2023"), ("EMEA", "1,204", "998")], ["Page two"]
    )

    assert pages(".pdf", data) == [
        ("1", "Net sales\nYear 2022 2023\nEMEA 1,204 998"),
        ("2", "Page two"),
    ]


def test_a_pdf_page_is_called_what_it_calls_itself() -> None:
    data = files.pdf(["Preface"], ["Contents"], ["Chapter"], roman_pages=2)

    assert [label for label, _ in pages(".pdf", data)] == ["i", "ii", "1"]


def test_a_pdf_page_without_text_keeps_its_number() -> None:
    data = files.pdf(["one"], [], ["three"])

    assert pages(".pdf", data) == [("1", "one"), ("2", ""), ("3", "three")]


def test_pypdf_reads_what_pdfium_refuses() -> None:
    data = b"junk before the header\n" * 100 + files.pdf(["still here"])

    (page,) = read(".pdf", data)

    assert (page.text, page.engine) == ("still here", "pypdf")


def test_pdfium_reads_the_rest() -> None:
    (page,) = read(".pdf", files.pdf(["here"]))

    assert page.engine == "pypdfium2"


def test_a_password_that_only_forbids_printing_is_no_hindrance() -> None:
    data = files.pdf(["open to all"], owner_password="owner")

    assert pages(".pdf", data) == [("1", "open to all")]


def test_a_line_broken_word_of_a_pdf_is_joined_only_if_the_document_writes_it() -> None:
    data = files.pdf(
        ["The document says docu-", "ment; growth is year-", "on-year."]
        + ["A plain line of text follows here."] * 2
    )

    ((_, text),) = pages(".pdf", data)

    assert text.startswith("The document says document; growth is year-on-year.")


@pytest.mark.parametrize(
    ("suffix", "data", "reason"),
    [
        pytest.param(
            ".pdf",
            files.pdf(["x"], user_password="secret"),
            "needs a password",
            id="pdf-with-password",
        ),
        pytest.param(
            ".pdf", files.pdf(["x"] * 40)[:600], "cannot be read as pdf", id="truncated"
        ),
        pytest.param(
            ".pdf", b"<html>no pdf</html>", "cannot be read as pdf", id="html-as-pdf"
        ),
        pytest.param(
            ".docx", files.pdf(["x"]), "cannot be read as docx", id="pdf-as-docx"
        ),
        pytest.param(
            ".docx",
            files.docx("x" * 9_000)[:-200],
            "cannot be read as docx",
            id="truncated-docx",
        ),
        pytest.param(
            ".docx",
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
            "needs a password, or is a .doc",
            id="old-or-encrypted-word",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    suffix: str, data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(suffix, data)


REVENUE = """Revenue

All figures in EUR.

Region | 2023
EMEA | 998

After the table."""


def test_a_docx_is_read_in_order_with_a_page_for_each_heading() -> None:
    data = files.docx(
        "Before any heading.",
        ("Heading 1", "Revenue"),
        "All figures in EUR.",
        [("Region", "2023"), ("EMEA", "998"), ("", "")],
        "After the table.",
        ("Heading 2", "Outlook"),
    )

    assert pages(".docx", data) == [
        ("1", "Before any heading."),
        ("Revenue", REVENUE),
        ("Outlook", "Outlook"),
    ]


def test_a_merged_cell_of_a_docx_is_written_once() -> None:
    data = files.merged_docx()

    assert pages(".docx", data) == [("1", "wide | c\ntall | e | f\n | h | i")]


HTML = b"""<!doctype html><meta charset="windows-1252">
<title>Annual \x93report\x94</title>
<style>p { color: red }</style><script>var x = "<p>no</p>";</script>
<p>Intro with <b>bold</b> and
a line end.<br>Next&nbsp;line.
<h1>Sales <i>2023</i></h1>
<ul><li>One<li>Two</ul>
<table><tr><th>Region<th>Value<tr><td><div>EM</div><div>EA</div><td>1,204</table>
tail<pre>  kept
    as is</pre>
<template><p>no</p></template><noscript>no</noscript>
<h2></h2><p>under an empty heading</p>"""


SALES = """Sales 2023

- One
- Two

Region | Value
EM EA | 1,204

tail

  kept
    as is"""


def test_html_is_read_as_a_browser_shows_it() -> None:
    assert pages(".html", HTML) == [
        (
            "Annual \u201creport\u201d",
            "Intro with bold and a line end.\nNext line.",
        ),
        ("Sales 2023", SALES),
        ("3", "under an empty heading"),
    ]


def test_an_html_table_used_as_layout_keeps_its_lines() -> None:
    data = b"<table><tr><td><p>a</p><table><tr><td>b<td>c</table><p>d</p></table>"

    assert pages(".htm", data) == [("1", "a\n\nb | c\n\nd")]


def test_html_nested_without_end_is_read() -> None:
    data = b"<div>" * 10_000 + b"deep"

    assert pages(".html", data) == [("1", "deep")]


MARKDOWN = """Preface  \nhard break

# Setup *now*

```sh
# no heading
```

Second title
------------
text

> # quoted, no page of its own
"""


def test_markdown_is_kept_as_written_and_split_at_headings() -> None:
    assert pages(".md", MARKDOWN.encode()) == [
        ("1", "Preface  \nhard break\n\n"),
        ("Setup now", "# Setup *now*\n\n```sh\n# no heading\n```\n\n"),
        (
            "Second title",
            "Second title\n------------\ntext\n\n> # quoted, no page of its own",
        ),
    ]


SENTENCE = (
    "Große Übung für Füße: 5 € kosten „nur“ fünf Kröten, außer während der Öffnung."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]
)
def test_text_is_read_in_any_encoding(encoding: str) -> None:
    data = (SENTENCE + "\r\n" + SENTENCE).encode(encoding)

    assert pages(".txt", data) == [("1", f"{SENTENCE}\n{SENTENCE}")]


def test_a_form_feed_begins_a_page_of_text() -> None:
    assert pages(".log", b"one\ftwo\f\f") == [("1", "one"), ("2", "two"), ("3", "")]


@pytest.mark.parametrize(
    "suffix", sorted(s for s, reader in READERS.items() if reader.name != "archive")
)
def test_no_page_is_only_white_space(suffix: str) -> None:
    blank = b" \n\t \r\n"
    data = {
        ".docx": files.docx("  ", "\t"),
        ".pdf": files.pdf([" "]),
        ".pptx": office.pptx([]),
        ".xlsx": office.xlsx({"A": [[" "]]}),
        ".xlsm": office.xlsx({"A": [[" "]]}),
        ".xlsb": office.xlsb("A", [[" "]]),
        ".xls": office.xls("A", [[" "]]),
        ".ods": office.ods("A", [[" "]]),
        ".epub": office.epub({"a.xhtml": "<html><body> </body></html>"}),
        ".eml": b"Received: by nobody\n\n" + blank,
        ".msg": mails.msg({mails.BODY: " \r\n"}),
    }.get(suffix, blank)

    assert all(not page.text for page in read(suffix, data))


def test_a_short_western_text_is_not_taken_for_slovak() -> None:
    text = "Le four à pain coûte 4200 euros. Payé en été."

    (page,) = read(".txt", text.encode("latin-1"))

    assert page.text.strip() == text
