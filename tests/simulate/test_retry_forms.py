from datetime import UTC, datetime

import pytest

from pipeline.simulate.retry_forms import asking, duration
from pipeline.simulate.scenario import RetryForm

NOW = datetime(2026, 11, 26, 12, 0, 0, tzinfo=UTC)
INFO = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "90s"}


@pytest.mark.parametrize(
    ("form", "headers"),
    [
        (RetryForm.NONE, {}),
        (RetryForm.SECONDS, {"retry-after": "90"}),
        (
            RetryForm.DATE,
            {
                "date": "Thu, 26 Nov 2026 12:00:00 GMT",
                "retry-after": "Thu, 26 Nov 2026 12:01:30 GMT",
            },
        ),
        (RetryForm.MILLISECONDS, {"retry-after-ms": "90000"}),
        (RetryForm.DURATION, {"retry-after": "1m30s"}),
        (
            RetryForm.RESET,
            {
                "x-ratelimit-remaining-requests": "0",
                "x-ratelimit-reset-requests": "1m30s",
            },
        ),
        (RetryForm.RETRY_INFO, {}),
        (RetryForm.MESSAGE, {}),
    ],
)
def test_a_minute_and_a_half_in_every_form(
    form: RetryForm, headers: dict[str, str]
) -> None:
    found = asking(form, 90, NOW)

    assert found.headers == headers
    assert found.details == (INFO if form is RetryForm.RETRY_INFO else None)
    assert ("try again in 1m30s" in found.words) == (form is RetryForm.MESSAGE)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0ms"), (0.25, "250ms"), (1.5, "1.5s"), (60, "1m0s"), (3661, "1h1m1s")],
)
def test_durations_are_written_as_go_writes_them(seconds: float, text: str) -> None:
    assert duration(seconds) == text
