"""Who is next: the first of a context, those begun, and what can be paid for."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from pipeline.query.models.target import Target
from pipeline.query.pace.dispatch import Dispatcher
from pipeline.query.pace.lane import SPARE, Allowance, Lane
from pipeline.query.pace.lanes import lanes_of
from pipeline.query.pace.ledger import Ledger
from pipeline.query.pace.limiter import Limiter
from pipeline.query.pace.reserve import Reserve
from pipeline.query.pace.scheduler import Scheduler
from pipeline.query.pace.waiting import Ticket, Waiting
from pipeline.query.replies.reply import Heard, Reply, Times
from pipeline.records import Planned, Usage
from tests.query.bench import priced, target, today

URL = "http://127.0.0.1:1"
HERE = target(URL)
FREE = Ledger(None)


def ticket(
    position: int, *, context: str | None = None, at: Target = HERE, tokens: int = 100
) -> Ticket:
    planned = Planned(
        run="r",
        call=f"c{position}",
        prompt=f"p{position}",
        model=at.settings.id,
        endpoint=at.base_url,
        repeat=0,
        position=position,
        unsent=None,
    )
    return Ticket(planned, at, tokens, context)


def by_tokens(ticket: Ticket) -> float:
    return ticket.tokens / 100


def waiting(*tickets: Ticket) -> Waiting:
    return Waiting(tickets, by_tokens)


def taken(
    some: Waiting, ledger: Ledger = FREE, *, times: int = 99, fresh: bool = True
) -> list[int]:
    found: list[int] = []
    while len(found) < times and (one := some.take(ledger, fresh=fresh)):
        one.begun = True
        found.append(one.planned.position)
    return found


def lane(tickets: Iterable[Ticket], ceiling: int, ledger: Ledger = FREE) -> Lane:
    return Lane(Waiting(tickets, by_tokens), Limiter(ceiling), Allowance(), ledger)


def test_the_order_is_that_of_the_run() -> None:
    assert taken(waiting(*(ticket(n) for n in (4, 0, 3, 1, 2)))) == [0, 1, 2, 3, 4]


def test_those_that_share_a_context_wait_for_the_first_of_them() -> None:
    some = [ticket(n, context="ab"[n % 2]) for n in range(6)]
    queue = waiting(*some)

    assert taken(queue) == [0, 1]
    assert len(queue) == 4
    queue.ended(some[1])
    assert taken(queue) == [3, 5]
    queue.ended(some[0])
    queue.ended(some[3])
    assert taken(queue) == [2, 4]
    assert len(queue) == 0


def test_calls_without_a_context_wait_for_none() -> None:
    queue = waiting(ticket(0, context="a"), ticket(1, context="a"), ticket(2))

    assert taken(queue) == [0, 2]


def test_a_begun_call_goes_before_all_others() -> None:
    some = [ticket(n) for n in range(3)]
    queue = waiting(*some)
    assert taken(queue, times=2) == [0, 1]

    queue.put_back(some[1])

    assert taken(queue, fresh=False) == [1]
    assert taken(queue, fresh=False) == []
    assert taken(queue) == [2]


def test_cheaper_ones_go_while_a_dear_one_waits() -> None:
    ledger = Ledger(5.0)
    queue = waiting(*(ticket(n, tokens=t) for n, t in enumerate((300, 900, 100, 200))))

    assert taken(queue, ledger) == [0, 2]
    assert len(queue) == 2
    assert queue.cheapest_usd() == 2.0
    ledger.settle(3.0, 1.0)
    assert taken(queue, ledger) == [3]
    assert queue.cheapest_usd() == 9.0


def test_money_that_comes_back_goes_to_those_that_it_suffices_for() -> None:
    ledger = Ledger(10.0)
    queue = waiting(
        ticket(0, tokens=1_000), *(ticket(n, tokens=400) for n in (1, 2, 3))
    )
    assert taken(queue, ledger) == [0]

    ledger.settle(10.0, 1.0)

    assert taken(queue, ledger) == [1, 2]
    assert len(queue) == 1


def test_a_call_that_sleeps_leaves_its_slot_but_not_without_end() -> None:
    """Otherwise every call of a run would be begun while the provider is down."""
    some = [ticket(n) for n in range(500)]
    one = lane(some, ceiling=100)
    begun = 0
    while found := one.next(0.0):
        begun += 1
        one.attempt_over(found, None, 0.0)

    assert begun == 100 + SPARE
    one.call_over(some[0])
    assert one.next(0.0) is some[begun]


def test_one_at_a_time_is_one_in_the_whole_client_and_the_models_take_turns() -> None:
    targets = [target(URL, name, concurrency=8) for name in "abc"]
    tickets = [ticket(n, at=targets[n // 4]) for n in range(12)]
    lanes = lanes_of(tickets, Reserve(today), FREE, 0.0)
    scheduler = Scheduler(lanes, FREE, one_at_a_time=True)
    order: list[str] = []

    while found := scheduler.next(0.0):
        assert scheduler.next(0.0) is None
        assert scheduler.wakes_at(0.0) is None
        scheduler.attempt_over(found, None, 0.0, 0.0)
        assert scheduler.next(0.0) is None, "it is not committed yet"
        scheduler.call_over(found)
        order.append(found.target.model)

    assert order == ["a", "b", "c"] * 4


def test_a_call_that_sleeps_keeps_no_other_from_its_turn() -> None:
    targets = [target(URL, name) for name in "ab"]
    tickets = [ticket(n, at=one) for n, one in enumerate(targets)]
    lanes = lanes_of(tickets, Reserve(today), FREE, 0.0)
    scheduler = Scheduler(lanes, FREE, one_at_a_time=True)
    first = scheduler.next(0.0)
    assert first

    scheduler.attempt_over(first, None, 0.0, 0.0)
    scheduler.asleep(first)

    assert scheduler.next(0.0) is tickets[1]


def test_the_minute_is_shared_by_the_models_of_an_endpoint_and_a_key() -> None:
    targets = [
        target(URL, "a", tokens_per_minute=600),
        target(URL, "b", tokens_per_minute=600),
        target(URL, "c", tokens_per_minute=600, key="sk-another-key"),
    ]
    tickets = [ticket(n, at=one) for n, one in enumerate(targets)]
    scheduler = Scheduler(lanes_of(tickets, Reserve(today), FREE, 0.0), FREE)

    sent = [scheduler.next(0.0), scheduler.next(0.0), scheduler.next(0.0)]

    assert sent == [tickets[0], tickets[2], None]
    assert scheduler.wakes_at(0.0) == 10.0
    assert scheduler.waiting == 1
    assert scheduler.next(10.0) is tickets[1]


def test_targets_that_differ_in_what_they_ask_for_share_their_slots() -> None:
    one = target(URL, "a", concurrency=2, temperature=0.0)
    other = target(URL, "a", concurrency=2, temperature=1.0)
    other = Target(
        other.settings.model_copy(update={"id": "test/other"}),
        *(other.service, other.dialect, other.base_url, other.model, other.facts),
        other.key,
    )
    tickets = [ticket(n, at=(one, other)[n % 2]) for n in range(6)]
    scheduler = Scheduler(lanes_of(tickets, Reserve(today), FREE, 0.0), FREE)

    assert [scheduler.next(0.0), scheduler.next(0.0)] == tickets[:2]
    assert scheduler.next(0.0) is None


def test_the_greatest_of_their_settings_is_the_ceiling_of_a_shared_lane() -> None:
    few, many = target(URL, "a", concurrency=1), target(URL, "a", concurrency=5)
    other = replace(
        many, settings=many.settings.model_copy(update={"id": "test/other"})
    )
    tickets = [ticket(n, at=(few, other, few)[n]) for n in range(3)]

    lanes = lanes_of(tickets, Reserve(today), FREE, 0.0)

    assert {lane.limiter.ceiling for lane in lanes.values()} == {5}


def test_the_reserve_grows_with_what_a_provider_counts() -> None:
    reserve = Reserve(today)
    one = ticket(0, at=target(URL, **priced(input=1e6, output=0)), tokens=1_000)
    before = reserve.usd(one)
    counted = Usage(prompt_tokens=3_064, completion_tokens=1)
    reply = Reply("Ada", "", "", counted, "stop", None)

    reserve.learn(one, Heard(200, Times(total_s=1.0), reply))

    assert before == 1_314, "a quarter more than its ratio says"
    assert reserve.usd(one) == 3_064


def test_an_absurd_count_does_not_make_every_call_too_dear() -> None:
    reserve = Reserve(today)
    one = ticket(0, at=target(URL, **priced(input=1e6, output=0)), tokens=1_000)
    absurd = Usage(prompt_tokens=9 * 10**15, completion_tokens=1)
    reply = Reply("Ada", "", "", absurd, "stop", None)

    reserve.learn(one, Heard(200, Times(total_s=1.0), reply))

    assert reserve.usd(one) == 10_064, "ten for each of the reference's"


def test_a_pause_that_ends_while_it_is_looked_at_is_not_missed() -> None:
    """The clock goes on between two looks at it: here, past the end of the pause."""
    lanes = lanes_of([ticket(1)], Reserve(today), FREE, 0.0)
    [lane] = lanes.values()
    lane.limiter.sent()
    lane.limiter.refused(0.0, 0.0, asked_s=0.005)
    hundredths = count()
    dispatcher = Dispatcher(Scheduler(lanes, FREE), lambda: next(hundredths) / 100)
    made: list[Ticket] = []

    async def make(one: Ticket) -> None:
        made.append(one)

    asyncio.run(asyncio.wait_for(dispatcher.run(make), 5))

    assert len(made) == 1
