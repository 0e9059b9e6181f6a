"""Where type stands on the pages of a PDF."""

from io import BytesIO
from typing import Literal

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from pipeline.corpus.formats import rendered
from pipeline.corpus.formats.pdf import typeset
from pipeline.corpus.formats.pdf.sheet import size
from pipeline.corpus.formats.pdf.slugs import Page
from pipeline.corpus.papers import (
    Heading,
    Line,
    Paper,
    Paragraph,
    Row,
    Sentence,
    Table,
)
from pipeline.ingest.readers.pdfium import opened
from tests.corpus.formats.pdf_papers import (
    STATES,
    assert_inside,
    assert_read_back,
    everything,
    paper,
    right,
    states,
    table,
    tells,
    texts,
)


@pytest.mark.parametrize("columns", [1, 2])
def test_nothing_leaves_its_place_or_covers_another(columns: Literal[1, 2]) -> None:
    assert_inside(everything(columns))


@pytest.mark.parametrize("columns", [1, 2])
def test_columns_do_not_touch(columns: Literal[1, 2]) -> None:
    middle = size(wide=False)[0] / 2
    lefts: set[float] = set()
    made = paper(*(Paragraph((states(n),)) for n in range(50)), columns=columns)
    for page in typeset(made)[1:]:
        for left, _, slug in page.slugs:
            lefts.add(left)
            most = left + max(map(right, slug.inks))
            assert columns == 1 or left > middle or most < middle
    assert len(lefts) == columns


def test_a_table_goes_on_with_its_head_and_name() -> None:
    found = texts(paper(table(3, 2, "Short A"), table(150, 3, "Long B")))
    assert "Table 1: Short A" in found[0]
    assert sum("Table 2: Long B" in text for text in found) == 1
    begun, *more = [text for text in found if "Column B0 Column B1" in text]
    assert len(more) >= 2
    assert "(continued)" not in begun
    assert all("Table 2 (continued) Column B0 Column B1" in text for text in more)


def test_the_last_row_of_a_table_is_not_alone() -> None:
    for rows in range(35, 60):
        last = texts(paper(table(rows, 2, "Long A")))[-1]
        assert f"A{rows - 2}-0" in last


def test_a_row_too_wide_for_the_page_is_set_smaller_on_a_turned_one() -> None:
    cells = tuple("some more words that must stand on one line" for _ in range(5))
    wide = Table("Wide", ("A", "B", "C", "D", "E"), (Row(cells, STATES),))
    made = paper(Paragraph((states(1),)), wide, Paragraph((states(2),)))
    assert [page.wide for page in typeset(made)] == [False, True, False]
    assert_read_back(made)


def test_a_table_too_wide_for_a_column_spans_both() -> None:
    made = paper(
        *(Paragraph((states(n),)) for n in range(6)),
        table(3, 7, "Wide A"),
        *(Paragraph((states(n),)) for n in range(6, 12)),
        columns=2,
    )
    (page,) = typeset(made)
    rows = [at for at in page.slugs if len(at.slug.inks) == 7]
    middle = size(wide=False)[0] / 2
    assert all(at.x < middle < at.x + at.slug.inks[-1].x for at in rows)
    above = {at.x for at in page.slugs if at.y < rows[0].y}
    below = {at.x for at in page.slugs if at.y > rows[-1].y}
    assert len(above) == len(below) == 2
    assert_read_back(made)


def test_a_heading_is_not_the_last_of_its_page() -> None:
    for words in range(600, 800, 4):
        made = paper(
            Paragraph((tells(words),)), Heading("Below"), Paragraph((states(1),))
        )
        assert any("Below Under LH/00001-A" in text for text in texts(made))


def test_a_stating_sentence_moves_whole_and_a_telling_one_may_go_on() -> None:
    torn = 0
    for words in range(500, 980, 30):
        made = paper(Paragraph((tells(words), states(1, 60))))
        assert_read_back(made)
        torn += tells(words).text not in texts(made)[0]
    assert torn


def test_a_paragraph_longer_than_a_page_is_parted_between_sentences() -> None:
    for columns in (1, 2):
        made = paper(Paragraph(tuple(states(n) for n in range(120))), columns=columns)
        assert len(typeset(made)) >= 3
        assert_read_back(made)


def test_a_sentence_longer_than_a_page_still_is_set() -> None:
    made = paper(Paragraph((states(1, 2000),)))
    assert "w1x1999" in texts(made)[-1]


def test_a_note_stands_at_the_foot_of_the_page_of_its_mark() -> None:
    blocks = [Paragraph((states(n),), (states(100 + n, 9),)) for n in range(40)]
    for columns in (1, 2):
        found = texts(paper(*blocks, columns=columns))
        assert len(found) > 1
        for n in range(40):
            (text,) = [text for text in found if states(n).text in text]
            assert f"{states(n).text} {n + 1} " in text
            assert f" {n + 1} {states(100 + n, 9).text}" in text


def test_more_notes_than_a_page_has_room_for_go_on_overleaf() -> None:
    notes = tuple(states(n) for n in range(1, 90))
    made = paper(Paragraph((states(0),), notes), Paragraph((states(100),)))
    assert_read_back(made)
    assert_inside(made)
    assert f"{states(0).text} 1\u201389 " in texts(made)[0]


@pytest.mark.parametrize("columns", [1, 2])
def test_a_note_has_room_for_its_mark(columns: Literal[1, 2]) -> None:
    blocks = [Paragraph((tells(n),), (states(n),)) for n in range(20, 60)]
    assert_inside(paper(*blocks, columns=columns))


def test_a_note_longer_than_half_a_page_goes_on_overleaf() -> None:
    made = paper(Paragraph((states(0),), (tells(1500),)))
    assert len(typeset(made)) > 1
    assert_inside(made)


def test_notes_of_one_column_are_not_covered_by_a_table_across_both() -> None:
    for rows in range(30, 50):
        blocks = [
            Paragraph((states(n),), (tells(20),) if n > 2 else ()) for n in (1, 5)
        ]
        assert_inside(paper(*blocks, table(rows, 7, "Wide A"), columns=2))


def test_notes_are_not_read_into_the_last_line_of_the_other_column() -> None:
    for words in range(20, 120, 3):
        noted = Paragraph((states(1),), (states(2, words),))
        more = (Paragraph((states(n, 9),)) for n in range(10, 60))
        assert_read_back(paper(noted, *more, columns=2))


def test_a_band_too_low_for_a_sentence_leaves_it_to_the_next_page() -> None:
    said = Paragraph(tuple(states(n) for n in range(6)))
    for rows in range(46, 60):
        assert_read_back(paper(table(rows, 7, "Wide A"), said, columns=2))


def test_a_stating_sentence_may_go_on_in_the_next_column() -> None:
    (page,) = typeset(paper(Paragraph((states(1, 90),)), columns=2))
    assert len({at.x for at in page.slugs}) == 2


def test_the_last_page_has_columns_of_one_height() -> None:
    blocks = [Paragraph((tells(40),)) for _ in range(10)]
    page = typeset(paper(*blocks, columns=2))[-1]
    ends = {at.x: at.y for at in page.slugs if at.slug.inks}
    left, right = ends.values()
    assert abs(left - right) < 40


def test_no_line_of_a_paragraph_is_alone_on_its_page() -> None:
    said = Sentence(" ".join(f"w{n}" for n in range(150)))
    torn = 0
    for words in range(500, 760, 6):
        pages = typeset(paper(Paragraph((tells(words),)), Paragraph((said,))))
        counts = [_lines(page, "w") for page in pages]
        assert 1 not in counts
        torn += counts.count(0) < len(pages) - 1
    assert torn


def _lines(page: Page, begin: str) -> int:
    texts = [ink.text for at in page.slugs for ink in at.slug.inks]
    return sum(text.startswith(begin) for text in texts)


def test_a_line_that_would_need_wide_blanks_is_left_ragged() -> None:
    said = Sentence(" ".join(f"w{n} {'LH/20-' * (n % 9)}X" for n in range(90)))
    spaces: list[float] = []
    for n in range(12):
        made = paper(Paragraph((said,)), path=f"p/{n}")
        inks = [i for p in typeset(made) for at in p.slugs for i in at.slug.inks]
        spaces += [ink.space / ink.size for ink in inks]
        assert (b" Tw" in _stream(made)) == any(ink.space for ink in inks)
    assert 0.2 < max(spaces) < 0.5


def _stream(made: Paper) -> bytes:
    page = PdfReader(BytesIO(rendered(made))).pages[0]
    stream = page["/Contents"].get_object()
    assert isinstance(stream, StreamObject)
    return stream.get_data()


def test_a_log_stands_apart_from_the_text() -> None:
    lines = [Line(Sentence("05:01 end"))] * 3
    (page,) = typeset(paper(Paragraph((tells(4),)), *lines, Paragraph((tells(4),))))
    before, one, two, three, after = [at.y for at in page.slugs][-5:]
    assert two - one == pytest.approx(three - two)
    assert one - before > three - two < after - three


def test_text_is_dark_whatever_is_behind_it() -> None:
    for n in range(4):
        made = paper(table(200, 6, "Long A"), path=f"p/{n}")
        with opened(rendered(made)) as document:
            seen = document.look(1, scale=1.5, longest=2000)
        assert seen is not None
        assert (seen < 100).mean() > 0.01


def test_papers_do_not_all_look_alike() -> None:
    blocks = (Paragraph((tells(90),)), table(4))
    made = [paper(*blocks, path=f"p/{n}") for n in range(8)]
    assert len({tuple(typeset(one)) for one in made}) > 5
