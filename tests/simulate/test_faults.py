"""Every fault in every dialect, as plain sockets see it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.simulate.exchange import Ending
from pipeline.simulate.faults import HARMLESS, REFUSALS
from pipeline.simulate.scenario import FaultKind, RetryForm
from pipeline.simulate.truth import Truth
from tests.simulate.client import Got, ask, connected, receive, request
from tests.simulate.world import (
    DIALECT_NAMES,
    RIGHT,
    answer_text,
    prompt,
    question,
    say,
    scenario,
    simulated,
    wire,
)

ASKED = question()
ANSWER = "236000"


def faulty(kind: FaultKind, **more: object) -> str:
    fields = [f'kind = "{kind}"', "probability = 1"]
    fields += [f"{name} = {json.dumps(value)}" for name, value in more.items()]
    return RIGHT + "[[models.fault]]\n" + "\n".join(fields)


def one(
    kind: FaultKind, dialect: str, folder: Path, **more: object
) -> tuple[Got, Truth]:
    script = scenario(faulty(kind, **more), folder)
    with simulated(script, [ASKED]) as world:
        got = say(world, dialect, prompt(ASKED))
    (row,) = world.rows
    return got, row


def torn(kind: FaultKind, dialect: str, folder: Path, **more: object) -> bytes:
    """Return what came before the connection ended."""
    found = b""
    script = scenario(faulty(kind, **more), folder)
    with simulated(script, [ASKED]) as world, connected(world.url) as sock:
        sock.sendall(request(*wire(dialect, prompt(ASKED))))
        while data := sock.recv(65_536):
            found += data
    (row,) = world.rows
    assert row.ending == Ending.CLOSE
    return found


def unchunked(found: bytes) -> Got:
    head, _, rest = found.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")[1:]
    body = b""
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        body += rest[: int(size, 16)]
        rest = rest[int(size, 16) + 2 :]
    return Got(200, dict(line.split(": ", 1) for line in lines), body)


every_dialect = pytest.mark.parametrize("dialect", DIALECT_NAMES)


@every_dialect
@pytest.mark.parametrize("kind", sorted(REFUSALS))
def test_a_refusal_has_its_status_and_the_words_of_its_dialect(
    kind: FaultKind, dialect: str, tmp_path: Path
) -> None:
    got, row = one(kind, dialect, tmp_path, seconds=2)

    error = json.loads(got.body)["error"]
    said = error if isinstance(error, str) else error["message"]
    assert got.status == row.status == REFUSALS[kind].status
    assert said == REFUSALS[kind].message
    assert row.fault == kind
    assert row.verdict is None


@every_dialect
@pytest.mark.parametrize("kind", sorted(HARMLESS))
def test_the_whole_answer_comes_through_what_is_harmless(
    kind: FaultKind, dialect: str, tmp_path: Path
) -> None:
    got, row = one(kind, dialect, tmp_path, seconds=0.05)

    lines = got.text.replace("\r\n", "\n").replace("\r", "\n")
    silent = ("data:\n\ndata: \n\n\n", ": keep-alive\n\n")
    for text in silent:
        lines = lines.replace(text, "")
    pings = 'event: ping\ndata: {"type": "ping"}\n\n'
    plain = got._replace(body=lines.replace(pings, "").encode())
    assert json.loads(answer_text(dialect, plain))["answer"] == ANSWER
    assert row.verdict == "correct"


@every_dialect
def test_a_disconnect_before_the_headers_sends_nothing(
    dialect: str, tmp_path: Path
) -> None:
    assert torn(FaultKind.BEFORE_HEADERS, dialect, tmp_path) == b""


@every_dialect
def test_a_disconnect_in_the_middle_ends_inside_an_event(
    dialect: str, tmp_path: Path
) -> None:
    found = torn(FaultKind.DURING, dialect, tmp_path)

    assert found.startswith(b"HTTP/1.1 200 OK")
    assert found.endswith(b"\r\n")
    assert not found.endswith((b"\n\n\r\n", b"}\n\r\n"))
    assert not found.endswith(b"0\r\n\r\n")


@every_dialect
def test_a_disconnect_before_the_end_leaves_out_the_end_alone(
    dialect: str, tmp_path: Path
) -> None:
    found = torn(FaultKind.BEFORE_END, dialect, tmp_path)

    got = unchunked(found)
    assert json.loads(answer_text(dialect, got))["answer"] == ANSWER
    last = ("[DONE]", "response.completed", "message_stop", '"STOP"', '"done": true')
    assert not any(end in got.text for end in last)
    assert not found.endswith(b"0\r\n\r\n")


def test_a_disconnect_may_be_a_reset(tmp_path: Path) -> None:
    script = scenario(faulty(FaultKind.DURING, reset=True), tmp_path)
    with simulated(script, [ASKED]) as world, connected(world.url) as sock:
        sock.sendall(request(*wire("openai-chat", prompt(ASKED))))
        with pytest.raises(ConnectionResetError):
            list(iter(lambda: sock.recv(65_536), b""))

    assert world.rows[0].ending == Ending.RESET


@every_dialect
def test_a_malformed_event_is_no_json(dialect: str, tmp_path: Path) -> None:
    got, row = one(FaultKind.MALFORMED, dialect, tmp_path)

    lines = [ln.removeprefix("data: ") for ln in got.text.splitlines() if ln]
    objects = [line for line in lines if line.startswith("{")]
    assert sum(not _is_json(line) for line in objects) == 1
    assert row.verdict is None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


@every_dialect
def test_an_error_in_the_stream_comes_after_half_of_the_answer(
    dialect: str, tmp_path: Path
) -> None:
    got, row = one(FaultKind.IN_STREAM, dialect, tmp_path)

    last = [ln for ln in got.text.splitlines() if ln][-1].removeprefix("data: ")
    assert got.status == 200
    assert "Overloaded" in last
    assert "error" in json.loads(last) or "response" in json.loads(last)
    assert row.first_answer_s is not None
    assert row.verdict is None


@every_dialect
def test_an_empty_answer_is_a_200_without_an_event(
    dialect: str, tmp_path: Path
) -> None:
    got, row = one(FaultKind.EMPTY_200, dialect, tmp_path)

    assert (got.status, got.body) == (200, b"")
    assert row.first_answer_s is None


@every_dialect
@pytest.mark.parametrize("kind", [FaultKind.LENGTH, FaultKind.FILTERED_FINISH])
def test_the_model_may_come_to_no_answer(
    kind: FaultKind, dialect: str, tmp_path: Path
) -> None:
    script = scenario(faulty(kind), tmp_path)
    with simulated(script, [ASKED]) as world:
        got = say(world, dialect, prompt(ASKED), cap=40)
    (row,) = world.rows

    words = {
        FaultKind.LENGTH: (
            '"length"',
            '"max_output_tokens"',
            '"max_tokens"',
            "MAX_TOK",
        ),
        FaultKind.FILTERED_FINISH: ('"content_filter"', '"refusal"', "PROHIBITED"),
    }[kind]
    ollama = dialect == "ollama-chat" and kind is FaultKind.FILTERED_FINISH
    assert ollama or any(word in got.text for word in words)
    assert row.answer_tokens == 0
    assert row.reasoning_tokens == (40 if kind is FaultKind.LENGTH else 0)
    assert row.verdict is None


def _before_headers(row: Truth) -> float:
    assert row.first_byte_s is not None
    return row.first_byte_s


def _before_a_token(row: Truth) -> float:
    assert row.first_token_s is not None
    return row.first_token_s - _before_headers(row)


def _within_the_answer(row: Truth) -> float:
    assert row.first_answer_s is not None
    assert row.last_answer_s is not None
    return row.last_answer_s - row.first_answer_s


@pytest.mark.parametrize(
    ("kind", "spent"),
    [
        (FaultKind.SLOW_HEADERS, _before_headers),
        (FaultKind.KEEP_ALIVE, _before_a_token),
        (FaultKind.STALL, _within_the_answer),
    ],
)
def test_time_is_lost_where_the_fault_says(
    kind: FaultKind, spent: Callable[[Truth], float], tmp_path: Path
) -> None:
    _, row = one(kind, "openai-chat", tmp_path, seconds=0.4)

    assert spent(row) >= 0.4 - row.lateness_s


def test_keep_alives_come_while_nothing_else_does(tmp_path: Path) -> None:
    got, _ = one(FaultKind.KEEP_ALIVE, "openai-chat", tmp_path, seconds=0.1)

    assert got.text.startswith(": keep-alive\n\n" * 10 + "data: ")


def test_a_date_to_come_back_at_is_held_against_the_date_sent(tmp_path: Path) -> None:
    got, _ = one(
        FaultKind.RATE_LIMITED,
        "openai-chat",
        tmp_path,
        seconds=30,
        retry_after=RetryForm.DATE,
    )

    assert got.headers["date"] < got.headers["retry-after"]


def test_a_delay_in_the_body_stands_in_the_error(tmp_path: Path) -> None:
    got, _ = one(
        FaultKind.RATE_LIMITED,
        "gemini",
        tmp_path,
        seconds=34.5,
        retry_after=RetryForm.RETRY_INFO,
    )

    (detail,) = json.loads(got.body)["error"]["details"]
    assert detail["retryDelay"] == "34.5s"


def test_calls_and_attempts_choose_whom_a_fault_meets(tmp_path: Path) -> None:
    chosen = faulty(FaultKind.SERVER_ERROR).replace(
        "probability = 1", "calls = [1, 4, 6]\nattempts = 2"
    )
    other = question(2)
    path, body = wire("openai-chat", prompt(ASKED))
    with simulated(scenario(chosen, tmp_path), [ASKED, other]) as world:
        first = [ask(world.url, path, body).status for _ in range(4)]
        rest = [say(world, "openai-chat", prompt(other)).status for _ in range(2)]

    assert first == [500, 200, 200, 200]
    assert rest == [200, 500]


def test_an_answer_that_is_not_streamed_can_be_cut_too(tmp_path: Path) -> None:
    script = scenario(faulty(FaultKind.DURING), tmp_path)
    with simulated(script, [ASKED]) as world, connected(world.url) as sock:
        sock.sendall(request(*wire("openai-chat", prompt(ASKED), stream=False)))
        with pytest.raises((AssertionError, ValueError)):
            receive(sock)
