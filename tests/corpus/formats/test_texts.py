"""Markdown, mail, web pages, CSV and plain text as they are written."""

import email
from datetime import datetime
from email.message import Message as Mail

import pytest

from pipeline.corpus.formats import rendered
from pipeline.corpus.papers import (
    Block,
    Format,
    Heading,
    Line,
    Message,
    Paragraph,
    Row,
    Sentence,
    Table,
)
from tests.corpus.formats import made

ONE = Paragraph((Sentence("It was so."),))
MANY = [f"works/page-{number}" for number in range(30)]


def written(kind: Format, *blocks: Block, path: str = "works/second-pump") -> str:
    return rendered(made.paper(kind, *blocks, path=path)).decode()


@pytest.mark.parametrize("begin", ["# ", "- ", "> ", "```", "~~~", "<!-- ", "==="])
def test_no_paragraph_of_markdown_turns_into_something_else(begin: str) -> None:
    blocks = (Paragraph((Sentence(f"{begin}It was so."),)), Heading("Costs"), ONE)
    data = rendered(made.paper("md", *blocks))
    pages = made.contents("md", data).pages

    assert [page.label for page in pages][-2:] == [made.paper("md").title, "Costs"]


def test_a_fence_of_markdown_is_longer_than_any_in_it() -> None:
    lines = (Line(Sentence("````")), Line(Sentence("# no heading")))

    assert "\n\n`````\n````\n# no heading\n`````\n" in written("md", *lines, ONE)


def test_some_pages_of_markdown_have_front_matter_and_some_have_none() -> None:
    begins = {written("md", ONE, path=path)[:3] for path in MANY}

    assert begins == {"---", "# T"}


def mail(*blocks: Block, path: str = "works/second-pump") -> Mail:
    return email.message_from_bytes(rendered(made.paper("eml", *blocks, path=path)))


FIRST = Message("Jo Ash <jo@board.example>", "Elin Hask", "The pump", made.SENT)
REPLY = Message("Ed Öst <ed@board.example>", "Jo <jo@board.example>", "Re", made.MADE)


def test_the_newest_message_is_the_mail_and_refers_to_the_older() -> None:
    found = mail(REPLY, ONE, FIRST, ONE)

    assert found["Date"] == "Thu, 04 Mar 2021 16:05:00 +0000"
    assert found["From"] == "=?utf-8?q?Ed_=C3=96st?= <ed@board.example>"
    assert found["To"] == "Jo <jo@board.example>"
    assert found["In-Reply-To"] == found["References"] != found["Message-ID"]
    assert mail(FIRST, ONE)["In-Reply-To"] is None


def test_a_mail_refers_to_the_whole_thread_the_oldest_first() -> None:
    oldest = FIRST._replace(sender="Al <al@board.example>")
    found = mail(REPLY, ONE, FIRST, ONE, oldest, ONE)

    assert found["References"].split() == [
        mail(oldest, ONE)["Message-ID"],
        mail(FIRST, ONE)["Message-ID"],
    ]
    assert found["In-Reply-To"] == mail(FIRST, ONE)["Message-ID"]


def test_a_message_that_comes_twice_is_shown_twice() -> None:
    text = made.text("eml", rendered(made.paper("eml", FIRST, ONE, FIRST, ONE)))

    assert "Jo Ash" in text.partition("It was so.")[2]


@pytest.mark.parametrize("to", ["Elin Hask", "all; of, us", "Brå"])
def test_a_mail_may_go_to_a_mere_name(to: str) -> None:
    found = made.text("eml", rendered(made.paper("eml", FIRST._replace(to=to), ONE)))

    assert f"To: {to} Date:" in found


def test_a_mail_goes_to_as_many_as_it_names() -> None:
    to = "Jo <jo@board.example>, Ed Öst <ed@board.example>"
    several = FIRST._replace(to=to)

    found = made.contents("eml", rendered(made.paper("eml", several, ONE)))
    assert f"To: {to}" in found.pages[0].text


def test_older_messages_are_introduced_in_one_of_two_ways() -> None:
    above = (
        "From: Jo Ash <jo@board.example> Sent: 3 March 2021 10:12 "
        "To: Elin Hask Subject: The pump"
    )
    ways = {
        made.text("eml", rendered(made.paper("eml", REPLY, ONE, FIRST, ONE, path=path)))
        .partition("It was so. ")[2]
        .removesuffix(" It was so.")
        for path in MANY
    }

    assert ways == {
        "On 3 March 2021 at 10:12, Jo Ash wrote:",
        f"-----Original Message----- {above}",
    }


def test_mail_is_written_in_lines_that_every_server_takes() -> None:
    long = Paragraph(tuple([Sentence(made.LONG)] * 10))
    encodings: set[str] = set()
    for path in MANY:
        data = rendered(made.paper("eml", FIRST, long, path=path))
        encodings.add(email.message_from_bytes(data)["Content-Transfer-Encoding"])
        assert data.isascii()
        assert all(len(line) <= 78 for line in data.split(b"\r\n"))
        assert b"\n" not in data.replace(b"\r\n", b"")

    assert encodings == {"quoted-printable", "base64"}


def test_a_web_page_has_around_it_what_a_wiki_has() -> None:
    sections = [block for name in "ABC" for block in (Heading(name), ONE)]
    pages = [written("html", *sections, path=path) for path in MANY]

    for page in pages:
        assert "<footer>Last edited by Elin Hask on 4 March 2021 at 16:05" in page
        assert "Home &rsaquo; works &rsaquo; The second pump &amp; its" in page
    assert {"<aside>" in page for page in pages} == {True, False}
    assert {'<a href="#s3">C</a>' in page for page in pages} == {True, False}
    assert all('<h2 id="s3">C</h2>' in page for page in pages)


def test_numbers_of_a_web_page_stand_to_the_right() -> None:
    page = written("html", Table("T", ("A", "B"), (Row(("pump", "1,200")),)))

    assert "<tr><td>pump</td><td class=n>1,200</td></tr>" in page


def test_cells_of_csv_are_no_formulas() -> None:
    rows = tuple(Row((f"{begin}A1", "-12.5", "-")) for begin in "=+-@")

    assert written("csv", Table("Risks", ("What", "Euros", "By"), rows)) == (
        "What,Euros,By\r\n"
        "'=A1,-12.5,-\r\n'+A1,-12.5,-\r\n'-A1,-12.5,-\r\n'@A1,-12.5,-\r\n"
    )


def test_csv_tells_its_delimiter_where_another_might_be_taken() -> None:
    rows = tuple(Row((f"one; two {n}", "x")) for n in range(3))
    table = Table("Risks", ("What", "Of; it"), rows)
    data = rendered(made.paper("csv", table))

    assert data.startswith(b"sep=,\r\n")
    assert "one; two 2 | x" in made.contents("csv", data).pages[0].text


def test_tables_of_csv_are_parted_by_a_blank_line_and_a_caption() -> None:
    two = (Table(name, ("A", "B"), (Row(("1", "2")),)) for name in ("One", "Two"))

    assert written("csv", *two) == "A,B\r\n1,2\r\n\r\nTwo\r\nA,B\r\n1,2\r\n"


def test_csv_begins_with_a_mark_where_it_is_not_ascii() -> None:
    foreign = Table("Names", ("Name",), (Row(("Brå",)),))

    assert rendered(made.paper("csv", foreign)).startswith(b"\xef\xbb\xbf")


def test_prose_is_wrapped_between_words_and_a_log_never() -> None:
    line = Line(Sentence(f"10:00  {made.LONG}"))
    heading = Heading("What a pump-house-keeper-in-waiting knows")
    text = written("txt", heading, Paragraph((Sentence(made.LONG),)), line)
    lines = text.split("\n")

    assert line.sentence.text in lines
    assert all(len(one) <= 78 for one in lines if one != line.sentence.text)


def test_a_log_has_a_comment_for_its_title() -> None:
    log = written("txt", Line(Sentence("10:00 on")), Line(Sentence("10:01 off")))

    assert log == f"# {made.paper('txt').title}\n\n10:00 on\n10:01 off\n\n"


def test_tables_of_text_have_numbers_to_the_right() -> None:
    rows = (Row(("pump", "1,200")), Row(("valve", "7")))
    plain = {
        written("txt", Table("T", ("What", "Euros"), rows), path=path).split("T\n\n")[
            -1
        ]
        for path in MANY
    }

    assert plain == {
        "What  | Euros\n------+------\npump  | 1,200\nvalve |     7\n\n",
        BOXED,
    }


BOXED = """+-------+-------+
| What  | Euros |
+-------+-------+
| pump  | 1,200 |
| valve |     7 |
+-------+-------+

"""


def test_days_are_written_in_one_language() -> None:
    november = datetime(2021, 11, 1)  # noqa: DTZ001
    paper = made.paper("txt", ONE)._replace(made=november)

    assert b"Elin Hask, 1 November 2021" in rendered(paper)
