"""Services that count a prompt without answering it, free of charge.

https://developers.openai.com/api/docs/guides/token-counting
https://platform.claude.com/docs/en/build-with-claude/token-counting
https://ai.google.dev/api/tokens
https://platform.moonshot.ai/docs/api/estimate
https://docs.z.ai/api-reference/tools/tokenizer
https://docs.x.ai/docs/api-reference (tokenize-text: the text alone, without its frame)
"""

from typing import Final

from pipeline.query.forecasts.counters.base import Counter, chat, open_ai

OPENAI: Final = Counter(
    path="/responses/input_tokens",
    body=lambda model, text: {"model": model, "input": text},
    answer=("input_tokens",),
    place=open_ai,
)
ANTHROPIC: Final = Counter(
    path="/messages/count_tokens",
    body=chat,
    answer=("input_tokens",),
    headers=lambda key: {"x-api-key": key, "anthropic-version": "2023-06-01"},
)
GOOGLE: Final = Counter(
    path="/models/{model}:countTokens",
    body=lambda _, text: {"contents": [{"role": "user", "parts": [{"text": text}]}]},
    answer=("totalTokens",),
    place=lambda base_url: base_url.removesuffix("/openai"),
    headers=lambda key: {"x-goog-api-key": key},
)
MOONSHOT: Final = Counter(
    path="/tokenizers/estimate-token-count",
    body=chat,
    answer=("data", "total_tokens"),
    place=open_ai,
)
ZAI: Final = Counter(
    path="/tokenizer",
    body=chat,
    answer=("usage", "prompt_tokens"),
)
XAI: Final = Counter(
    path="/tokenize-text",
    body=lambda model, text: {"model": model, "text": text},
    answer=("token_ids",),
)
