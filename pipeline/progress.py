"""How a stage tells what is done, without knowing who is watching."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with (done, total, what was done last), after each piece is committed."""


def silent(done: int, total: int, note: str) -> None:
    """Watch nothing."""
    del done, total, note
