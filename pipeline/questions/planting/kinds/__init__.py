"""The kinds of planted questions, listed here: one module each."""

from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.questions.planting.kinds import (
    chain,
    count,
    latent,
    latest,
    near_miss,
    several,
    single,
)
from pipeline.questions.planting.kinds.base import Kind

TWIN: Final = "twin"
"""Repeats a question of another kind: see `kinds.twin`."""
KINDS: Final[Mapping[str, Kind]] = {
    "single": single.write,
    "several": several.write,
    "near-miss": near_miss.write,
    "chain": chain.write,
    "count": count.write,
    "latest": latest.write,
    "latent": latent.write,
}
ALL_KINDS: Final[Sequence[str]] = (*KINDS, TWIN)
"""In the order in which they take turns: a twin comes after what it may repeat."""
