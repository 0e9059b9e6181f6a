"""Workbooks as a person sees them, from files of each format."""

import datetime as dt

import pytest
from openpyxl import Workbook

from pipeline.ingest.readers import READERS, sheet
from pipeline.ingest.readers.base import Contents, Options, UnreadableError
from tests.support import files, office
from tests.support.ole import ole

ROWS: office.Cells = [["Region", "2023"], ["EMEA", 1204.0], ["APAC", 0.5]]


def read(data: bytes, options: Options | None = None) -> Contents:
    return READERS[".xlsx"].contents(data, options or Options())


def pages(data: bytes) -> list[tuple[str, str]]:
    return [(page.label, page.text) for page in read(data).pages]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(office.xlsx({"Revenue": ROWS}), id="xlsx"),
        pytest.param(office.xlsb("Revenue", ROWS), id="xlsb"),
        pytest.param(office.xls("Revenue", ROWS), id="xls"),
        pytest.param(office.ods("Revenue", ROWS), id="ods"),
    ],
)
def test_a_row_of_a_sheet_is_a_line(data: bytes) -> None:
    assert pages(data) == [
        ("Revenue rows 1-3", "Region | 2023\nEMEA | 1204\nAPAC | 0.5")
    ]


def test_values_are_written_as_a_person_sees_them() -> None:
    row = [
        *(1204.0, 0.1 + 0.2, -3, 1e21, True, "two\nlines", None),
        *(dt.date(2023, 5, 6), dt.datetime(2023, 5, 6, 7, 8, 9), dt.time(7, 8)),  # noqa: DTZ001  # Excel knows no zones
        dt.timedelta(hours=30, seconds=5),
    ]

    ((_, text),) = pages(office.xlsx({"A": [row]}))

    assert text.split(" | ") == [
        *("1204", "0.3", "-3", "1e+21", "TRUE", "two lines", ""),
        *("2023-05-06", "2023-05-06 07:08:09", "07:08:00", "30:00:05"),
    ]


def test_a_duration_may_be_negative() -> None:
    assert sheet.shown(-dt.timedelta(minutes=61)) == "-1:01:00"


def test_a_page_holds_200_rows_and_says_which() -> None:
    rows = [[f"row {number}"] for number in range(1, 402)]

    found = pages(office.xlsx({"A": rows, "B": [["b"]]}))

    assert [label for label, _ in found] == [
        "A rows 1-200",
        "A rows 201-400",
        "A rows 401-401",
        "B rows 1-1",
    ]
    assert found[1][1].startswith("row 201\n")


def test_blank_rows_are_dropped_and_counted() -> None:
    rows: list[list[str | None]] = [[], [" ", None], ["a", None, "b", None], [], ["c"]]

    assert pages(office.xlsx({"A": rows})) == [("A rows 3-5", "a |  | b\nc")]


def test_a_hidden_sheet_is_read_and_noted() -> None:
    book = Workbook()
    book.worksheets[0].append(["seen"])
    for name, state in (("B", "hidden"), ("C", "veryHidden")):
        hidden = book.create_sheet(name)
        hidden.append(["unseen"])
        hidden.sheet_state = state
    book.create_sheet("Empty")
    book.create_chartsheet("Chart")

    found = read(office.saved(book)).pages

    assert [(page.text, page.note) for page in found] == [
        ("seen", None),
        ("unseen", "hidden sheet"),
        ("unseen", "hidden sheet"),
    ]


def test_a_sheet_that_is_missing_costs_only_itself() -> None:
    data = office.xlsx({"A": [["a"]], "B": [["b"]]})
    broken = office.changed(data, {"xl/worksheets/sheet1.xml": None})

    first, second = read(broken).pages

    assert first.note is not None
    assert first.note.startswith("cannot be read")
    assert second.text == "b"


def test_reading_ends_where_there_is_too_much() -> None:
    rows = [["a" * 100]] * 5_000

    found = read(office.xlsx({"A": rows, "B": rows}), Options(most_characters=50_000))

    total = sum(len(page.text) for page in found.pages)
    assert 50_000 < total < 80_000


def test_a_panic_of_the_library_is_a_file_that_cannot_be_read() -> None:
    relations = "xl/_rels/workbook.bin.rels"
    data = office.xlsb("A", ROWS)
    broken = office.member(data, relations).replace(b"rId1", b"rId9")

    with pytest.raises(UnreadableError, match="cannot be read as sheet"):
        read(office.changed(data, {relations: broken}))


def test_an_empty_workbook_has_one_empty_page() -> None:
    assert pages(office.xlsx({"A": []})) == [("1", "")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "is no workbook inside", id="empty"),
        pytest.param(b"a,b\n1,2\n", r"is no workbook inside; a \.csv", id="csv"),
        pytest.param(bytes(900), "is no workbook inside", id="nul-bytes"),
        pytest.param(
            office.xlsx({"A": ROWS})[:-300], "cannot be read as sheet", id="cut-off"
        ),
        pytest.param(office.zipped({}), "cannot be read as sheet", id="no-members"),
        pytest.param(files.docx("x"), "cannot be read as sheet", id="word"),
        pytest.param(
            ole({"EncryptionInfo": bytes(60), "EncryptedPackage": bytes(60)}),
            "needs a password",
            id="locked",
        ),
        pytest.param(
            office.xls("A", ROWS)[:1_500], "cannot be read|needs a", id="old-cut-off"
        ),
    ],
)
def test_a_workbook_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data)
