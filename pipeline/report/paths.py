"""Paths as they may be published: never one that says where somebody keeps things."""

import re
from typing import Final

_ABSOLUTE: Final = re.compile(r"/|~|\\|[A-Za-z]:[/\\]|file:")
_SEPARATOR: Final = re.compile(r"[/\\]")


def portable(path: str) -> str:
    """Return a path by its last name where it is absolute or leaves the folder."""
    if _ABSOLUTE.match(path) or _leaves(path):
        return _SEPARATOR.split(path.rstrip("/\\"))[-1]
    return path


def published(found: dict[str, object]) -> dict[str, object]:
    """Return a JSON object with each of its paths made portable."""
    return {
        key: portable(value) if isinstance(value, str) else value
        for key, value in found.items()
    }


def _leaves(path: str) -> bool:
    """Return whether a relative path climbs above where it starts."""
    below = 0
    for part in _SEPARATOR.split(path):
        if part == "..":
            below -= 1
        elif part not in {"", "."}:
            below += 1
        if below < 0:
            return True
    return False
