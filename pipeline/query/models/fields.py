"""Fields of a request that only docqa sets, and what to set instead. Pure.

A call is named by what was asked. What `extra` or `body` slipped in under another name
would change the answer, and be recorded as something else.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pipeline.facts import Facts, is_table
from pipeline.settings import ModelSettings

_PROMPT: Final = "the prompt is docqa's own"
_STREAM: Final = "every answer is streamed"
OURS: Final[Mapping[str, str]] = {
    "model": "the model's id says it",
    **dict.fromkeys(("messages", "input", "contents", "prompt", "system"), _PROMPT),
    **dict.fromkeys(("instructions", "systemInstruction"), _PROMPT),
    **dict.fromkeys(("system_instruction", "previous_response_id"), _PROMPT),
    **dict.fromkeys(("cachedContent", "conversation"), _PROMPT),
    **dict.fromkeys(("stream", "stream_options.include_usage"), _STREAM),
    **dict.fromkeys(
        ("temperature", "generationConfig.temperature", "options.temperature"),
        "set temperature",
    ),
    **dict.fromkeys(("top_p", "generationConfig.topP", "options.top_p"), "set top_p"),
    **dict.fromkeys(
        ("seed", "random_seed", "generationConfig.seed", "options.seed"), "set seed"
    ),
    **dict.fromkeys(
        (
            *("reasoning_effort", "reasoning.effort", "output_config.effort"),
            "generationConfig.thinkingConfig.thinkingLevel",
        ),
        "set reasoning_effort",
    ),
    **dict.fromkeys(
        (
            *("max_tokens", "max_completion_tokens", "max_output_tokens"),
            *("generationConfig.maxOutputTokens", "options.num_predict"),
        ),
        "set max_output_tokens",
    ),
    "options.num_ctx": "set window",
}
"""By path, in every dialect."""


def field_mistakes(settings: ModelSettings, facts: Facts) -> Iterator[str]:
    """Say which further fields are docqa's own, or cannot be sent."""
    ours = {
        **OURS,
        facts.output_cap or "max_tokens": "set max_output_tokens",
        facts.seed_field or "seed": "set seed",
        facts.effort_field or "reasoning_effort": "set reasoning_effort",
    }
    for name, fields in (
        ("extra", settings.extra),
        ("body", facts.body),
        ("cold", facts.cold),
        ("warm", facts.warm),
    ):
        taken = [path for path in ours if _sets(fields or {}, path)]
        yield from (f"{name} may not set {path}: {ours[path]}" for path in taken)
        try:
            json.dumps(fields, allow_nan=False)
        except (TypeError, ValueError) as error:
            yield f"{name} cannot be sent as JSON: {error}"


def _sets(fields: Mapping[str, Any], path: str) -> bool:
    """Tell whether the fields hold that path, or something else than a table on it."""
    first, _, rest = path.partition(".")
    if first not in fields:
        return False
    below = fields[first]
    return not (rest and is_table(below)) or _sets(below, rest)
