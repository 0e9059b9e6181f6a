"""One call, asked until there is an end to it."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import uuid4

from pipeline.facts import Facts
from pipeline.query.loop_lag import LoopLag
from pipeline.query.models.target import Target
from pipeline.query.pace.dispatch import Dispatcher
from pipeline.query.pace.ledger import Spent, is_free
from pipeline.query.pace.reserve import Reserve
from pipeline.query.pace.retry import wait_s
from pipeline.query.pace.waiting import Ticket
from pipeline.query.prices import price_of
from pipeline.query.replies.reply import Heard, Reply, Times
from pipeline.query.rows import Finished, Made, begun, finished
from pipeline.query.text import Text
from pipeline.query.transport import Clock, Endpoint
from pipeline.query.wire import Sealed, seal
from pipeline.query.writer import Writer
from pipeline.records import Planned, Usage


@dataclass(frozen=True, slots=True)
class Desk:
    """What every call of a run shares."""

    text_of: Callable[[str], str]
    """Called from threads: it must not read the store, which the writer is using."""
    prompts: Mapping[str, Text]
    made_before: Mapping[str, int]
    """Attempts already stored of a call that is asked again."""
    clock: Clock
    dice: Callable[[], float]
    lag: LoopLag
    dispatcher: Dispatcher
    writer: Writer
    reserve: Reserve
    capped: bool
    """There is a budget: what an attempt may cost is stored before it is sent."""
    endpoints: dict[str, Endpoint] = field(default_factory=dict[str, Endpoint])
    """By address."""
    in_flight: Counter[str] = field(default_factory=Counter[str])
    """By address."""


async def make_call(ticket: Ticket, desk: Desk) -> Finished | None:
    """Make attempts until one is final; the slot is free while a call only waits.

    The first has its slot already. Return `None` when the run was stopped, or its
    money spent, before the call had an end; its attempts are kept even then.
    """
    settings = ticket.target.settings
    made: list[Made] = []
    slept_s = 0.0
    start = desk.clock()
    while attempt := await _attempt(ticket, desk, slept_s):
        made.append(attempt)
        left_s = start + settings.patience_s - desk.clock()
        wait = wait_s(
            attempt.heard.error,
            made=len(made),
            allowed=settings.attempts,
            dice=desk.dice(),
            left_s=left_s,
        )
        if wait is None:
            desk.dispatcher.gave_up(ticket, attempt.heard.error)
            return _finished(ticket.planned, made, desk, ticket.target.facts)
        slept_s = await _sleep(wait, ticket, desk)
        if not await desk.dispatcher.readmitted(ticket):
            break
        if desk.clock() > start + settings.patience_s:
            desk.dispatcher.withdraw(ticket)
            desk.dispatcher.gave_up(ticket, attempt.heard.error)
            return _finished(ticket.planned, made, desk, ticket.target.facts)
    if made:
        before = desk.made_before.get(ticket.planned.call, 0)
        await desk.writer.leave(begun(ticket.planned.call, made, made_before=before))
    return None


async def read_here(planned: Planned, target: Target, desk: Desk) -> Finished:
    """Let a baseline read the prompt, in a thread and by the same clock."""
    assert target.baseline is not None
    text = await asyncio.to_thread(desk.text_of, planned.prompt)
    when = datetime.now(UTC)
    reply, total_s = await asyncio.to_thread(
        _timed, target.baseline.read, text, desk.clock
    )
    times = Times(
        total_s=total_s, first_token_s=total_s, first_answer_s=total_s, answer_s=total_s
    )
    heard = Heard(None, times, Reply(reply, "", "", Usage(), "stop", None))
    priced = price_of(target, Usage(), when)
    return _finished(planned, [Made(heard, _shown(when), priced=priced)], desk)


async def _attempt(ticket: Ticket, desk: Desk, slept_s: float) -> Made | None:
    queued_s = ticket.sent_at - ticket.due_at
    sealed = await _sealed(ticket, desk)
    held = _held(ticket)
    if desk.capped:
        await desk.writer.note([held])
    if desk.dispatcher.stopped.is_set():
        desk.dispatcher.withdraw(ticket)
        if desk.capped:
            await desk.writer.note([_settled(held, 0.0)])
        return None
    made = await _ask(ticket, sealed, desk)
    cost_usd = _cost_usd(made)
    desk.reserve.learn(ticket, made.heard)
    desk.dispatcher.attempt_over(ticket, made.heard.error, cost_usd)
    spent = _settled(held, cost_usd) if held.usd or cost_usd is not None else None
    return replace(made, queue_wait_s=queued_s, retry_wait_s=slept_s, spent=spent)


async def _ask(ticket: Ticket, sealed: Sealed, desk: Desk) -> Made:
    url = ticket.target.base_url
    desk.in_flight[url] += 1
    in_flight = desk.in_flight[url]
    when, started = datetime.now(UTC), desk.clock()
    try:
        heard = await desk.endpoints[url].ask(sealed)
    finally:
        desk.in_flight[url] -= 1
    lag_s = desk.lag.worst_since(started)
    reply = heard.reply
    usage, raw = (reply.usage, reply.usage_raw) if reply else (Usage(), None)
    return Made(
        heard,
        _shown(when),
        loop_lag_s=lag_s,
        sent=sealed.sent,
        in_flight=in_flight,
        priced=price_of(ticket.target, usage, when, raw=raw),
    )


def _cost_usd(made: Made) -> float | None:
    """Return `None` where it is not known: a refusal costs nothing, silence may."""
    if made.priced and made.priced.cost_usd is not None:
        return made.priced.cost_usd
    error = made.heard.error
    return 0.0 if error and is_free(made.heard.status, error.kind) else None


async def _sealed(ticket: Ticket, desk: Desk) -> Sealed:
    """Render and encode in one visit to a thread: each wakes it, and the loop again."""
    prompt = desk.prompts[ticket.planned.prompt]

    def sealed() -> Sealed:
        return seal(desk.text_of(prompt.id), ticket.target, prompt)

    return await asyncio.to_thread(sealed)


async def _sleep(wait: float, ticket: Ticket, desk: Desk) -> float:
    """Return the seconds that it slept: less where the run was stopped."""
    desk.dispatcher.asleep(ticket)
    asleep = desk.clock()
    with suppress(TimeoutError):
        await asyncio.wait_for(desk.dispatcher.stopped.wait(), wait)
    return desk.clock() - asleep


def _held(ticket: Ticket) -> Spent:
    planned = ticket.planned
    return Spent(
        id=uuid4().hex,
        run=planned.run,
        call=planned.call,
        usd=ticket.reserved_usd,
        known=False,
    )


def _settled(held: Spent, cost_usd: float | None) -> Spent:
    if cost_usd is None:
        return held
    return held.model_copy(update={"usd": cost_usd, "known": True})


def _finished(
    planned: Planned, made: list[Made], desk: Desk, facts: Facts | None = None
) -> Finished:
    return finished(
        planned.call,
        made,
        tokens=desk.prompts[planned.prompt].tokens,
        tokens_ratio=facts.tokens_ratio if facts else None,
        made_before=desk.made_before.get(planned.call, 0),
    )


def _timed(read: Callable[[str], str], text: str, clock: Clock) -> tuple[str, float]:
    started = clock()
    return read(text), clock() - started


def _shown(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
