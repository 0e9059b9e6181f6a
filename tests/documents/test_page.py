"""A page is asked for by its number or its label, and a mistake says what there is."""

import pytest

from pipeline.documents.page import choose
from pipeline.documents.rows import Label
from pipeline.errors import SettingsError

ROMAN = [
    Label(number=n, label=label)
    for n, label in enumerate(["i", "ii", "1", "2", "Notes", "Notes"], 1)
]


@pytest.mark.parametrize(
    ("given", "number", "remark"),
    [
        pytest.param("5", 5, None, id="number"),
        pytest.param("ii", 2, None, id="label"),
        pytest.param("II", 2, None, id="label in capitals"),
        pytest.param("1", 1, "labelled '1' is page 3", id="number before label"),
        pytest.param("notes", 5, "2 pages are labelled", id="first of two"),
    ],
)
def test_a_number_wins_over_a_label(
    given: str, number: int, remark: str | None
) -> None:
    found, said = choose(ROMAN, given, "a.pdf")

    assert found == number
    assert (remark in (said or "")) if remark else said is None


@pytest.mark.parametrize("given", ["0", "7", "-1", "9" * 40, "²", "", "\x1b"])
def test_no_such_page_says_which_there_are(given: str) -> None:
    with pytest.raises(SettingsError, match=r"'a\.pdf': it has pages 1 to 6"):
        choose(ROMAN, given, "a.pdf")


def test_a_number_beyond_the_last_page_may_be_a_label() -> None:
    labels = [Label(number=1, label="1998"), Label(number=2, label="1999")]

    assert choose(labels, "1999", "a.pdf") == (2, None)


def test_a_label_that_is_nearly_right_is_offered() -> None:
    with pytest.raises(SettingsError, match="is it 'Notes'"):
        choose(ROMAN, "Note", "a.pdf")
