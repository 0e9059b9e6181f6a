"""Whoever waits for data goes on in turn, and sockets are read in between."""

import asyncio
import time

import httpx
import pytest

from pipeline.query.measuring.transport import IDLE_S, MeasuringTransport
from pipeline.query.measuring.turns import MOST_AT_ONCE, Turns
from tests.query.measuring.raw import (
    CHUNKED,
    END,
    OK,
    Peer,
    chunk,
    exchange,
    raw_server,
)

WAITING = 5 * MOST_AT_ONCE + 1


def test_a_few_go_on_between_two_turns_of_the_loop() -> None:
    async def play() -> list[int]:
        turn, per_turn = 0, dict[int, int]()
        turns = Turns()
        waiters = [asyncio.get_running_loop().create_future() for _ in range(WAITING)]

        async def wait(waiter: asyncio.Future[None]) -> None:
            await waiter
            per_turn[turn] = per_turn.get(turn, 0) + 1

        tasks = [asyncio.create_task(wait(waiter)) for waiter in waiters]
        await asyncio.sleep(0)
        tasks[3].cancel()
        await asyncio.sleep(0)
        for waiter in waiters:
            if not waiter.done():
                turns.wake(waiter)
        while not all(task.done() for task in tasks):
            turn += 1
            await asyncio.sleep(0)
        return list(per_turn.values())

    went_on = asyncio.run(play())

    assert max(went_on) <= MOST_AT_ONCE
    assert sum(went_on) == WAITING - 1, "the one that was cancelled holds nobody up"


def test_a_reader_that_is_far_behind_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.query.measuring.connection.MAX_WAITING", 4)
    pieces = [chunk(b"%d;" % number) for number in range(40)]

    def talk(peer: Peer) -> None:
        peer.request()
        peer.send(CHUNKED, *pieces, END, pause=0.002)
        peer.request()

    async def call() -> tuple[int, bytes]:
        async with MeasuringTransport(time.perf_counter) as transport:
            request = httpx.Request("POST", server.url, content=b"{}")
            response = await transport.handle_async_request(request)
            await asyncio.sleep(0.2)  # all of it has been sent by now
            response.request = request
            content = await response.aread()
            await response.aclose()
            return response.status_code, content

    with raw_server(talk) as server:
        status, content = asyncio.run(call())

    assert (status, content) == (200, b"".join(b"%d;" % n for n in range(40)))


def test_a_connection_that_was_silent_for_long_is_not_used_again() -> None:
    passed_s = 0.0

    def talk(peer: Peer) -> None:
        while peer.request():
            peer.send(OK)

    async def call() -> None:
        nonlocal passed_s
        async with MeasuringTransport(
            lambda: time.perf_counter() + passed_s
        ) as transport:
            await exchange(transport, server.url)
            passed_s += IDLE_S - 5
            await exchange(transport, server.url)
            assert len(server.peers) == 1
            passed_s += IDLE_S + 5
            await exchange(transport, server.url)

    with raw_server(talk) as server:
        asyncio.run(call())
        assert len(server.peers) == 2
