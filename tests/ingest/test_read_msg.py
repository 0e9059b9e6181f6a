"""Mail as Outlook keeps it, in files written by hand by the published layout."""

from datetime import UTC, datetime

import pytest

from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Attached, Contents, Options, UnreadableError
from tests.support import mails
from tests.support.ole import Tree, ole

WHEN = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
SAID: mails.Properties = {
    mails.SUBJECT: "Umsätze 2023",
    mails.SENT: WHEN,
    mails.SENDER: "Ada",
    mails.ADDRESS: "ada@example.org",
    mails.BODY: "Sales were 1,204.\r\nSee below.",
}
SALES = """From: Ada <ada@example.org>
To: Bob <bob@example.org>, Dan
Cc: carol@example.org
Date: 2024-01-02 03:04:05+00:00
Subject: Umsätze 2023

Sales were 1,204.
See below."""


def read(data: bytes, options: Options | None = None) -> Contents:
    return READERS[".msg"].contents(data, options or Options())


def test_a_mail_is_a_page_with_its_headers_and_another_for_what_is_inside() -> None:
    data = mails.msg(
        SAID,
        people=[
            {mails.NAME: "Bob", mails.SMTP: "bob@example.org", mails.KIND: 1},
            {mails.NAME: "Dan", mails.KIND: 1},
            {mails.SMTP: "carol@example.org", mails.KIND: 2},
            {mails.NAME: "unseen", mails.KIND: 3},
        ],
        files=[{mails.FILE: "größe.csv", mails.DATA: b"a,b\n" * 2_000}],
        inside=[mails.message({mails.SUBJECT: "Old", mails.BODY: "998"})],
    )

    found = read(data)

    assert [(page.label, page.text) for page in found.pages] == [
        ("Umsätze 2023", SALES),
        ("Old", "Subject: Old\n\n998"),
    ]
    assert (found.title, found.details["author"]) == (
        "Umsätze 2023",
        "Ada <ada@example.org>",
    )
    assert list(found.attached) == [Attached("größe.csv", b"a,b\n" * 2_000)]


def test_headers_that_came_with_the_mail_come_first() -> None:
    came = "From: =?utf-8?q?=C3=84d=C3=A4?= <a@a.org>\r\nDate: Mon, 1 Jan 2024\r\n"

    (page,) = read(mails.msg({**SAID, mails.HEADERS: came})).pages

    assert page.text.startswith(
        "From: Ädä <a@a.org>\nDate: Mon, 1 Jan 2024\nSubject: U"
    )


def test_a_web_page_is_read_in_its_code_page_where_there_is_no_plain_text() -> None:
    html = "<h1>Größe</h1><p>vier".encode("cp1252")

    (page,) = read(mails.msg({mails.HTML: html, mails.CODEPAGE: 1252})).pages

    assert page.text == "Größe\n\nvier"


def test_the_texts_of_an_older_outlook_are_in_a_code_page() -> None:
    body = mails.Narrow("Žluťoučký kůň".encode("cp1250"))

    (page,) = read(mails.msg({mails.BODY: body, mails.CODEPAGE: 1250})).pages

    assert page.text == "Žluťoučký kůň"


@pytest.mark.parametrize("page", [0, 10_004, 99_999])
def test_a_code_page_that_nobody_knows_costs_nothing(page: int) -> None:
    data = mails.msg({mails.HTML: b"<p>four", mails.CODEPAGE: page})

    assert read(data).pages[0].text == "four"


def test_a_text_that_is_only_rtf_is_noted() -> None:
    (page,) = read(mails.msg({mails.RTF: b"packed"})).pages

    assert page.note == "its text is kept as RTF only, which is not read"


def test_messages_nest() -> None:
    inner: Tree = mails.message({mails.SUBJECT: "level 20"})
    for level in range(19, 0, -1):
        inner = mails.message({mails.SUBJECT: f"level {level}"}, inside=[inner])

    found = read(mails.msg({mails.SUBJECT: "level 0"}, inside=[inner])).pages

    assert [page.label for page in found] == [f"level {n}" for n in range(21)]


def test_what_cannot_be_taken_out_is_named() -> None:
    data = mails.msg(SAID, files=[{mails.FILE: "link"}, {mails.DATA: b"four"}])

    assert list(read(data, Options(most_bytes=3)).attached) == [
        Attached("link", None, "is no file, or is kept elsewhere"),
        Attached("attachment 2", None, "holds more than 0 MB"),
    ]


def test_a_date_beyond_all_calendars_is_left_out() -> None:
    data = mails.msg({**SAID, mails.SENT: None})

    assert "Date" not in read(data).pages[0].text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "is no mail of Outlook", id="empty"),
        pytest.param(mails.forwarded(), "an .eml that was named as one", id="eml"),
        pytest.param(ole({"Workbook": b"x"}), "holds no mail", id="workbook"),
        pytest.param(mails.msg(SAID)[:1_500], "cannot be read as msg", id="cut-off"),
        pytest.param(
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2_000),
            "cannot be read as msg",
            id="nul-bytes",
        ),
    ],
)
def test_a_mail_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data)
