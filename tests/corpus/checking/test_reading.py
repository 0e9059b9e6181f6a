"""Statements are read whole, once, and never over a border."""

from datetime import date

import pytest

from pipeline.corpus.checking.reading import folded, statements
from pipeline.corpus.facts import Fact

PRICE = (
    "From 3 May 2021 the price of the works under Contract C/2021/0147 is EUR 450,000."
)
LATER = Fact("contract.price", "C/2021/0147", 450_000, date(2021, 5, 3))


def facts(text: str) -> list[Fact]:
    return [fact for read in statements(text) for fact in read.facts]


@pytest.mark.parametrize("blank", [place for place, c in enumerate(PRICE) if c == " "])
def test_a_line_may_end_anywhere_in_a_sentence(blank: int) -> None:
    broken = f"{PRICE[:blank]}\n{PRICE[blank + 1 :]}"

    assert facts(f"The pump ran on.\n{broken} The pump ran on.") == [LATER]


@pytest.mark.parametrize("blank", [place for place, c in enumerate(PRICE) if c == " "])
def test_nothing_is_read_over_a_blank_line(blank: int) -> None:
    assert facts(f"{PRICE[:blank]}\n \n{PRICE[blank + 1 :]}") == []


def test_places_are_those_of_the_folded_text() -> None:
    text = f"Parties\n\n  Payment   follows.\r\n{PRICE}  Nothing else."
    (read,) = statements(text)

    assert folded(text)[read.start : read.end] == PRICE
    assert folded(text) == f"Parties\fPayment follows.\n{PRICE} Nothing else."


def test_a_statement_is_found_as_often_as_it_stands() -> None:
    assert facts(f"{PRICE} {PRICE}") == [LATER, LATER]


@pytest.mark.parametrize("border", [" ; ", " | ", " ", ", "])
def test_a_row_is_read_on_its_line(border: str) -> None:
    cells = ["C/2021/0147", "price", "450,000", "2021-05-03", "see clause 4"]
    row = border.join(cells)

    assert facts(f"Contract Term Value\n{row}\nTotal") == [LATER]
    assert facts(f"| {row} |") == [LATER]


def test_no_row_is_read_over_two_lines_or_within_one() -> None:
    assert facts("C/2021/0147 | price | 450,000\n2021-05-03") == []
    assert facts("see C/2021/0147 | price | 450,000 | 2021-05-03") == []
    assert facts("C/2021/0147 price 450,000 and more") == []


def test_the_longest_reading_is_the_one() -> None:
    text = "For the Ash Weir Repair project, Contract C/2021/0147 is held by Ostrel."
    read = list(statements(text))

    assert [len(one.facts) for one in read] == [2]
