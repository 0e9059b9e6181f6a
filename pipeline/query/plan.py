"""Which answers are wanted, and in what order they are asked for. Pure."""

import json
import random
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal, TypeAlias

from pipeline.query.asking import asked, fits
from pipeline.query.target import Target
from pipeline.records import Cache, Planned, Prompt, content_id


def plan(
    run: str,
    prompts: Sequence[Prompt],
    targets: Sequence[Target],
    *,
    repeats: int,
    seed: int,
) -> list[Planned]:
    """Return every wanted call in a seeded random order over models and lengths.

    The same arguments give the same order, whatever order they come in. Prompts that
    share a context (`cache = "warm"`) are asked in waves, so that the first has been
    read when the others come.
    """
    wanted = [
        (target, prompt, repeat)
        for target in sorted(targets, key=lambda target: target.settings.id)
        for prompt in sorted(prompts, key=lambda prompt: prompt.id)
        for repeat in ([prompt.repeat] if prompt.repeat is not None else range(repeats))
    ]
    random.Random(seed).shuffle(wanted)  # noqa: S311 - an order, not a secret
    wanted = _in_waves(wanted)
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


_Wanted: TypeAlias = tuple[Target, Prompt, int]


def _in_waves(wanted: Sequence[_Wanted]) -> list[_Wanted]:
    """Order the calls of each model among the places that they have."""
    by_model: dict[str, list[_Wanted]] = {}
    for one in wanted:
        by_model.setdefault(one[0].settings.id, []).append(one)
    queues = {model: _waves(calls) for model, calls in by_model.items()}
    return [next(queues[target.settings.id]) for target, _, _ in wanted]


def _waves(calls: Sequence[_Wanted]) -> Iterator[_Wanted]:
    """Yield the first call of as many contexts as are asked at once, then the second.

    By then a provider has read the context, and may know it again.
    """
    contexts: dict[tuple[object, ...], list[_Wanted]] = {}
    for call in calls:
        contexts.setdefault(_context(call[1]), []).append(call)
    lanes = calls[0][0].settings.concurrency
    blocks = list(contexts.values())
    for start in range(0, len(blocks), lanes):
        for wave in zip_longest(*blocks[start : start + lanes]):
            yield from (call for call in wave if call is not None)


def _context(prompt: Prompt) -> tuple[object, ...]:
    """Return what two prompts have in common that begin with the same documents."""
    if prompt.layout is None or prompt.cache is Cache.COLD:
        return (prompt.id,)
    return (prompt.layout, prompt.rung, prompt.evidence, prompt.evidence_at)


def call_id(target: Target, prompt: Prompt, repeat: int) -> str:
    """Name the call by everything that can change its answer."""
    ask = asked(target, "", prompt.tokens, prompt.cache).ask
    sampling: dict[str, object] = {
        "max_output_tokens": ask.max_output_tokens,
        "temperature": ask.temperature,
        "reasoning_effort": ask.effort,
        "extra": ask.fields,
    }
    sampling |= {
        name: value
        for name, value in (("top_p", ask.top_p), ("seed", ask.seed))
        if value is not None
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
    return None if fits(target, prompt.tokens) else "over_window"
