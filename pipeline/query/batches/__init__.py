"""One module per batch API: pure codecs of a provider's slow and cheaper way in."""

from collections.abc import Mapping
from typing import Final

from pipeline.query.batches import anthropic, openai
from pipeline.query.batches.base import BatchApi

BATCHES: Final[Mapping[str, BatchApi]] = {
    "openai-chat": openai.API,
    "openai-responses": openai.API,
    "anthropic-messages": anthropic.API,
}
"""By the dialect that the requests in a batch speak."""
