"""One module per wire format, listed here by the end of its path."""

import re
from collections.abc import Mapping
from typing import Final

from pipeline.simulate.dialects import (
    anthropic_messages,
    gemini,
    ollama,
    openai_chat,
    openai_responses,
)
from pipeline.simulate.dialects.base import Dialect

DIALECTS: Final[Mapping[str, Dialect]] = {
    r"/chat/completions": openai_chat.DIALECT,
    r"/responses": openai_responses.DIALECT,
    r"/messages": anthropic_messages.DIALECT,
    r"/models/[^/]+:(?:streamG|g)enerateContent": gemini.DIALECT,
    r"/api/chat": ollama.DIALECT,
}
BASES: Final[Mapping[str, str]] = {
    "openai-chat": "/v1",
    "openai-responses": "/v1",
    "anthropic-messages": "/v1",
    "gemini": "/v1beta",
    "ollama-chat": "",
}
"""What stands between the host and the paths above, as each vendor has it."""

_COMPILED = {re.compile(f".*{end}"): found for end, found in DIALECTS.items()}


def dialect_of(path: str) -> Dialect | None:
    """Return who speaks at a path; `None` where no one does."""
    bare = path.partition("?")[0]
    for pattern, dialect in _COMPILED.items():
        if pattern.fullmatch(bare):
            return dialect
    return None
