"""One module per wire format. A provider is a pure codec: it never opens a socket."""

from collections.abc import Mapping
from typing import Final

from pipeline.query.providers import (
    anthropic_messages,
    gemini,
    ollama_chat,
    openai_chat,
    openai_responses,
)
from pipeline.query.providers.base import Provider

PROVIDERS: Final[Mapping[str, Provider]] = {
    "openai-chat": openai_chat.PROVIDER,
    "openai-responses": openai_responses.PROVIDER,
    "anthropic-messages": anthropic_messages.PROVIDER,
    "gemini": gemini.PROVIDER,
    "ollama-chat": ollama_chat.PROVIDER,
}
"""By the name of the dialect: its module's, with hyphens."""
