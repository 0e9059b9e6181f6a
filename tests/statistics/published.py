"""Effective lengths as RULER and NoLiMa published them: facts to hold our rules to."""

from typing import Final, NamedTuple

K: Final = 1_024


class Row(NamedTuple):
    model: str
    listed: int | None
    """The effective length of the table; `None` is below the shortest."""
    scores: tuple[float, ...]
    """In percent, shortest first."""
    base: float = 100.0

    def by_length(self, lengths: tuple[int, ...]) -> dict[int, float]:
        return dict(zip(lengths, self.scores, strict=False))


RULER_LENGTHS: Final = (4 * K, 8 * K, 16 * K, 32 * K, 64 * K, 128 * K)
RULER_BAR: Final = 85.6
"""Llama-2-7B-chat at 4K."""
RULER: Final = (
    Row(
        "Qwen3-235B-Thinking sparse", 128 * K, (100.0, 100.0, 100.0, 100.0, 98.6, 98.8)
    ),
    Row("Qwen3-235B-Thinking full", 128 * K, (99.6, 100.0, 99.5, 99.6, 99.1, 98.8)),
    Row("Qwen3-30B-Thinking full", 128 * K, (99.6, 100.0, 99.8, 99.2, 97.4, 96.8)),
    Row("Qwen3-30B-Thinking sparse", 128 * K, (100.0, 99.2, 99.1, 98.5, 97.3, 96.9)),
    Row("Qwen3-235B-Instruct full", 128 * K, (98.5, 97.6, 96.9, 97.3, 95.8, 93.9)),
    Row("Qwen3-235B-Instruct sparse", 128 * K, (98.5, 97.2, 97.3, 97.7, 96.6, 92.8)),
    Row("Jamba-1.5-large", 128 * K, (96.7, 96.6, 96.4, 96.0, 95.4, 95.1)),
    Row("Gemini-1.5-pro", 128 * K, (96.7, 95.8, 96.0, 95.9, 95.9, 94.4)),
    Row("Qwen2.5-14B-Instruct-1M", 128 * K, (97.5, 97.1, 94.6, 94.9, 94.9, 92.2)),
    Row("Qwen3-30B-Instruct full", 128 * K, (98.0, 96.7, 96.9, 97.2, 93.4, 89.1)),
    Row("Qwen3-235B-A22B", 128 * K, (97.7, 97.2, 96.4, 95.1, 93.3, 90.6)),
    Row("Qwen3-30B-Instruct sparse", 128 * K, (98.0, 97.1, 96.3, 95.1, 93.6, 88.1)),
    Row("Qwen3-14B", 128 * K, (98.0, 97.8, 96.4, 96.1, 94.0, 85.1)),
    Row("Jamba-1.5-mini", 128 * K, (95.6, 95.6, 94.8, 94.6, 92.8, 90.0)),
    Row("Qwen3-32B", 128 * K, (98.4, 96.0, 96.2, 94.4, 91.8, 85.6)),
    Row("EXAONE-4.0-32B", 128 * K, (96.3, 94.9, 93.9, 93.6, 91.7, 88.2)),
    Row("Qwen2.5-7B-Instruct-1M", 128 * K, (96.8, 95.3, 93.0, 91.1, 90.4, 84.4)),
    Row("Qwen3-30B-A3B", 64 * K, (96.5, 97.0, 95.3, 92.4, 89.1, 79.2)),
    Row("GPT-4-1106-preview", 64 * K, (96.6, 96.3, 95.2, 93.2, 87.0, 81.2)),
    Row("Llama3.1-70B", 64 * K, (96.5, 95.8, 95.4, 94.8, 88.4, 66.6)),
    Row("Qwen3-8B", 64 * K, (96.3, 96.0, 91.8, 91.2, 82.1, 77.4)),
    Row("Mistral-Large-2411", 64 * K, (96.4, 96.3, 95.3, 94.0, 85.9, 48.1)),
    Row("Command-R-plus-0824", 32 * K, (96.0, 95.1, 94.0, 92.4, 85.4, 64.6)),
    Row("Qwen2-72B", 32 * K, (96.9, 96.1, 94.9, 94.1, 79.8, 53.7)),
    Row("Command-R-plus", 32 * K, (95.6, 95.2, 94.2, 92.0, 84.3, 63.1)),
    Row("Command-R-0824", 64 * K, (94.7, 93.7, 93.1, 90.8, 86.6, 74.7)),
    Row("GLM4-9B", 64 * K, (94.7, 92.8, 92.1, 89.9, 86.7, 83.1)),
    Row("Llama3.1-8B", 32 * K, (95.5, 93.8, 91.6, 87.4, 84.7, 77.0)),
    Row("ProLong-8B", 32 * K, (94.5, 92.5, 92.3, 89.3, 83.2, 81.6)),
    Row("Command-R", 32 * K, (93.8, 93.3, 92.4, 89.5, 84.9, 76.0)),
    Row("MegaBeam-Mistral-7B", 32 * K, (93.8, 92.5, 92.0, 89.2, 83.7, 83.7)),
    Row("Mistral-Large-2407", 32 * K, (96.2, 96.1, 95.1, 93.0, 78.8, 23.7)),
    Row("GradientAI-Llama3-70B", 16 * K, (95.1, 94.4, 90.8, 85.4, 80.9, 72.1)),
    Row("Mixtral-8x22B", 32 * K, (95.6, 94.9, 93.4, 90.9, 84.7, 31.7)),
    Row("Yi-34B", 32 * K, (93.3, 92.2, 91.3, 87.5, 83.2, 77.3)),
    Row("Qwen3-4B", 64 * K, (95.1, 93.6, 91.0, 87.8, 77.8, 66.0)),
    Row("EXAONE-4.0-1.2B", 32 * K, (87.0, 86.7, 88.8, 81.1, 77.4)),
    Row("Phi3-mini", 32 * K, (92.2, 91.5, 90.7, 87.5, 80.6, 66.7)),
    Row("Phi3-medium", 32 * K, (93.3, 93.2, 91.1, 86.8, 78.6, 46.1)),
    Row("Mixtral-8x7B", 32 * K, (94.9, 92.1, 92.5, 85.9, 72.4, 44.5)),
    Row("GradientAI-Llama3-8B", 16 * K, (92.8, 90.3, 85.7, 79.9, 76.3, 69.5)),
    Row("FILM-7B", 32 * K, (92.8, 88.2, 88.1, 86.9, 70.1, 27.1)),
    Row("InternLM2.5-7B", 4 * K, (88.1, 85.5, 84.5, 82.7, 75.5, 68.9)),
    Row("Mistral-7B", 16 * K, (93.6, 91.2, 87.2, 75.4, 49.0, 13.8)),
    Row("Mistral-Nemo", 16 * K, (87.8, 87.2, 87.7, 69.0, 46.8, 19.0)),
    Row("GLM3-6B", 4 * K, (87.8, 83.4, 78.6, 69.9, 56.0, 42.0)),
    Row("LWM-7B", None, (82.3, 78.4, 73.7, 69.1, 68.1, 65.0)),
    Row("DBRX", 8 * K, (95.1, 93.8, 83.6, 63.1, 2.4, 0.0)),
    Row("Qwen1.5-72B", 8 * K, (94.9, 93.8, 78.0, 67.8, 0.0, 0.0)),
    Row("Together-7B", 4 * K, (88.2, 81.1, 69.4, 63.0, 0.0, 0.0)),
    Row("LongChat-7B", None, (84.7, 79.9, 70.8, 59.3, 0.0, 0.0)),
    Row("LongAlpaca-13B", None, (60.6, 57.0, 56.6, 43.6, 0.0, 0.0)),
)
"""README of NVIDIA/RULER at ebe802cd, Llama-2-7B's own row left out; ">128K" is listed
here as the longest length tried."""
BREAK_RULERS_RULE: Final = {
    "Qwen3-14B": 64 * K,
    "Qwen3-32B": 64 * K,  # 85.6 at 128K does not exceed 85.6
    "Qwen2.5-7B-Instruct-1M": 64 * K,
    "Qwen3-8B": 32 * K,
    "Qwen3-4B": 32 * K,
    "EXAONE-4.0-1.2B": 16 * K,
}
"""Rows whose listed length is not what the rule gives: their authors' own figures."""

NOLIMA_LENGTHS: Final = (K, 2 * K, 4 * K, 8 * K, 16 * K, 32 * K, 64 * K, 128 * K)
NOLIMA: Final = (
    Row("GPT-4.1", 16 * K, (95.6, 95.2, 91.7, 87.5, 84.9, 79.8, 69.7, 64.7), 97.0),
    Row("GPT-4o", 8 * K, (98.1, 98.0, 95.7, 89.2, 81.6, 69.7, 62.4, 56.0), 99.3),
    Row("Llama 3.3 70B", 2 * K, (94.2, 87.4, 81.5, 72.1, 59.5, 42.7), 97.3),
    Row("Llama 3.1 405B", 2 * K, (89.0, 85.0, 74.5, 60.1, 48.4, 38.0), 94.7),
    Row("Llama 3.1 70B", 2 * K, (91.0, 81.8, 71.2, 62.7, 51.8, 43.2), 94.5),
    Row("Gemini 1.5 Pro", 2 * K, (86.4, 82.7, 75.4, 63.9, 55.5, 48.2), 92.6),
    Row("Jamba 1.5 Mini", None, (76.3, 74.1, 70.8, 62.2, 52.7, 43.6), 92.4),
    Row("Command R+", None, (77.0, 73.5, 66.3, 39.5, 21.3, 7.4), 90.9),
    Row("Llama 4 Maverick", 2 * K, (81.6, 78.3, 68.8, 49.0, 34.3, 24.5), 90.1),
    Row("Gemini 2.5 Flash", 2 * K, (90.1, 86.1, 79.4, 68.2, 57.9, 48.4), 94.4),
    Row(
        "Gemini 2.0 Flash",
        4 * K,
        (87.7, 87.5, 77.9, 64.7, 48.2, 41.0, 33.0, 16.4),
        89.4,
    ),
    Row("Gemma 3 27B", None, (73.3, 65.6, 48.1, 32.7, 20.2, 9.5), 88.6),
    Row("Mistral Large 2", 2 * K, (86.1, 85.5, 73.3, 51.5, 32.6, 18.7), 87.9),
    Row("Claude 3.5 Sonnet", 4 * K, (85.4, 84.0, 77.6, 61.7, 45.7, 29.8), 87.6),
    Row("Gemma 3 12B", K, (74.7, 61.8, 39.9, 27.4, 16.8, 7.3), 87.4),
    Row("Gemini 1.5 Flash", None, (68.6, 61.6, 51.0, 44.4, 35.5, 28.6), 84.7),
    Row("GPT-4o mini", None, (67.7, 58.2, 44.1, 32.6, 20.6, 13.7), 84.9),
    Row("Llama 4 Scout", K, (72.3, 61.8, 50.8, 35.5, 26.9, 21.6), 81.7),
    Row("GPT-4.1 Mini", None, (66.7, 62.8, 58.7, 51.9, 46.2, 38.8), 80.9),
    Row("GPT-4.1 Nano", None, (60.8, 48.2, 36.7, 28.8, 19.5, 9.4), 80.7),
    Row("Llama 3.1 8B", K, (65.7, 54.4, 44.1, 31.9, 22.6, 14.2), 76.7),
    Row("Gemma 3 4B", None, (50.3, 35.3, 16.4, 7.5, 2.3, 0.9), 73.6),
)
"""README of adobe-research/NoLiMa of July 2025."""
