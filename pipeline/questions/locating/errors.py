"""Why a piece of evidence is not located."""

from typing import Final

_LONGEST_NAME: Final = 80


class NotLocatedError(Exception):
    """The evidence is not in the corpus; the message says what is missing."""


def shown(name: str) -> str:
    return repr(name[:_LONGEST_NAME])
