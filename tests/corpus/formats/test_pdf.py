"""PDF papers, read back by docqa's own reader: with both of its engines."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from reportlab import rl_config

from pipeline.corpus.formats import rendered
from pipeline.corpus.formats.pdf import typeset
from pipeline.corpus.papers import (
    Bullets,
    Heading,
    Line,
    Paper,
    Paragraph,
    Sentence,
    Table,
)
from tests.corpus.formats.pdf_papers import (
    MESSAGE,
    SENDER,
    STATES,
    assert_inside,
    assert_read_back,
    everything,
    paper,
    papers,
    read,
    states,
    tells,
    texts,
)


@pytest.mark.parametrize("columns", [1, 2])
def test_what_is_stated_is_read_back_whole_and_in_order(
    columns: Literal[1, 2],
) -> None:
    made = everything(columns)
    assert len(typeset(made)) > 4
    assert_read_back(made)


@settings(max_examples=25)
@given(papers())
def test_any_paper_is_read_back_and_stays_on_its_pages(made: Paper) -> None:
    assert_read_back(made)
    assert_inside(made)


@pytest.mark.parametrize("word", ["two-", "W" * 300, "x-" * 40], ids=len)
def test_a_word_is_not_torn(word: str) -> None:
    for first in range(1, 9):
        said = " ".join(["z" * first, *(f"v{n} {word}" for n in range(20))])
        made = paper(Paragraph((Sentence(f"{said} end.", STATES),)))
        assert_read_back(made)
        assert_inside(made)


def test_a_line_of_a_log_is_broken_only_where_it_is_far_too_long() -> None:
    short = "05:01 WARN " + "gauge " * 14 + "end"
    long = " ".join(f"k{n}=v{n}" for n in range(60))
    said = (Sentence(short, STATES), Sentence(""), Sentence(long, STATES))
    made = paper(*map(Line, said))
    assert f"\n{short}\n" in read(made).pages[0].text
    assert_read_back(made)


def test_a_message_begins_with_who_wrote_it() -> None:
    found = texts(paper(MESSAGE, Paragraph((states(1),))))[0]
    assert f"From: {SENDER} To: " in found
    assert "Subject: Re: the pump Sent: 2024-03-04 09:30 Under" in found


def test_the_file_says_what_the_paper_says_of_itself() -> None:
    contents = read(paper(Paragraph((states(1),)), title="Pumps (new) \u2013 \u20ac 5"))
    assert contents.title == "Pumps (new) \u2013 \u20ac 5"
    assert contents.details == {"author": "Office", "created": "D:20240304093000Z"}
    found = " ".join(contents.pages[0].text.split())
    assert found.startswith(
        "Board of works Pumps (new) \u2013 \u20ac 5 Office, 4 March"
    )


def test_every_page_has_its_head_and_number() -> None:
    feet: set[bool] = set()
    for n in range(9):
        blocks = [Paragraph((tells(300),)) for _ in range(9)]
        found = texts(paper(*blocks, path=f"reports/{n}"))
        counted = found[1].endswith(f"Page 2 of {len(found)}")
        feet.add(counted)
        assert counted or found[1].endswith(" 2")
        assert all(text.startswith("Board of works ") for text in found)
    assert feet == {True, False}


def test_a_head_too_long_for_the_page_is_cut() -> None:
    found = texts(paper(Paragraph((states(1),)), head="Board of works " * 40))[0]
    assert 2 < found.count("Board of works") < 12


@pytest.mark.parametrize(
    "title", ["", "A\x00 \x1b[31mtitle\r\n\u2028 \u00ad", "T " * 900]
)
def test_a_strange_title_breaks_nothing(title: str) -> None:
    made = paper(Paragraph((states(1),)), title=title, head=title)
    assert_read_back(made)
    assert (
        read(made).title == (" ".join(title.split())[:0] or None)
        or "t" in title.lower()
    )


def test_a_title_has_no_controls() -> None:
    title = "A\x00 \x1b[31mtitle\r\n\u2028 of \u00adit"
    assert read(paper(title=title)).title == "A [31mtitle of it"


def test_an_empty_paper_is_a_page() -> None:
    blocks = (Paragraph(()), Bullets(()), Table("", (), ()), Heading(""))
    assert len(typeset(paper(*blocks, title="", head=""))) == 1


@pytest.mark.parametrize("sign", ["\u03a9", "\U0001f600", "\ud800"])
def test_a_character_that_the_fonts_have_not_is_named(sign: str) -> None:
    made = paper(Paragraph((Sentence(f"It is {sign}."),)))
    with pytest.raises(ValueError, match=rf"reports/yearly\.pdf: .*U\+{ord(sign):04X}"):
        rendered(made)


def test_spaces_and_hyphens_of_other_kinds_become_plain_ones() -> None:
    said = "one\u2009two\u2011three \u22125 so\u00adft"
    assert "one two-three -5 soft" in texts(paper(Paragraph((Sentence(said),))))[0]


def test_streams_are_bytes_and_the_library_is_left_as_it_was() -> None:
    before = rl_config.useA85
    assert before
    assert b"ASCII85" not in rendered(paper(Paragraph((states(1),))))
    assert rl_config.useA85 == before


def test_the_same_paper_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from tests.corpus.formats.pdf_papers import everything, rendered;"
        "sys.stdout.buffer.write(rendered(everything(2)))"
    )
    env = os.environ | {
        "TZ": "Pacific/Auckland",
        "LANG": "de_DE.UTF-8",
        "PYTHONHASHSEED": "7",
    }
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", code]
    other = subprocess.run(command, env=env, cwd=root, capture_output=True, check=True)
    assert other.stdout == rendered(everything(2)) == rendered(everything(2))
