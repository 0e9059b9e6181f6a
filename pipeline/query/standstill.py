"""Say what is waited for while no call comes to its end."""

import asyncio
from math import ceil
from typing import Final

from pipeline.errors import CallError
from pipeline.query.call import Desk
from pipeline.query.tally import Tally

STILL_S: Final = 60.0
"""Who watches has begun to wonder by then."""
LOOK_S: Final = 1.0
_MOST_SHOWN: Final = 60
_HELD: Final = "the next is held by a limit or a pause for"


async def watch(desk: Desk, tally: Tally) -> None:
    """Run it as a task; it speaks after each `STILL_S` without a finished call."""
    sent, since = tally.sent, desk.clock()
    while True:
        await asyncio.sleep(LOOK_S)
        now = desk.clock()
        if tally.sent != sent:
            sent, since = tally.sent, now
        elif now - since >= STILL_S:
            since = now
            calls = desk.dispatcher
            tally.stands_still(
                waited_for(
                    calls.trying_again, desk.in_flight.total(), calls.last, calls.held_s
                )
            )


def waited_for(
    again: int, under_way: int, last: CallError | None, held_s: float | None = None
) -> str:
    """Tell how many wait to be tried again, how many are asked, what came last.

    `held_s`: for so long no other is sent, since a minute's quota is used up or the
    provider asked for a pause.
    """
    counts = [
        f"{again:,} wait to try again" if again else "",
        f"{under_way:,} under way" if under_way else "",
        f"{_HELD} {ceil(held_s):,} s" if held_s else "",
    ]
    said = " ".join(str(last).split())[:_MOST_SHOWN] if last else ""
    return "; ".join(filter(None, [", ".join(filter(None, counts)), _last(said)]))


def _last(said: str) -> str:
    return f"last: {said}" if said else ""
