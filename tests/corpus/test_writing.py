"""A document is read back as it is written: what it states has its page and words."""

from datetime import datetime
from pathlib import Path

import pytest

from pipeline.corpus.facts import Fact
from pipeline.corpus.papers import Format, Heading, Paper, Paragraph, Row, Sentence
from pipeline.corpus.papers import Table as Grid
from pipeline.corpus.writing import Written, written
from pipeline.errors import CorpusError
from pipeline.tokens import count

KEPT = Fact("contract.retention", "C/2021/0147", 5)
SAID = Sentence("Of Contract C/2021/0147 5 per cent is kept.", (KEPT,))
TOLD = Sentence("It rained.")


def paper(kind: Format, *sentences: Sentence, rows: tuple[Row, ...] = ()) -> Paper:
    table = Grid("Terms", ("Contract", "Term", "Value", "Since"), rows)
    return Paper(
        path="contracts/one",
        format=kind,
        title="A paper",
        author="The Board",
        made=datetime(2021, 5, 3, 9),  # noqa: DTZ001 - of no zone, as all papers
        blocks=(
            Heading("First"),
            Paragraph((TOLD,)),
            Heading("Second"),
            Paragraph((TOLD, *sentences)),
            *([table] if rows else []),
        ),
    )


def test_a_sentence_has_the_page_of_its_heading(tmp_path: Path) -> None:
    made = written(paper("md", SAID), tmp_path)

    ((statement, page, quote),) = made.placed
    assert statement.document == made.name == "contracts/one.md"
    assert (statement.facts, quote) == ((KEPT,), SAID.text)
    assert page == made.pages
    assert made.tokens >= count((tmp_path / made.name).read_text()) - 5
    assert made.lost == ()


def test_what_a_document_says_twice_has_both_its_pages(tmp_path: Path) -> None:
    once = paper("md", SAID)
    made = written(once._replace(blocks=(*once.blocks, *once.blocks)), tmp_path)

    first, second = (one.page for one in made.placed)
    assert first < second
    assert [one.statement.page for one in made.placed] == [first, second]


def test_it_has_both_whatever_the_order_of_its_facts(tmp_path: Path) -> None:
    ends = Fact("contract.ends", "C/2021/0147", datetime(2022, 5, 3).date())  # noqa: DTZ001
    first, second = (SAID._replace(facts=two) for two in ((KEPT, ends), (ends, KEPT)))
    blocks = (*paper("md", first).blocks, *paper("md", second).blocks)
    made = written(paper("md")._replace(blocks=blocks), tmp_path)

    assert len({one.page for one in made.placed}) == 2


def test_a_row_that_stands_twice_has_both_its_pages(tmp_path: Path) -> None:
    row = Row(("C/2021/0147", "retention, per cent", "5", "whole term"), (KEPT,))
    once = paper("md", rows=(row,))
    made = written(once._replace(blocks=(*once.blocks, *once.blocks)), tmp_path)

    assert len({one.page for one in made.placed}) == 2
    assert len({one.statement for one in made.placed}) == 2


@pytest.mark.parametrize("kind", ["csv", "docx", "eml", "html", "md", "pdf", "xlsx"])
def test_a_row_is_quoted_as_its_line_reads(tmp_path: Path, kind: Format) -> None:
    row = Row(("C/2021/0147", "retention, per cent", "5", "whole term"), (KEPT,))
    made = written(paper(kind, rows=(row,)), tmp_path)

    ((statement, _, quote),) = made.placed
    assert statement.in_table
    assert quote.startswith("C/2021/0147")
    assert quote.endswith("whole term")


def test_what_is_only_mentioned_has_a_place_too(tmp_path: Path) -> None:
    made = written(paper("txt", Sentence("It was 5 once.", (), (KEPT,))), tmp_path)

    assert [one.statement.mentions for one in made.placed] == [(KEPT,)]


def test_a_statement_that_is_read_otherwise_is_lost(tmp_path: Path) -> None:
    ligature = SAID._replace(text=f"{SAID.text} Of a \ufb01lter.")
    made: Written = written(paper("txt", SAID, ligature), tmp_path)

    assert [one.statement.text for one in made.placed] == [SAID.text]
    assert made.lost == (f"contracts/one.txt: {ligature.text}",)


def test_two_documents_of_one_name_are_a_fault(tmp_path: Path) -> None:
    written(paper("md"), tmp_path)

    with pytest.raises(ValueError, match="two documents are called"):
        written(paper("md"), tmp_path)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be written: File name too long"):
        written(paper("md")._replace(path="x" * 300), tmp_path)
