"""What is asked of a model, and what of that is sent. Pure."""

from dataclasses import dataclass, replace
from typing import Any, Final

from pipeline.facts import Facts, merged_fields
from pipeline.query.models.target import Target
from pipeline.query.providers.base import Ask
from pipeline.records import Cache

MARGIN: Final = 64
"""Tokens left for what a chat format adds around a prompt."""
LEAST_ROOM: Final = 0.25
"""Share of the asked answer tokens: with room for less, a prompt does not fit."""
_PROMPT: Final = "<the prompt>"


@dataclass(frozen=True, slots=True)
class Asked:
    ask: Ask
    dropped: tuple[str, ...]
    """Parameters that the settings ask for and the model refuses: not sent."""


def asked(target: Target, text: str, tokens: int, cache: Cache) -> Asked:
    """Return what is sent to a target for a prompt of so many reference tokens."""
    settings, facts = target.settings, target.facts
    wanted = {
        "temperature": settings.temperature,
        "top_p": settings.top_p,
        "seed": settings.seed,
        "reasoning_effort": settings.reasoning_effort,
    }
    refused = set(facts.refuses or ())
    dropped = [name for name, value in wanted.items() if value is not None]
    ask = Ask(
        text=text,
        model=target.model,
        max_output_tokens=output_room(target, tokens),
        temperature=None if "temperature" in refused else settings.temperature,
        top_p=None if "top_p" in refused else settings.top_p,
        seed=None if "seed" in refused else settings.seed,
        effort=None if "reasoning_effort" in refused else settings.reasoning_effort,
        output_cap=facts.output_cap,
        seed_field=facts.seed_field,
        effort_field=facts.effort_field,
        reasoning_outside=bool(facts.reasoning_outside),
        window=facts.window,
        fields=fields(target, cache),
        key=target.key,
    )
    return Asked(ask, tuple(name for name in dropped if name in refused))


def output_room(target: Target, tokens: int) -> int:
    """Return how many tokens of answer to ask for, so that all of it fits.

    No room at all is a number below one.
    """
    facts = target.facts
    room = [target.settings.max_output_tokens]
    if facts.max_output is not None:
        room.append(facts.max_output)
    if facts.window is not None:
        room.append(facts.window - expected_tokens(facts, tokens) - MARGIN)
    return min(room)


def fits(target: Target, tokens: int) -> bool:
    """Tell whether a prompt of so many reference tokens leaves room for an answer."""
    facts = target.facts
    if facts.input_limit and expected_tokens(facts, tokens) > facts.input_limit:
        return False
    most = target.settings.max_output_tokens
    if facts.max_output is not None:
        most = min(most, facts.max_output)
    return output_room(target, tokens) >= max(1, LEAST_ROOM * most)


def expected_tokens(facts: Facts, tokens: int) -> int:
    """Return about how many tokens of the model's own a prompt has."""
    return round(tokens * (facts.tokens_ratio or 1.0))


def fields(target: Target, cache: Cache) -> dict[str, Any]:
    """Return the further fields of a request: the settings' own have the last word."""
    facts = target.facts
    of_cache = facts.cold if cache is Cache.COLD else facts.warm
    known = merged_fields(facts.body or {}, of_cache or {})
    return merged_fields(known, target.settings.extra)


def without_prompt(ask: Ask) -> Ask:
    """Return what can be stored of it: neither the document nor the key."""
    return replace(ask, text=_PROMPT, key=None)
