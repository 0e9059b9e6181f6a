"""What a baseline is: a program that reads the prompt it is given, in this process."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Baseline:
    version: str
    """`bm25@1`: part of a call's identity, so a changed baseline answers anew."""
    read: Callable[[str], str]
    """The whole prompt in, the whole reply out."""
