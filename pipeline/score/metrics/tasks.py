"""Which published metric a task of a benchmark is scored by, by the task's name."""

from collections.abc import Mapping
from typing import Final

TASKS: Final[Mapping[str, str]] = {}
