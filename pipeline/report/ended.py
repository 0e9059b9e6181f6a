"""How calls can end: the counts that every tally and every sum of tallies has."""

from typing import Final

from pipeline.records import Record


class Ended(Record):
    """How many calls ended so. What is no sum of others adds up to `planned`."""

    planned: int
    pending: int
    over_window: int
    failed: int
    truncated: int
    refused: int
    filtered: int
    correct: int
    incorrect: int
    abstained: int
    declined: int
    """Refused in words, where `refused` is what the provider said."""
    malformed: int
    """Nothing that could be read as an answer."""
    unscored: int
    """Answered, and no rule could tell; or not scored yet."""


COUNTS: Final = tuple(Ended.model_fields)
