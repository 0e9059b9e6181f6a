"""Servers of one's own, which count at their root.

https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html#tokenizer-api
https://docs.sglang.io/basic_usage/native_api.html
https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md
"""

from typing import Final

from pipeline.query.forecasts.counters.base import Counter, chat, root

VLLM: Final = Counter(path="/tokenize", body=chat, answer=("count",), place=root)
SGLANG: Final = Counter(
    path="/tokenize",
    body=lambda model, text: {"model": model, "prompt": text},
    answer=("count",),
    place=root,
)
LLAMACPP: Final = Counter(
    path="/tokenize",
    body=lambda _, text: {"content": text},
    answer=("tokens",),
    place=root,
)
