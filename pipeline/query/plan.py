"""Which answers are wanted, and in what order they are asked for. Pure."""

import json
import random
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal, TypeAlias

from pipeline.query.models.asking import asked, fits, output_room
from pipeline.query.models.target import HOLDS_WINDOW, Target
from pipeline.query.text import Text
from pipeline.records import Cache, Planned, content_id


def plan(
    run: str,
    prompts: Sequence[Text],
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
    names = Names()
    return [
        Planned(
            run=run,
            call=names.call(target, prompt, repeat),
            prompt=prompt.id,
            model=target.settings.id,
            endpoint=target.base_url,
            repeat=repeat,
            position=position,
            unsent=names.unsent(target, prompt),
        )
        for position, (target, prompt, repeat) in enumerate(wanted)
    ]


_Wanted: TypeAlias = tuple[Target, Text, int]


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
        contexts.setdefault(call[1].context, []).append(call)
    lanes = calls[0][0].settings.concurrency
    blocks = list(contexts.values())
    for start in range(0, len(blocks), lanes):
        for wave in zip_longest(*blocks[start : start + lanes]):
            yield from (call for call in wave if call is not None)


def _sampling(target: Target, tokens: int, cache: Cache) -> str:
    ask = asked(target, "", tokens, cache).ask
    sampling: dict[str, object] = {
        "max_output_tokens": ask.max_output_tokens,
        "temperature": ask.temperature,
        "reasoning_effort": ask.effort,
        "extra": ask.fields,
    }
    further = {
        "top_p": ask.top_p,
        "seed": ask.seed,
        "seed_field": None if ask.seed is None else ask.seed_field,
        "effort_field": None if ask.effort is None else ask.effort_field,
        "window": ask.window if target.dialect == HOLDS_WINDOW else None,
    }
    sampling |= {name: value for name, value in further.items() if value is not None}
    return json.dumps(sampling, sort_keys=True)


class Names:
    """Names calls, and works out once what many of them share: there are a million."""

    def __init__(self) -> None:
        self._sampling: dict[tuple[str, int, Cache], str] = {}
        self._unsent: dict[tuple[str, int], Literal["over_window"] | None] = {}

    def call(self, target: Target, prompt: Text, repeat: int) -> str:
        """Name the call by everything that can change its answer."""
        room = output_room(target, prompt.tokens)
        of = (target.settings.id, room, prompt.cache)
        if of not in self._sampling:
            self._sampling[of] = _sampling(target, prompt.tokens, prompt.cache)
        return content_id(
            *(prompt.id, target.dialect, target.base_url, target.model),
            *(self._sampling[of], repeat),
        )

    def unsent(self, target: Target, prompt: Text) -> Literal["over_window"] | None:
        of = (target.settings.id, prompt.tokens)
        if of not in self._unsent:
            sent = fits(target, prompt.tokens)
            self._unsent[of] = None if sent else "over_window"
        return self._unsent[of]
