"""How each call of a run ends, over real sockets, and what is stored of it."""

import time

import pytest

from pipeline.records import Outcome
from tests.query.bench import Bench, run
from tests.support.server import (
    DONE_EVENT,
    END,
    OK,
    Drop,
    Hang,
    Script,
    answer,
    body,
    event,
    refusal,
    said,
    stop,
    usage,
)


def test_an_answer_is_a_row_with_its_attempt(bench: Bench) -> None:
    seen: list[tuple[int, int, str]] = []
    bench.progress = lambda done, total, note: seen.append((done, total, note))
    script = [
        OK,
        body(said(reasoning="Hm"), after=0.05),
        body(said(content="Ada\u2028"), after=0.05),
        body(stop() + usage(90, 4, cached_tokens=8) + DONE_EVENT),
        END,
    ]

    ran = run(bench, [script], temperature=0.5)

    call, [attempt] = bench.the_call(), bench.attempts()
    assert ran.server.requests[0].prompt == "text of p1"
    assert ran.server.requests[0].json["temperature"] == 0.5
    assert (ran.result.sent, ran.result.already_finished) == (1, 0)
    assert ran.result.outcomes == {Outcome.ANSWERED: 1}
    assert seen == [(1, 1, "openai-api/test/m")]
    assert call.outcome is Outcome.ANSWERED
    assert (call.answer, call.reasoning) == ("Ada\u2028", "Hm")
    assert call.usage.model_dump() == {
        "prompt_tokens": 90,
        "cached_tokens": 8,
        "completion_tokens": 4,
        "reasoning_tokens": None,
        "cache_write_tokens": None,
    }
    assert (call.finish_reason, call.served_model) == ("stop", "served-1")
    assert (call.error, call.message, call.censored_s) == (None, None, None)
    assert call.first_token_s == attempt.first_token_s
    assert call.answer_s == attempt.answer_s == call.felt_s
    assert call.answer_s is not None
    assert call.answer_s >= 0.10
    assert (attempt.number, attempt.status, attempt.error) == (1, 200, None)
    assert attempt.started_at.endswith("+00:00")
    assert attempt.loop_lag_s is not None


def test_a_refused_call_is_made_again_and_timed_without_the_wait(bench: Bench) -> None:
    ran = run(
        bench,
        [
            refusal(429, {"error": {"type": "rate_limit"}}, retry_after="0.5"),
            answer("Ada", after=0.05),
        ],
    )

    call, [first, last] = bench.the_call(), bench.attempts()
    assert len(ran.server.requests) == 2
    assert call.outcome is Outcome.ANSWERED
    assert call.attempts == 2
    assert (first.number, first.status, first.error) == (1, 429, "rate_limited")
    assert (last.number, last.status, last.error) == (2, 200, None)
    assert first.retry_wait_s == 0.0
    assert last.retry_wait_s >= 0.5
    assert call.answer_s == last.answer_s
    assert call.felt_s == pytest.approx(
        first.total_s + last.retry_wait_s + (last.answer_s or 0)
    )


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ([OK, body(said(content="Ad")), Drop()], "disconnected"),
        (refusal(503, retry_after="0"), "overloaded"),
        ([OK, body(event({"error": {"message": "x"}})), END], "server_error"),
    ],
    ids=["dropped", "overloaded", "fault-in-stream"],
)
def test_a_passing_failure_is_tried_again(
    bench: Bench, script: Script, kind: str
) -> None:
    run(bench, [script, answer("Ada")])

    assert bench.the_call().answer == "Ada"
    assert [attempt.error for attempt in bench.attempts()] == [kind, None]


def test_attempts_are_bounded(bench: Bench) -> None:
    ran = run(bench, [refusal(503, "busy", retry_after="0")], attempts=2)

    call = bench.the_call()
    assert len(ran.server.requests) == 2
    assert (call.outcome, call.error, call.attempts) == ("failed", "overloaded", 2)
    assert call.message is not None
    assert call.message.startswith("HTTP 503")
    assert (call.answer_s, call.felt_s, call.censored_s) == (None, None, None)


@pytest.mark.parametrize(
    ("script", "outcome", "error"),
    [
        pytest.param(refusal(401, {"error": "no"}), "failed", "auth", id="401"),
        pytest.param(
            refusal(429, {"error": {"code": "insufficient_quota"}}),
            "failed",
            "quota_exhausted",
            id="quota",
        ),
        pytest.param(
            refusal(400, {"error": {"message": "prompt is too long"}}),
            "over_window",
            None,
            id="over-window",
        ),
        pytest.param(
            refusal(400, {"error": {"type": "content_filter"}}),
            "filtered",
            None,
            id="filtered-before",
        ),
        pytest.param(
            answer("", reason="content_filter"), "filtered", None, id="filter"
        ),
        pytest.param(answer("Ad", reason="length"), "truncated", None, id="length"),
        pytest.param(answer("", reason="length"), "truncated", None, id="all-thought"),
        pytest.param(answer("  \n"), "failed", "empty_answer", id="empty"),
        pytest.param(
            [OK, body(said(refusal="I cannot.") + stop() + DONE_EVENT), END],
            "refused",
            None,
            id="refused",
        ),
        pytest.param(
            answer("Ada", prompt_tokens=49), "failed", "silently_truncated", id="silent"
        ),
        pytest.param(
            answer("Ada", prompt_tokens=49, reason="length"),
            "failed",
            "silently_truncated",
            id="silent-and-cut",
        ),
        pytest.param(answer("Ada", prompt_tokens=50), "answered", None, id="fewer"),
        pytest.param(
            answer("Ada", prompt_tokens=0), "answered", None, id="not-counted"
        ),
        pytest.param(
            [OK, body(b"data: {\n\n"), END], "failed", "malformed", id="malformed"
        ),
    ],
)
def test_how_a_call_may_end_at_once(
    bench: Bench, script: Script, outcome: str, error: str | None
) -> None:
    ran = run(bench, [script])

    call = bench.the_call()
    assert len(ran.server.requests) == 1, "it is final"
    assert ran.result.outcomes == {Outcome(outcome): 1}
    assert (call.outcome, call.error) == (outcome, error)
    if outcome == "failed":
        assert call.message
        assert (call.answer, call.first_token_s, call.answer_s) == (None, None, None)


def test_a_silent_truncation_names_both_figures(bench: Bench) -> None:
    bench.tokens = 4_000

    run(bench, [answer("Ada", prompt_tokens=1_024)])

    message = bench.the_call().message or ""
    assert "1,024" in message
    assert "4,000" in message


def test_what_was_said_before_the_cap_is_kept(bench: Bench) -> None:
    run(bench, [answer("Ad", reason="length")])

    assert bench.the_call().answer == "Ad"


def test_a_timeout_is_censored_and_final(bench: Bench) -> None:
    ran = run(bench, [[OK, body(said(content="Ad")), Hang()]], timeout_s=0.3)

    call, [attempt] = bench.the_call(), bench.attempts()
    assert len(ran.server.requests) == 1
    assert (call.outcome, call.error) == ("failed", "timeout")
    assert call.censored_s == attempt.total_s == call.felt_s
    assert attempt.total_s >= 0.3
    assert (call.first_token_s, call.answer_s, call.answer) == (None, None, None)


def test_a_call_that_the_client_itself_disturbed_is_marked(bench: Bench) -> None:
    bench.prompts = ("p1", "p2")

    def block(done: int, total: int, note: str) -> None:
        del total, note
        if done == 1:
            time.sleep(0.5)

    bench.progress = block

    run(bench, [answer("slow", after=1.5), answer("quick")])

    slow = next(call for call in bench.calls() if call.answer == "slow")
    [attempt] = [one for one in bench.attempts() if one.call == slow.id]
    assert slow.disturbed
    assert attempt.loop_lag_s is not None
    assert attempt.loop_lag_s >= 0.4
