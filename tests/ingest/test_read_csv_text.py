"""Tables as text, by whichever delimiter, quotes and encoding."""

import pytest

from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Options, PageText


def read(data: bytes) -> list[PageText]:
    return list(READERS[".csv"].contents(data, Options()).pages)


def text(data: bytes) -> str:
    (page,) = read(data)
    return page.text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'Region,Sales\nEMEA,"1,204"\n', id="comma"),
        pytest.param(b"Region;Sales\r\nEMEA;1,204\r\n", id="semicolon"),
        pytest.param(b"Region\tSales\nEMEA\t1,204", id="tab"),
        pytest.param(b"Region|Sales\rEMEA|1,204\r", id="bar-and-old-line-ends"),
        pytest.param(b"sep=#\r\nRegion#Sales\r\nEMEA#1,204\r\n", id="said"),
        pytest.param(
            "Region\tSales\nEMEA\t1,204".encode("utf-16"), id="unicode-text-of-excel"
        ),
        pytest.param(
            b"\xef\xbb\xbf" + b'"Region","Sales"\n"EMEA","1,204"', id="utf-8-bom"
        ),
    ],
)
def test_the_delimiter_is_found(data: bytes) -> None:
    assert text(data) == "Region | Sales\nEMEA | 1,204"


def test_a_cell_over_several_lines_stands_on_one() -> None:
    assert text(b'a,b\n"two\nlines","say ""no"""\n') == 'a | b\ntwo lines | say "no"'


def test_a_line_separator_does_not_cut_a_cell() -> None:
    assert text('a,b\n"one\u2028two",c\n'.encode()) == "a | b\none two | c"


def test_rows_may_be_ragged_and_blank_cells_at_their_end_go() -> None:
    assert text(b"a,b,c\n1\n\n,,\n1,,3,4,,\n") == "a | b | c\n1\n1 |  | 3 | 4"


def test_a_page_holds_200_rows_and_says_which() -> None:
    found = read(b"name,n\n\n" + b"".join(b"x,%d\n" % n for n in range(300)))

    assert [page.label for page in found] == ["rows 1-201", "rows 202-302"]


def test_a_table_in_a_western_encoding_is_read() -> None:
    assert text("Größe;Straße\n1;Müllerweg".encode("cp1252")) == (
        "Größe | Straße\n1 | Müllerweg"
    )


def test_a_quote_that_never_ends_swallows_nothing() -> None:
    (page,) = read(b'a,b\n1,"two\n3,four\n' + b"5,six\n" * 10)

    assert page.text.startswith('a | b\n1 | "two\n3 | four\n5 | six')
    assert page.note == "quotes do not match: kept as written"


def test_a_cell_may_be_of_any_length() -> None:
    long = "x" * 200_000

    assert text(f'a,b\n1,"{long}"'.encode()) == f"a | b\n1 | {long}"


def test_one_column_needs_no_delimiter() -> None:
    assert text(b"name\nAda\nBob\n") == "name\nAda\nBob"


def test_nul_bytes_are_dropped() -> None:
    assert text(b"a\0,b\n1,2\0\n") == "a | b\n1 | 2"


def test_an_empty_table_has_one_empty_page() -> None:
    assert [(page.label, page.text) for page in read(b"")] == [("1", "")]
