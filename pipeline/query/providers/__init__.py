"""One module per wire format. A provider is a pure codec: it never opens a socket."""

from collections.abc import Mapping
from typing import Final

from pipeline.query.providers import openai_chat
from pipeline.query.providers.base import Provider

PROVIDERS: Final[Mapping[str, Provider]] = {"openai-chat": openai_chat.PROVIDER}
"""By the name of the dialect: its module's, with hyphens."""
