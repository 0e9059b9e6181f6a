"""Services that tell how many of their tokens a prompt has. Pure codecs."""

from collections.abc import Mapping
from typing import Final

from pipeline.query.forecasts.counters import hosted, local
from pipeline.query.forecasts.counters.base import Counter, CountRequest

__all__ = ["COUNTERS", "CountRequest", "Counter"]

COUNTERS: Final[Mapping[str, Counter]] = {
    "anthropic": hosted.ANTHROPIC,
    "google": hosted.GOOGLE,
    "llamacpp": local.LLAMACPP,
    "minimax": hosted.OPENAI,
    "moonshot": hosted.MOONSHOT,
    "openai": hosted.OPENAI,
    "sglang": local.SGLANG,
    "vllm": local.VLLM,
    "xai": hosted.XAI,
    "zai": hosted.ZAI,
}
"""By the name that the facts of a model give it (`count`)."""
