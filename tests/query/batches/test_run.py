"""Batches over real sockets: what is sent, what is kept, what is never sent twice."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from pipeline.errors import SettingsError
from pipeline.query.batches.stage import check_targets
from pipeline.records import Outcome
from tests.query.batches.asking import Asking, Style, asked, patient
from tests.query.bench import KEY, target
from tests.support.batch_server import (
    BatchServer,
    Json,
    anthropic_answer,
    anthropic_refusal,
    anthropic_unserved,
    openai_answer,
    openai_refusal,
    openai_unserved,
)
from tests.support.server import refusal

STYLES = get_args(Style)
both = pytest.mark.parametrize("style", STYLES)


@pytest.fixture
def asking(tmp_path: Path, style: Style) -> Asking:
    return Asking(tmp_path / "bench.duckdb", style)


def uploads(server: BatchServer) -> int:
    ways = ("POST /files", "POST /messages/batches")
    return sum(server.seen.count(way) for way in ways)


@both
def test_an_answer_of_a_batch_is_a_call_without_times(
    asking: Asking, style: Style
) -> None:
    server = BatchServer(style)
    asking.settings = {"temperature": 0.5}

    [done] = asked(server, asking)

    assert done.outcomes == {Outcome.ANSWERED: 3}
    assert (done.submitted, done.collected, done.waiting, done.unsent) == (3, 3, 0, 0)
    assert done.problems == []
    calls, attempts = asking.bench.calls(), asking.bench.attempts()
    assert {call.answer for call in calls} == {
        f"answer to text of {name}" for name in asking.prompts
    }
    for call in calls:
        times = (call.first_token_s, call.first_answer_s, call.answer_s, call.felt_s)
        assert times == (None, None, None, None)
        assert (call.censored_s, call.disturbed, call.cost_usd) == (None, False, None)
        assert (call.usage.prompt_tokens, call.usage.completion_tokens) == (90, 4)
        assert call.served_model == "served-1"
        assert call.attempts == 1
    assert {(one.clock, one.number, one.total_s) for one in attempts} == {
        ("batch", 1, 90.0)
    }


@both
def test_what_is_sent_is_what_a_stream_would_ask_but_for_the_stream(
    asking: Asking, style: Style
) -> None:
    server = BatchServer(style)
    asking.settings = {"temperature": 0.5}

    asked(server, asking)

    assert len(server.made) == 1
    for one in server.asked():
        body: Json = one.get("body") or one["params"]
        assert (body["model"], body["temperature"]) == ("m", 0.5)
        assert body["messages"][0]["content"].startswith("text of p")
        assert not {"stream", "stream_options"} & body.keys()
    ids = {str(one["custom_id"]) for one in server.asked()}
    assert ids == {call.id for call in asking.bench.calls()}
    assert all(len(name) <= 64 for name in ids)
    if style == "openai":
        places = {(one["method"], one["url"]) for one in server.asked()}
        assert places == {("POST", "/v1/chat/completions")}


def odd_openai(prompt: str, call: str) -> object:
    match prompt[-1]:
        case "1":
            return openai_refusal(call, 400, code="context_length_exceeded", message="")
        case "2":
            return openai_unserved(call, "batch_expired")
        case "3":
            return b'{"custom_id": "' + call.encode() + b'", "respon'
        case "4":
            return openai_answer(prompt, "somebody-elses")
        case "5":
            return openai_refusal(call, 500, message="broken")
        case _:
            return openai_answer(prompt, call)


def odd_anthropic(prompt: str, call: str) -> object:
    match prompt[-1]:
        case "1":
            why = "prompt is too long: 2 tokens > 1 maximum"
            return anthropic_refusal(call, "invalid_request_error", why)
        case "2":
            return anthropic_unserved(call, "expired")
        case "3":
            return b'{"custom_id": "' + call.encode() + b'", "res'
        case "4":
            return anthropic_answer(prompt, "somebody-elses")
        case "5":
            return anthropic_refusal(call, "api_error", "broken")
        case _:
            return anthropic_answer(prompt, call)


@both
def test_every_request_of_a_batch_comes_to_an_end(asking: Asking, style: Style) -> None:
    say = odd_openai if style == "openai" else odd_anthropic
    asking.prompts = ("p1", "p2", "p3", "p4", "p5", "p6")

    server = BatchServer(style, say)
    [done] = asked(server, asking)

    names = {one.call: one.prompt for one in asking.bench.plan()}
    ends = {names[c.id]: (c.outcome.value, c.error) for c in asking.bench.calls()}
    assert ends == {
        "p1": ("over_window", None),
        "p2": ("failed", "expired"),
        "p3": ("failed", "malformed"),
        "p4": ("failed", "malformed"),
        "p5": ("failed", "server_error"),
        "p6": ("answered", None),
    }
    assert done.unread == 2
    assert done.waiting == 0


@both
def test_a_failure_is_asked_again_only_where_that_is_wanted(
    asking: Asking, style: Style
) -> None:
    unserved = openai_unserved if style == "openai" else anthropic_unserved
    kind = "batch_cancelled" if style == "openai" else "canceled"
    server = BatchServer(style, lambda _, call: unserved(call, kind))

    def better() -> None:
        assert {call.error for call in asking.bench.calls()} == {"cancelled"}
        server.say = None

    def wanted() -> None:
        asking.retry_failed = True

    _, unasked, again = asked(
        server, asking, patient(), better, patient(), wanted, patient()
    )

    assert (unasked.submitted, unasked.already_finished) == (0, 3)
    assert (again.submitted, again.collected) == (3, 3)
    assert {call.outcome for call in asking.bench.calls()} == {Outcome.ANSWERED}
    assert {call.attempts for call in asking.bench.calls()} == {2}
    numbers = sorted(one.number for one in asking.bench.attempts())
    assert numbers == [1, 1, 1, 2, 2, 2]


def test_a_file_that_is_refused_as_a_whole_fails_its_calls(tmp_path: Path) -> None:
    asking = Asking(tmp_path / "bench.duckdb", "openai")
    server = BatchServer("openai", failure="line 1 is no request")

    [done] = asked(server, asking)

    assert done.outcomes == {Outcome.FAILED: 3}
    call = asking.bench.calls()[0]
    assert call.error == "bad_request"
    assert "line 1 is no request" in (call.message or "")


@both
def test_without_patience_the_answers_are_collected_later(
    asking: Asking, style: Style
) -> None:
    server = BatchServer(style, looks=2)

    first, second, third = asked(server, asking, patient(0), patient(0), patient())

    assert (first.submitted, first.waiting, first.outcomes) == (3, 3, {})
    assert (second.submitted, second.waiting) == (0, 3)
    assert (third.submitted, third.collected, third.waiting) == (0, 3, 0)
    assert uploads(server) == 1


@both
def test_ctrl_c_leaves_the_batch_to_be_collected(asking: Asking, style: Style) -> None:
    def interrupt(seconds: float) -> None:
        del seconds
        raise KeyboardInterrupt

    server = BatchServer(style, looks=1)

    first, second = asked(server, asking, patient(sleep=interrupt), patient())

    assert (first.interrupted, first.waiting) == (True, 3)
    assert (second.submitted, second.collected) == (0, 3)
    assert uploads(server) == 1


@both
def test_a_batch_whose_id_was_never_heard_is_found_again(
    asking: Asking, style: Style
) -> None:
    server = BatchServer(style, after_made="drop", looks=1)

    [done] = asked(server, asking)

    assert "may have been submitted" in done.problems[0]
    assert (done.submitted, done.collected, done.waiting) == (0, 3, 0)
    assert uploads(server) == len(server.made) == 1, "it is paid for once"
    assert {call.outcome for call in asking.bench.calls()} == {Outcome.ANSWERED}


def test_the_batch_of_somebody_else_is_not_taken_for_ours(tmp_path: Path) -> None:
    """Anthropic's carry no name: one of the same size has other ids in its results."""
    asking = Asking(tmp_path / "bench.duckdb", "anthropic")
    server = BatchServer("anthropic", after_made="drop", looks=9)

    def lost() -> None:
        server.after_made = "answer"
        for one in server.made["batch-0"].requests:
            one["custom_id"] = f"other-{one['custom_id']}"
        server.made["batch-0"].looks = 10

    first, second = asked(server, asking, patient(0), lost, patient())

    assert first.waiting == 3
    assert (second.submitted, second.collected) == (3, 3)
    assert {call.outcome for call in asking.bench.calls()} == {Outcome.ANSWERED}


@both
@pytest.mark.parametrize("status", [401, 400])
def test_what_is_refused_can_be_submitted_again(
    asking: Asking, style: Style, status: int
) -> None:
    server = BatchServer(style)
    said = {"error": {"message": f"not with {KEY}"}}
    server.refuse = [refusal(status, said)]

    first, second = asked(server, asking, patient(), patient())

    assert (first.submitted, first.unsent, first.waiting) == (0, 3, 0)
    assert f"HTTP {status}" in first.problems[0]
    assert KEY not in str(first.problems)
    assert second.collected == 3


@both
def test_a_passing_fault_is_waited_out(asking: Asking, style: Style) -> None:
    pauses: list[float] = []
    server = BatchServer(style)
    server.refuse = [refusal(503, "busy", retry_after="7")]

    [done] = asked(server, asking, patient(sleep=pauses.append))

    assert (done.problems, done.collected) == ([], 3)
    assert 7 <= pauses[0] <= 8


@both
def test_a_batch_that_the_provider_lost_is_said_and_can_be_asked_again(
    asking: Asking, style: Style
) -> None:
    server = BatchServer(style)

    def wanted() -> None:
        asking.retry_failed = True

    first, lost, again = asked(
        *(server, asking, patient(0), server.made.clear, patient()),
        *(wanted, patient()),
    )

    assert first.waiting == lost.waiting == 3
    assert "--retry-failed asks its calls again" in lost.problems[0]
    assert (again.submitted, again.collected) == (3, 3)


@both
def test_a_redirect_is_not_followed_with_the_key(asking: Asking, style: Style) -> None:
    server = BatchServer(style)
    server.refuse = [refusal(307, "", location="http://127.0.0.1:1/elsewhere")]

    [done] = asked(server, asking)

    assert "the address redirects to" in done.problems[0]
    assert done.unsent == 3


def test_a_dialect_without_batches_is_said() -> None:
    one = replace(target("http://127.0.0.1:9"), dialect="gemini")

    with pytest.raises(SettingsError, match="no batch API for gemini"):
        check_targets([one])
