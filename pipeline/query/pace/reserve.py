"""How much to set aside for an attempt: the most that it may cost. Pure."""

from collections.abc import Callable
from datetime import datetime
from math import ceil
from typing import Final

from pipeline.query.models.asking import MARGIN, output_room
from pipeline.query.models.target import Target
from pipeline.query.pace.waiting import Ticket
from pipeline.query.prices import worst_case_usd
from pipeline.query.replies.reply import Heard

SLACK: Final = 1.25
"""A tokenizer's ratio is that of English prose; other texts have more tokens."""
UNKNOWN: Final = 1.7
"""Tokenizers differ by this factor at most."""
MOST: Final = 10.0
"""No tokenizer makes more of one reference token: a count beyond is a provider's slip,
and must not set aside so much that nothing can be paid for."""


class Reserve:
    """Wiser with every count that a provider reports: never below what may be true."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._seen: dict[str, float] = {}

    def usd(self, ticket: Ticket) -> float | None:
        """Return US dollars, `None` where no price is known."""
        target = ticket.target
        ratio = max(_ratio(target), self._seen.get(target.settings.id, 0.0))
        return worst_case_usd(
            target,
            ceil(ticket.tokens * ratio) + MARGIN,
            max(1, output_room(target, ticket.tokens)),
            self._now(),
        )

    def learn(self, ticket: Ticket, heard: Heard) -> None:
        counted = heard.reply.usage.prompt_tokens if heard.reply else None
        if counted and ticket.tokens:
            model = ticket.target.settings.id
            seen = min(MOST, (counted - MARGIN) / ticket.tokens)
            self._seen[model] = max(self._seen.get(model, 0.0), seen)


def _ratio(target: Target) -> float:
    known = target.facts.tokens_ratio
    return UNKNOWN if known is None else known * SLACK
