"""Numbers of a file that keep what their text says beyond their value."""

from typing import Final, Self

_MOST_DIGITS: Final = 4_000


class Written(float):
    """A float that remembers how it was written: "1577.00" says more than 1577.0."""

    def __new__(cls, text: str) -> Self:
        made = super().__new__(cls, text)
        made.text = text
        return made

    text: str

    def __str__(self) -> str:
        return self.text


def integer(text: str) -> int | str:
    """Read an integer; one of 10,000 digits, which `int` refuses, stays a text."""
    return int(text) if len(text) <= _MOST_DIGITS else text
