"""One name in two spellings is one; codes that are alike are two."""

import pytest

from pipeline.values.spellings import (
    is_a_species,
    other_code,
    other_identifier,
    part_of_a_code,
    same_spelling,
)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Tide Log", "TideLog"),
        ("tide log", "TideLog"),
        ("13-8PH steel", "13-8 PH steel"),
        ("Steel (grade 13-8PH)", "13-8 PH steel"),
        ("harbourmaster", "harbour master"),
        ("--dryrun", "--dry-run"),
        ("4.1.2", "v4.1.2"),
        ("Dunmore law", "the law of Dunmore"),
        ("Dunmore's law", "the law of Dunmore"),
        ("the flag of Orde", "Orde flag"),
    ],
)
def test_joints_and_order_do_not_make_another_name(given: str, name: str) -> None:
    assert same_spelling(given, name)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("a part", "apart"),
        ("not able", "notable"),
        ("C++", "C"),
        ("1 38 PH", "13-8 PH"),
        ("4.1.3", "v4.1.2"),
        ("Steel (grade 15-5PH)", "13-8 PH steel"),
        ("Ann Paul", "Paul Ann"),
        ("Orde University", "University of Orde"),
        ("", ""),
    ],
)
def test_other_letters_signs_or_order_do(given: str, name: str) -> None:
    assert not same_spelling(given, name)


def test_codes_of_one_pattern_with_other_digits_are_two() -> None:
    assert other_code("CYP1A2", "CYP1A1")
    assert other_code("the PX-340b pump", "PX-304b")
    assert not other_code("CYP1A2", "cyp1a2")
    assert not other_code("HER2", "ERBB2")
    assert not other_code("the second pump", "PX304")


def test_a_code_may_be_said_without_its_beginning() -> None:
    assert part_of_a_code("cytochrome 1A2x", "CYP1A2x")
    assert not part_of_a_code("cytochrome 1A3x", "CYP1A2x")
    assert not part_of_a_code("cytochrome", "CYP1A2")


def test_names_in_a_program_differ_unless_one_is_the_other_in_full() -> None:
    assert other_identifier("TIDE_LOG_DIR", "TIDE_LOG")
    assert not other_identifier("tide_log", "`TIDE_LOG`")
    assert not other_identifier("env.tide_log", "tide_log")
    assert not other_identifier("log", "tide_log")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*Salmo trutta*", True),
        ("*Esox lucius*", True),
        ("Esox lucius (pike)", False),
        ("northern pike", False),
        ("Zebra mussel", False),
    ],
)
def test_a_species_is_known_by_its_latin_ending(text: str, *, expected: bool) -> None:
    assert is_a_species(text) is expected
