"""The loop that calls run on leaves the process as it was."""

import asyncio
import gc
import sys

import pytest

from pipeline.query.loop import SWITCH_S, YOUNG, run


async def _seen() -> tuple[float, int, str]:
    loop = asyncio.get_running_loop()
    return sys.getswitchinterval(), gc.get_freeze_count(), type(loop).__module__


def test_while_it_runs_threads_switch_sooner_and_the_collector_has_less_to_do() -> None:
    interval_s = sys.getswitchinterval()

    switch_s, frozen, _ = run(_seen())

    assert switch_s == pytest.approx(SWITCH_S)
    assert frozen > 1_000
    assert sys.getswitchinterval() == interval_s
    assert gc.get_freeze_count() == 0


def test_the_collector_looks_less_often_and_afterwards_as_before() -> None:
    async def threshold() -> int:
        return gc.get_threshold()[0]

    before = gc.get_threshold()

    assert run(threshold()) == YOUNG
    assert gc.get_threshold() == before


def test_uvloop_is_used_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("uvloop")

    assert run(_seen())[2] == "uvloop"

    monkeypatch.setitem(sys.modules, "uvloop", None)
    assert run(_seen())[2].startswith("asyncio.")


def test_an_error_comes_through_and_leaves_nothing_changed() -> None:
    async def fail() -> None:
        raise LookupError

    interval_s = sys.getswitchinterval()
    with pytest.raises(LookupError):
        run(fail())

    assert sys.getswitchinterval() == interval_s
    assert gc.get_freeze_count() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
def test_as_many_connections_as_the_system_allows() -> None:
    import resource  # noqa: PLC0415

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (before[1] - 1, before[1]))
    try:
        run(_seen())
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == before[1]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_loop_that_runs_already_waits_and_goes_on() -> None:
    async def outer() -> tuple[bool, bool]:
        mine = asyncio.get_running_loop()

        async def inner() -> bool:
            return asyncio.get_running_loop() is mine

        same = run(inner())
        await asyncio.sleep(0)
        return same, asyncio.get_running_loop() is mine

    assert asyncio.run(outer()) == (False, True)
