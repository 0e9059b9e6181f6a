"""A name is the same in each of its dresses, and another name in none."""

import pytest

from pipeline.values.names import acronyms, forms, places, same_name, spells_out
from pipeline.values.wording import read_words


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("JK Tolland", "J. K. Tolland"),
        ("J.K. Tolland", "J. K. Tolland"),
        ("John Kit Tolland", "J. K. Tolland"),
        ("J. Tolland", "John Tolland"),
        ("John Tolland", "J. Tolland"),
        ("Dr. Ida Marsh", "Ida Marsh"),
        ("Ida Marsh", "Prof. Ida Marsh"),
        ("Brake & Sons Ltd.", "Brake and Sons"),
        ("Brake and Sons", "Brake & Sons GmbH"),
        ("Malmo", "Malmö"),
        ("Łódź", "Lodz"),
        ("self-portrait", "self portrait"),
        ("International Labour Organisation", "ILO"),
        ("ILO", "International Labour Organisation"),
        ("the U.S.", "United States"),
        ("World War 2", "World War II"),
        ("the Nile's", "Nile"),
        ("two sisters", "2 sisters"),
        ("WTO", "World Trade Organization (WTO)"),
        ("Karl Rast", "Karl Rast, also known as Rusty"),
    ],
)
def test_one_name_has_several_dresses(given: str, name: str) -> None:
    assert same_name(given, name)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Jane Tolland", "John Tolland"),
        ("Tolland", "John Tolland"),
        ("Lower Marsh", "Marsh"),
        ("C", "C++"),
        ("not Ida Marsh", "Ida Marsh"),
        ("by Ida Marsh", "Ida Marsh"),
        ("Ida Marsh or Ada Marsh", "Ida Marsh"),
        ("ILA", "International Labour Organisation"),
        ("World War 1", "World War II"),
        ("it", "ICT"),
        ("", "Ida Marsh"),
        ("x " * 100, "x"),
    ],
)
def test_another_name_is_another(given: str, name: str) -> None:
    assert not same_name(given, name)


def test_a_title_or_a_legal_form_alone_is_kept() -> None:
    assert [[word.text for word in form] for form in forms("Company")] == [["Company"]]


def test_a_name_is_found_where_it_stands() -> None:
    words = read_words("It was drawn by Ida B. Marsh and sold to Ida Marsh.")

    assert [tuple(p) for p in places(forms("Ida Marsh")[0], words)] == [(5, 7)]


def test_letters_are_spelled_out_by_capitals_in_their_order() -> None:
    assert spells_out("members of the Union of Free Ports met", "UFP")
    assert not spells_out("members of the union of free ports met", "UFP")
    assert not spells_out("Union Free Ports", "UFPX")
    assert acronyms("Bank of the North") == {"BN", "BOTN"}
    assert acronyms("Bank") == set()
