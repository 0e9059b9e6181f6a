"""Levenshtein's distance counts the fewest edits."""

import pytest

from pipeline.score.metrics.edits import edits


@pytest.mark.parametrize(
    ("said", "gold", "count"),
    [
        ("", "", 0),
        ("kite", "kite", 0),
        ("", "kite", 4),
        ("kite", "", 4),
        ("kite", "bite", 1),
        ("kite", "kites", 1),
        ("skite", "kite", 1),
        ("abcd", "bcda", 2),
        ("sunday", "saturday", 3),
        (["red", "old", "kite"], ["red", "kite"], 1),
    ],
)
def test_edits(said: str | list[str], gold: str | list[str], count: int) -> None:
    assert edits(said, gold) == edits(gold, said) == count
