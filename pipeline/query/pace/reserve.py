"""How much to set aside for an attempt: the most that it may cost. Pure."""

from collections.abc import Callable, Iterator
from datetime import datetime
from math import ceil
from typing import Any, Final

from pipeline.facts import is_table
from pipeline.query.models.asking import MARGIN, output_room
from pipeline.query.models.target import Target
from pipeline.query.pace.waiting import Ticket
from pipeline.query.prices import worst_case_usd
from pipeline.query.replies.reply import Heard
from pipeline.settings import ModelSettings

SLACK: Final = 1.25
"""A tokenizer's ratio is that of English prose; other texts have more tokens."""
UNKNOWN: Final = 1.7
"""Tokenizers differ by this factor at most."""
MOST: Final = 10.0
"""No tokenizer makes more of one reference token: a count beyond is a provider's slip,
and must not set aside so much that nothing can be paid for."""

_CAPS: Final = frozenset(
    {
        *("max_tokens", "max_completion_tokens", "max_output_tokens"),
        *("generationConfig.maxOutputTokens", "options.num_predict"),
    }
)
_ANSWERS: Final = frozenset({"n", "best_of", "generationConfig.candidateCount"})
"""Fields of requests that ask for more than one answer."""


class Reserve:
    """Wiser with every count that a provider reports: never below what may be true."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._seen: dict[str, float] = {}

    def usd(self, ticket: Ticket) -> float | None:
        """Return US dollars, `None` where no price is known."""
        target = ticket.target
        room = max(1, output_room(target, ticket.tokens), _own_cap(target.settings))
        ratio = max(_ratio(target), self._seen.get(target.settings.id, 0.0))
        return worst_case_usd(
            target,
            ceil(ticket.tokens * ratio) + MARGIN,
            room,
            self._now(),
        )

    def learn(self, ticket: Ticket, heard: Heard) -> None:
        counted = heard.reply.usage.prompt_tokens if heard.reply else None
        if counted and ticket.tokens:
            model = ticket.target.settings.id
            seen = min(MOST, (counted - MARGIN) / ticket.tokens)
            self._seen[model] = max(self._seen.get(model, 0.0), seen)


def past_reserve(settings: ModelSettings) -> Iterator[str]:
    """Yield the fields of `extra` that ask for more output than can be set aside.

    Where 0 or a negative number is read at all, it is no limit.
    """
    for path, value in _laid_over(settings):
        most = settings.max_output_tokens if path in _CAPS else 1
        known = value.__class__ is int and 1 <= value <= most
        if path in _CAPS | _ANSWERS and not known:
            yield path


def _own_cap(settings: ModelSettings) -> int:
    """Return the most that `extra` asks for, be there less room in the window."""
    found = (value for path, value in _laid_over(settings) if path in _CAPS)
    return max((cap for cap in found if isinstance(cap, int)), default=0)


def _laid_over(settings: ModelSettings) -> Iterator[tuple[str, Any]]:
    """Yield, each by its path, what settings lay over the requests."""
    waiting: list[tuple[str, Any]] = list(settings.extra.items())
    while waiting:
        path, value = waiting.pop()
        yield path, value
        if is_table(value):
            waiting += [(f"{path}.{name}", inner) for name, inner in value.items()]


def _ratio(target: Target) -> float:
    known = target.facts.tokens_ratio
    return UNKNOWN if known is None else known * SLACK
