"""What stamps and deltas come to, with the clock in the test's own hand."""

from pipeline.query.providers.base import Delta
from pipeline.query.reply import Listener, Reply, Times
from pipeline.records import Usage


def times(listener: Listener, *, streamed: bool = True) -> Times:
    return listener.times(10.0, 20.0, connect_s=0.5, first_byte=11.0, streamed=streamed)


def test_an_answer_is_timed_piece_by_piece() -> None:
    listener = Listener()
    for at, delta in [
        (11.0, Delta(served_model="m-1")),
        (12.0, Delta(reasoning="Hm")),
        (13.0, Delta(answer="A")),
        (13.0, Delta(answer="d")),
        (14.0, Delta(answer="a")),
        (17.0, Delta(answer=" L")),
        (18.0, Delta(usage=Usage(prompt_tokens=7, completion_tokens=1))),
        (19.0, Delta(finish_reason="stop", usage=Usage(completion_tokens=2))),
    ]:
        listener.hear(delta, at)

    assert times(listener) == Times(
        total_s=10.0,
        connect_s=0.5,
        first_byte_s=1.0,
        first_token_s=2.0,
        first_answer_s=3.0,
        answer_s=7.0,
        gaps=2,
        gap_p50_s=2.0,
        gap_max_s=3.0,
    )
    assert listener.reply() == Reply(
        answer="Ada L",
        reasoning="Hm",
        refusal="",
        usage=Usage(prompt_tokens=7, completion_tokens=2),
        finish_reason="stop",
        served_model="m-1",
    )
    assert (listener.finished, listener.done, listener.last) == (True, False, 19.0)


def test_nothing_heard_is_no_time() -> None:
    listener = Listener()
    listener.hear(Delta(served_model="m"), 12.0)

    assert times(listener) == Times(total_s=10.0, connect_s=0.5, first_byte_s=1.0)
    assert not listener.finished


def test_a_refusal_is_a_token_and_no_answer() -> None:
    listener = Listener()
    listener.hear(Delta(refusal="No."), 12.0)

    assert times(listener).first_token_s == 2.0
    assert times(listener).first_answer_s is None


def test_what_came_at_once_has_no_gap() -> None:
    listener = Listener()
    listener.hear(Delta(answer="Ada", done=True), 12.0)

    assert times(listener, streamed=False).gaps is None
    assert times(listener, streamed=True).gaps == 0
    assert (listener.finished, listener.done) == (True, True)
