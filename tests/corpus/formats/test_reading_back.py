"""Whatever a paper says, docqa's own readers give it back, of every format."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from pipeline.corpus.formats import rendered
from pipeline.corpus.papers import Block, Format, Paragraph, Sentence, Table, pieces
from pipeline.ingest.readers import clean
from tests.corpus.formats import made

PROSE = ("docx", "html", "md", "eml", "txt")
"""All formats that keep the order of the blocks; footnotes come last in each."""
SHEETS = ("xlsx", "csv")


def sentences(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (sentence.text for sentence in block.sentences)
        elif not isinstance(block, Table):
            yield from (sentence.text for sentence in pieces(block))


def plain(text: str) -> str:
    return made.folded(clean.characters(text))


def cell(kind: Format, text: str) -> str:
    """Return a cell as its format changes it: a bar escaped, a number ungrouped."""
    return text.replace("|", r"\|") if kind == "md" else ungrouped(kind, text)


def ungrouped(kind: Format, text: str) -> str:
    return made.folded(text.replace(",", "")) if kind == "xlsx" else text


def assert_in_order(text: str, wanted: list[str]) -> None:
    place = 0
    for piece in wanted:
        found = text.find(plain(piece), place)
        assert found >= 0, piece
        place = found + len(plain(piece))


@pytest.mark.parametrize("kind", made.FORMATS)
def test_every_sentence_of_a_paper_comes_back_whole(kind: Format) -> None:
    text = made.text(kind, rendered(made.paper(kind)))

    for block in made.BLOCKS:
        if not isinstance(block, Table):
            for sentence in pieces(block):
                assert plain(sentence.text) in text


@pytest.mark.parametrize("kind", PROSE)
def test_sentences_come_back_in_their_order(kind: Format) -> None:
    text = made.text(kind, rendered(made.paper(kind)))

    assert_in_order(text, list(sentences(made.BLOCKS)))


@pytest.mark.parametrize("kind", made.FORMATS)
def test_a_row_stands_on_one_line_its_cells_in_order(kind: Format) -> None:
    lines = made.lines(kind, rendered(made.paper(kind))).split("\n")

    for row in made.LEDGER.rows:
        (line,) = [line for line in lines if row.cells[0] in line]
        assert_in_order(
            ungrouped(kind, plain(line)), [cell(kind, one) for one in row.cells]
        )


@pytest.mark.parametrize("kind", made.FORMATS)
@settings(max_examples=50)  # of each of the formats
@given(blocks=made.ANY_BLOCKS)
def test_any_text_comes_back(kind: Format, blocks: tuple[Block, ...]) -> None:
    text = made.text(kind, rendered(made.paper(kind, *blocks)))

    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                assert_in_order(
                    ungrouped(kind, text), [cell(kind, one) for one in row.cells]
                )
        else:
            for sentence in pieces(block):
                assert plain(sentence.text) in text


@pytest.mark.parametrize("kind", PROSE)
def test_footnotes_are_marked_where_they_belong(kind: Format) -> None:
    notes = (Sentence("As the makers wrote."), Sentence("Not so in May."))
    blocks = (
        Paragraph((Sentence("It was so."),), notes[:1]),
        Paragraph((Sentence("It stayed so."),), notes[1:]),
    )
    text = made.text(kind, rendered(made.paper(kind, *blocks)))
    one, two = ("[^1]", "[^2]") if kind == "md" else ("[1]", "[2]")

    assert_in_order(text, ["It was so.", one, "It stayed so.", two])
    assert_in_order(text, [one, two, one, notes[0].text, two, notes[1].text])


@pytest.mark.parametrize("kind", made.FORMATS)
def test_a_paper_with_no_blocks_is_still_a_file(kind: Format) -> None:
    empty = made.paper(kind)._replace(blocks=())

    assert made.contents(kind, rendered(empty)).pages
