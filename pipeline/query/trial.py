"""How far this client's own clock is from the truth, on the machine it runs on.

A server whose log says when each request arrived and when each token was written is
asked for streams, so many at once; what is left between the log and what was measured
is the client's own error, below which no difference of two models means anything.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Final

from pipeline.query.models.endpoints import resolve
from pipeline.query.models.target import Target
from pipeline.query.replies.reply import Times
from pipeline.query.text import PlainText
from pipeline.query.transport import Endpoint
from pipeline.query.wire import seal
from pipeline.settings import ModelSettings

TRIAL_MODEL: Final = "openai-api/trial/mock-model"
TRIAL_TEXT: Final = "Which word comes next? key={};"
"""The server's log tells requests apart by the key."""


@dataclass(frozen=True, slots=True)
class Errors:
    """Of how many requests, and how far off: seconds."""

    count: int
    median: float
    mean: float
    p99: float


@dataclass(frozen=True, slots=True)
class Floor:
    streams: int
    clocks: tuple[str, ...]
    """Who took the stamps; one name, unless some differed."""
    first_token: Errors
    answer: Errors
    server_late: Errors
    """How late the server's own writes were: a part of nothing above, but a sign of
    a machine too busy to tell."""


async def trial(url: str, streams: int, requests: int) -> dict[str, Times]:
    """Ask for so many answers; return the times of those that came, by key."""
    asked = trial_target(url, streams)
    found: dict[str, Times] = {}

    async def one(number: int) -> None:
        key = str(number)
        heard = await endpoint.ask(seal(TRIAL_TEXT.format(key), asked, trial_text(key)))
        if heard.error is None:
            found[key] = heard.times

    async with Endpoint(url, streams, time.perf_counter) as endpoint:
        await closed_loop(one, streams, requests)
    return found


def floor(
    streams: int, measured: Mapping[str, Times], log: Iterable[Mapping[str, Any]]
) -> Floor:
    """Compare, leaving out the first request of each stream, which connects."""
    first: list[float] = []
    answer: list[float] = []
    late: list[float] = []
    clocks: set[str] = set()
    for row in [row for row in log if row["key"] in measured][streams:]:
        times = measured[row["key"]]
        if times.first_token_s is None or times.answer_s is None:
            continue
        clocks.add(str(times.clock))
        first.append(abs(times.first_token_s - (row["first"] - row["begun"])))
        answer.append(abs(times.answer_s - (row["last"] - row["begun"])))
        late.extend(row["late"])
    return Floor(
        streams, tuple(sorted(clocks)), errors(first), errors(answer), errors(late)
    )


def errors(values: Iterable[float]) -> Errors:
    ordered = sorted(values)
    if not ordered:
        return Errors(0, 0.0, 0.0, 0.0)
    last = len(ordered) - 1
    return Errors(
        len(ordered),
        ordered[round(0.5 * last)],
        fmean(ordered),
        ordered[round(0.99 * last)],
    )


async def closed_loop(
    one: Callable[[int], Awaitable[None]], streams: int, requests: int
) -> None:
    numbers = iter(range(requests))

    async def work() -> None:
        for number in numbers:
            await one(number)

    async with asyncio.TaskGroup() as group:
        for _ in range(min(streams, requests)):
            group.create_task(work())


def trial_target(url: str, streams: int) -> Target:
    settings = ModelSettings(
        id=TRIAL_MODEL, base_url=url, concurrency=streams, adaptive=False
    )
    return resolve([settings], {})[0]


def trial_text(name: str) -> PlainText:
    return PlainText(name, tokens=20)
