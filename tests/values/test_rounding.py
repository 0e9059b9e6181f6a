"""The precision a question asks for, in the words people use for it."""

import pytest

from pipeline.values.rounding import places_asked


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Round your answer to two decimal places.", 2),
        ("rounded to 1 decimal", 1),
        ("Answer to three-decimal precision", 3),
        ("Give it to 2 d.p.", 2),
        ("with no decimals", 0),
        ("to the nearest tenth", 1),
        ("to the nearest whole number", 0),
        ("to the nearest cent", 2),
        ("round to the nearest hundredth", 2),
        ("to the nearest percent", 0),
        ("What was revenue in USD millions?", None),
        ("to the nearest million", None),
        ("Which decimal system is used?", None),
    ],
)
def test_the_places_asked_for_are_read(question: str, places: int | None) -> None:
    assert places_asked(question) == places
