"""Which answers are wanted, and in what order they are asked for. Pure."""

import json
import random
from collections.abc import Sequence
from typing import Literal

from pipeline.query.target import Target
from pipeline.records import Planned, Prompt, content_id


def plan(
    run: str,
    prompts: Sequence[Prompt],
    targets: Sequence[Target],
    *,
    repeats: int,
    seed: int,
) -> list[Planned]:
    """Return every wanted call in a seeded random order over models and lengths.

    The same arguments give the same order, whatever order they come in.
    """
    wanted = [
        (target, prompt, repeat)
        for target in sorted(targets, key=lambda target: target.settings.id)
        for prompt in sorted(prompts, key=lambda prompt: prompt.id)
        for repeat in range(repeats)
    ]
    random.Random(seed).shuffle(wanted)  # noqa: S311 - an order, not a secret
    return [
        Planned(
            run=run,
            call=call_id(target, prompt, repeat),
            prompt=prompt.id,
            model=target.settings.id,
            endpoint=target.base_url,
            repeat=repeat,
            position=position,
            unsent=_unsent(target, prompt),
        )
        for position, (target, prompt, repeat) in enumerate(wanted)
    ]


def call_id(target: Target, prompt: Prompt, repeat: int) -> str:
    """Name the call by everything that can change its answer."""
    settings = target.settings
    sampling = {
        "max_output_tokens": settings.max_output_tokens,
        "temperature": settings.temperature,
        "reasoning_effort": settings.reasoning_effort,
        "extra": settings.extra,
    }
    return content_id(
        prompt.id,
        target.dialect,
        target.base_url,
        target.model,
        json.dumps(sampling, sort_keys=True),
        repeat,
    )


def _unsent(target: Target, prompt: Prompt) -> Literal["over_window"] | None:
    window = target.settings.window
    needed = prompt.tokens + target.settings.max_output_tokens
    return "over_window" if window is not None and needed > window else None
