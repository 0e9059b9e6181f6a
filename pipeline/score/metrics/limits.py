"""How long a text may be for a comparison whose time grows faster than its length."""

from typing import Final

from pipeline.score.metrics.base import NotDefinedError

MAX_CHARS: Final = 100_000


def limited(text: str) -> str:
    """Return the text, or raise `NotDefinedError` for one that is too long."""
    if len(text) > MAX_CHARS:
        message = f"a reply of more than {MAX_CHARS:,} characters is not compared"
        raise NotDefinedError(message)
    return text
