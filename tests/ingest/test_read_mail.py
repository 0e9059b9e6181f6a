"""Mail as it is read, and mail that was sent to break its reader."""

import pytest

from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Attached, Contents, Options, UnreadableError
from tests.support import mails


def read(data: bytes, options: Options | None = None) -> Contents:
    return READERS[".eml"].contents(data, options or Options())


def body(data: bytes) -> str:
    (page,) = read(data).pages
    return page.text.partition("\n\n")[2]


SALES = """From: Ädä <ada@example.org>
To: bob@example.org
Cc: carol@example.org
Date: Mon, 01 Jan 2024 10:00:00 +0100
Subject: Umsätze 2023

Sales were 1,204.

See below."""

OLD = """From: Eve <eve@example.org>
Subject: The old figures

Sales were 998."""


def test_a_mail_is_a_page_with_its_headers_and_another_for_what_it_forwards() -> None:
    found = read(mails.forwarded())

    assert [(page.label, page.text) for page in found.pages] == [
        ("Umsätze 2023", SALES),
        ("The old figures", OLD),
    ]
    assert found.title == "Umsätze 2023"
    assert found.details == {
        "author": "Ädä <ada@example.org>",
        "created": "Mon, 01 Jan 2024 10:00:00 +0100",
    }
    assert list(found.attached) == [Attached("größe.csv", b"a,b\n1,2\n")]


@pytest.mark.parametrize("depth", [0, 1, 50])
def test_every_message_of_a_nest_is_a_page(depth: int) -> None:
    found = read(mails.nested(depth)).pages

    assert [page.label for page in found] == [f"level {n}" for n in range(depth + 1)]
    assert found[-1].text.endswith("innermost")


def test_a_nest_without_end_is_refused() -> None:
    with pytest.raises(UnreadableError, match="messages in messages too deep to read"):
        read(mails.nested(5_000))


def parts(kind: str, *bodies: str) -> bytes:
    inside = "".join(f"--x\n{one}\n" for one in bodies)
    head = f"Subject: s\nMIME-Version: 1.0\nContent-Type: {kind}; boundary=x\n\n"
    return f"{head}{inside}--x--\n".encode()


HTML = "Content-Type: text/html\n\n<h1>Rich</h1><p>text"
PLAIN = "Content-Type: text/plain\n\nplain text"


def test_plain_text_is_preferred() -> None:
    assert body(parts("multipart/alternative", HTML, PLAIN)) == "plain text"


def test_a_web_page_is_read_where_the_plain_text_is_blank() -> None:
    blank = "Content-Type: text/plain\n\n \n"

    assert body(parts("multipart/alternative", blank, HTML)) == "Rich\n\ntext"


def test_all_parts_of_a_mixed_mail_are_shown() -> None:
    assert body(parts("multipart/mixed", HTML, PLAIN)) == "Rich\n\ntext\n\nplain text"


def test_a_file_beside_the_richer_alternative_is_attached() -> None:
    rich = (
        "Content-Type: multipart/mixed; boundary=y\n\n--y\nContent-Type: text/html\n\n"
        "rich\n--y\nContent-Type: application/pdf\n\n%PDF\n--y--"
    )

    found = read(parts("multipart/alternative", PLAIN, rich))

    assert found.pages[0].text.endswith("\n\nplain text")
    assert list(found.attached) == [Attached("attachment 1.pdf", b"%PDF")]


def test_a_text_that_was_attached_is_no_body() -> None:
    text = "Content-Type: text/plain\nContent-Disposition: attachment\n\na file"

    found = read(parts("multipart/mixed", PLAIN, text))

    assert found.pages[0].text.endswith("\n\nplain text")
    assert list(found.attached) == [Attached("attachment 1.plain", b"a file")]


def test_a_report_of_delivery_is_read() -> None:
    report = (
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; a.org\n\n"
        "Final-Recipient: rfc822; b@b.org\nStatus: 5.1.1\n"
    )

    assert body(parts("multipart/report", PLAIN, report)) == (
        "plain text\n\nReporting-MTA: dns; a.org\n\n"
        "Final-Recipient: rfc822; b@b.org\nStatus: 5.1.1"
    )


def test_a_file_that_is_too_large_is_named() -> None:
    (attached,) = read(mails.forwarded(), Options(most_bytes=3)).attached

    assert (attached.name, attached.data) == ("größe.csv", None)
    assert attached.reason == "holds more than 0 MB"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        pytest.param(
            b"Subject: =?utf-8?q?Gr=C3=B6?= =?utf-8?q?=C3=9Fe?=\n\nx",
            "Größe",
            id="good",
        ),
        pytest.param("Subject: Größe\n\nx".encode(), "Größe", id="raw-utf-8"),
        pytest.param("Subject: Größe\n\nx".encode("cp1252"), "Größe", id="raw-cp1252"),
        pytest.param(b"Subject: =?nowhere?q?Gr=F6?=\n\nx", "Grö", id="no-charset"),
        pytest.param(
            b"Subject: =?utf-8?b?Z?= x\n\nx", "=?utf-8?b?Z?= x", id="bad-base64"
        ),
        pytest.param(b"Subject: a\n b\n\tc\n\nx", "a b c", id="folded"),
    ],
)
def test_a_subject_is_read_however_it_is_written(data: bytes, wanted: str) -> None:
    assert read(data).title == wanted


@pytest.mark.parametrize(
    ("head", "raw", "wanted"),
    [
        pytest.param(b"charset=nowhere", "fünf".encode(), "fünf", id="no-such-charset"),
        pytest.param(b"charset=us-ascii", b"\x84f\xfcnf\x93", "„fünf“", id="ascii"),
        pytest.param(b"charset=hex", b"four", "four", id="no-charset-of-text"),
        pytest.param(b"charset=utf-8", b"f\xfcnf", "fünf", id="wrong-charset"),
        pytest.param(b"charset*=x'y'z%FF", b"four", "four", id="broken-charset"),
        pytest.param(b"charset=a\0b", b"four", "four", id="nul"),
        pytest.param(
            b"x\nContent-Transfer-Encoding: base64", b"Zm91cg", "four", id="cut"
        ),
        pytest.param(
            b"x\nContent-Transfer-Encoding: quoted-printable",
            b"f=ou=7",
            "f=ou=7",
            id="qp",
        ),
    ],
)
def test_a_broken_encoding_never_costs_the_mail(
    head: bytes, raw: bytes, wanted: str
) -> None:
    data = b"Subject: s\nContent-Type: text/plain; " + head + b"\n\n" + raw

    assert body(data) == wanted


def test_bytes_of_no_encoding_at_all_are_shown() -> None:
    assert body(b"Subject: s\n\n" + bytes(range(128, 256)) * 40)


def test_a_byte_order_mark_is_no_part_of_the_first_header() -> None:
    assert read(b"\xef\xbb\xbfSubject: s\n\nx").title == "s"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"just a letter", id="letter"),
        pytest.param(bytes(2_000), id="nul-bytes"),
        pytest.param(b"%PDF-1.7\n", id="pdf"),
    ],
)
def test_what_has_no_headers_is_no_mail(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="is no mail"):
        read(data)


def test_a_mail_that_is_cut_off_is_read_to_there() -> None:
    whole = mails.forwarded()

    for length in range(30, len(whole), 37):
        assert read(whole[:length]).pages
