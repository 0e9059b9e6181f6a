"""Word, sheets and slides as the libraries of others see them."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.table import Table as WordTable
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from pptx import Presentation

from pipeline.corpus.formats import rendered
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Row,
    Sentence,
    Table,
)
from tests.corpus.formats import made

ONE = Paragraph((Sentence("It was so."),))


def labels(*blocks: Block) -> list[str]:
    data = rendered(made.paper("docx", *blocks))
    return [page.label for page in made.contents("docx", data).pages]


def test_a_word_document_has_a_page_for_its_title_and_each_heading() -> None:
    title = made.paper("docx").title

    assert labels(ONE, Heading("Costs"), ONE, Heading("Of the pump", 3), ONE) == [
        *(title, "Costs", "Of the pump"),
    ]


def test_the_running_head_stands_in_the_header_of_a_word_document() -> None:
    document = Document(BytesIO(rendered(made.paper("docx", ONE, head="Private"))))
    without = Document(BytesIO(rendered(made.paper("docx", ONE))))

    assert [p.text for p in document.sections[0].header.paragraphs] == ["Private"]
    assert without.sections[0].header.is_linked_to_previous


def test_each_numbered_list_begins_anew() -> None:
    two = Bullets((Sentence("Open."), Sentence("Close.")), numbered=True)
    with ZipFile(BytesIO(rendered(made.paper("docx", two, ONE, two)))) as package:
        body = package.read("word/document.xml").decode()
        known = package.read("word/numbering.xml").decode()

    assert re.findall(r'<w:numId w:val="(\d)"', body) == ["2", "2", "3", "3"]
    assert re.findall(r'<w:num w:numId="(\d)"', known) == ["1", "2", "3"]
    assert known.count("startOverride") == 2


def test_a_word_table_repeats_its_head_on_every_page() -> None:
    document = Document(BytesIO(rendered(made.paper("docx", made.LEDGER))))
    (table,) = document.tables

    assert [row._tr.xpath("./w:trPr/w:tblHeader") != [] for row in table.rows] == [
        *(True, False, False, False),
    ]


def test_no_word_document_ends_with_a_table() -> None:
    document = Document(BytesIO(rendered(made.paper("docx", made.LEDGER))))
    *_, last = document.iter_inner_content()

    assert not isinstance(last, WordTable)


def book(*blocks: Block) -> Workbook:
    return load_workbook(BytesIO(rendered(made.paper("xlsx", *blocks))))


def test_cells_of_a_sheet_are_numbers_and_days_where_nothing_is_lost() -> None:
    (sheet,) = book(made.LEDGER).worksheets
    rows = [tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)]

    assert rows[0][2:] == (datetime(2021, 3, 4), 1_384_270, 12.5, "2021-03")  # noqa: DTZ001
    assert rows[1][2:] == ("2021-02-30", 970, "12.50", "2021-04")
    assert rows[2][2:] == (None, -5, "007", None)
    assert sheet["D2"].number_format == "#,##0"
    assert sheet.freeze_panes == "A2"


def test_no_cell_of_a_sheet_is_a_formula() -> None:
    cells = [Row((begin + "1+cmd|' /C calc'!A0",)) for begin in "=+-@"]
    (sheet,) = book(Table("Risks", ("What",), tuple(cells))).worksheets

    assert {cell.data_type for cell in sheet["A"]} == {"s"}


@pytest.mark.parametrize(
    ("captions", "names"),
    [
        (("Costs", "costs", "COSTS"), ["Costs", "costs 2", "COSTS 3"]),
        (("History", "a/b [c]: d?*\\"), ["History 2", "a b c d"]),
        (("'", "'quoted'"), ["Table", "quoted"]),
        (("x" * 40, "x" * 41), ["x" * 31, "x" * 29 + " 2"]),
    ],
)
def test_sheets_have_names_that_the_program_allows(
    captions: tuple[str, ...], names: list[str]
) -> None:
    tables = (Table(caption, ("A",), (Row(("b",)),)) for caption in captions)

    assert book(*tables).sheetnames == names


def test_prose_stands_on_a_sheet_of_its_own_before_the_tables() -> None:
    assert book(made.LEDGER, ONE).sheetnames == ["Notes", made.LEDGER.caption[:31]]
    assert book(made.LEDGER).sheetnames == [made.LEDGER.caption[:31]]


def deck(*blocks: Block) -> list[str]:
    data = rendered(made.paper("pptx", *blocks))
    return [page.text for page in made.contents("pptx", data).pages]


def test_a_section_is_a_slide_after_that_of_the_title() -> None:
    slides = deck(Heading("Costs"), ONE, Heading("Of it", 3), ONE, Heading("Next"), ONE)

    assert [slide.split("\n")[0] for slide in slides] == [
        *(made.paper("pptx").title, "Costs", "Next"),
    ]
    assert "Of it" in slides[1]


def test_a_paragraph_of_more_than_five_lines_is_said_by_the_speaker() -> None:
    long = Paragraph((Sentence(made.LONG), Sentence(made.LONG), Sentence(made.LONG)))
    (_, slide) = deck(Heading("Costs"), long, ONE)

    assert slide == f"Costs\n\nIt was so.\n\nNotes:\n{long.text}"


def test_what_a_slide_has_no_room_for_stands_on_the_next() -> None:
    rows = tuple(Row((f"V-{n:04}", "valve spares")) for n in range(40))
    table = Table("Vouchers", ("Voucher", "For"), rows)
    many = Bullets(tuple(Sentence(f"Point {n}.") for n in range(30)))
    _, *slides = deck(Heading("Costs"), many, table)

    assert all(slide.startswith("Costs (continued)\n") for slide in slides[1:])
    assert len(slides) > 4
    for slide in slides:
        assert ("V-0" in slide) == ("Voucher | For" in slide)
        assert len(slide.splitlines()) < 25


def test_a_table_without_rows_still_has_its_head() -> None:
    (_, slide) = deck(Heading("Costs"), Table("Vouchers", ("Voucher", "For"), ()))

    assert slide == "Costs\n\nVouchers\n\nVoucher | For"


def test_no_slide_is_left_empty_before_what_is_too_long_for_any() -> None:
    (_, slide) = deck(Heading("Costs"), Bullets((Sentence(made.LONG * 9),)))

    assert slide.startswith("Costs\n\nThe committee")


def test_numbers_on_a_slide_stand_to_the_right() -> None:
    with ZipFile(BytesIO(rendered(made.paper("pptx", made.LEDGER)))) as package:
        slide = package.read("ppt/slides/slide2.xml").decode()

    assert slide.count('algn="r"') == 6


def test_nothing_on_a_slide_lies_below_its_edge() -> None:
    blocks: list[Block] = [Heading("Costs"), *(made.LEDGER, ONE) * 6]
    made_deck = Presentation(BytesIO(rendered(made.paper("pptx", *blocks))))

    for slide in made_deck.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= (made_deck.slide_height or 0)
