"""Ask services how many of their tokens a few prompts have: nothing is answered."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import CallError, MalformedError
from pipeline.query.forecasts.counters import COUNTERS, Counter
from pipeline.query.forecasts.foreseen import Counted
from pipeline.query.models.target import Target
from pipeline.query.plain_http import PlainHttp
from pipeline.records import Planned, Prompt, Record
from pipeline.store import Store

_OBJECT: Final = TypeAdapter(dict[str, object])


class Count(Record):
    endpoint: str
    model: str
    prompt: str
    tokens: int
    counted_at: str
    """UTC, ISO 8601."""


class Wanted(NamedTuple):
    """What one model's service is to count."""

    target: Target
    prompts: Sequence[Prompt]


def wanted(
    targets: Sequence[Target],
    planned: Sequence[Planned],
    prompts: Mapping[str, Prompt],
    counted: Sequence[Counted],
) -> list[Wanted]:
    """Return the smallest, the middle and the largest prompt of each model.

    Only of models that can be asked for it, and without prompts counted already.
    """
    of_model: dict[str, dict[str, Prompt]] = defaultdict(dict)
    for one in planned:
        if one.unsent is None:
            of_model[one.model][one.prompt] = prompts[one.prompt]
    known = {(one.endpoint, one.model, one.prompt) for one in counted}
    found: list[Wanted] = []
    for target in targets:
        model = target.settings.id
        few = _few(list(of_model[model].values()))
        due = [one for one in few if (target.base_url, model, one.id) not in known]
        if due and target.facts.count in COUNTERS:
            found.append(Wanted(target, due))
    return found


def count_prompts(
    store: Store, due: Sequence[Wanted], text_of: Callable[[str], str]
) -> list[str]:
    """Ask for each count and store it; return what went wrong, one line a model."""
    mistakes: list[str] = []
    for target, prompts in due:
        try:
            for prompt in prompts:
                tokens = _tokens(target, text_of(prompt.id))
                store.insert("plan_add_counts", [_count(target, prompt, tokens)])
        except CallError as error:
            mistakes.append(f"{target.settings.id}: {error.kind}: {error}")
    return mistakes


def _few(prompts: Sequence[Prompt]) -> list[Prompt]:
    by_size = sorted(prompts, key=lambda prompt: (prompt.tokens, prompt.id))
    places = sorted({0, len(by_size) // 2, len(by_size) - 1})
    return [by_size[place] for place in places] if by_size else []


def _tokens(target: Target, text: str) -> int:
    counter: Counter = COUNTERS[target.facts.count or ""]
    request = counter.encode(target.base_url, target.model, text, target.key)
    sent = {"accept": "application/json", **request.headers}
    with PlainHttp(
        request.base_url,
        headers=sent,
        key=request.key,
        silence_s=target.settings.timeout_s,
    ) as http:
        body = http.post(request.path, json.dumps(request.body).encode())
    try:
        return counter.decode(_OBJECT.validate_json(body))
    except ValidationError:
        message = "the answer is no JSON object"
        raise MalformedError(kind="malformed", message=message) from None


def _count(target: Target, prompt: Prompt, tokens: int) -> Count:
    return Count(
        endpoint=target.base_url,
        model=target.settings.id,
        prompt=prompt.id,
        tokens=tokens,
        counted_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
