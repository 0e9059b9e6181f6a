"""Where a model is asked, and with what: all that its codec and its plan must know."""

from dataclasses import dataclass, field
from typing import Final

from pipeline.facts import Facts
from pipeline.query.baselines.base import Baseline
from pipeline.settings import ModelSettings

BASELINE: Final = "baseline"
"""The dialect, and the service, of a reader that runs in this process."""
HOLDS_WINDOW: Final = "ollama-chat"
"""The dialect that tells a server how many tokens to hold; the rest is cut away."""
IN_PROCESS: Final = "in-process"
"""The endpoint of a baseline."""


@dataclass(frozen=True, slots=True)
class Target:
    settings: ModelSettings
    service: str
    dialect: str
    """A name in `PROVIDERS`, or `BASELINE`."""
    base_url: str
    """Without a slash at its end; `IN_PROCESS` for a baseline."""
    model: str
    """As the wire names it; for a baseline its name and version, `bm25@1`."""
    facts: Facts = field(default_factory=Facts)
    """What is known of it, by the catalogue and by the run's file."""
    key: str | None = field(default=None, repr=False)
    baseline: Baseline | None = field(default=None, repr=False)
    remarks: tuple[str, ...] = ()
    """What a person should know before it is asked."""
