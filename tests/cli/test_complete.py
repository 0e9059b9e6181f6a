"""A run that left calls unsent is incomplete, and says why of each model."""

import pytest

from pipeline.cli.steps.asking import check_complete
from pipeline.errors import IncompleteError
from pipeline.query.pace.breaker import Closed
from pipeline.query.pace.budget import Shortfall
from pipeline.query.stage import RunResult
from pipeline.records import Outcome


def test_every_reason_is_said_at_once_whatever_is_tolerated() -> None:
    closed = Closed(("moonshot/kimi-k3",), 37, "auth", "HTTP 401:\nno such key")
    short = Shortfall(
        calls=2, cheapest_usd=1.0, budget_usd=3.0, spent_usd=3.0, unknown_usd=0.0
    )
    result = RunResult({Outcome.ANSWERED: 9}, 9, 0, shortfall=short, closed=[closed])

    with pytest.raises(IncompleteError) as raised:
        check_complete(result, tolerated=1.0)

    first, second = str(raised.value).splitlines()
    assert first == (
        "moonshot/kimi-k3: 3 calls in a row ended with auth: HTTP 401: no such key; 37 "
        "calls are not sent; mend it and run again, what is answered is kept; "
        "those that failed need --retry-failed"
    )
    assert second.startswith("budget_usd = 3 does not suffice for 2 calls")
    assert raised.value.exit_code == 3
