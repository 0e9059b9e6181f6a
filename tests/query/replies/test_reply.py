"""What stamps and deltas come to, with the clock in the test's own hand."""

import json
from dataclasses import replace

import pytest

from pipeline.query.providers.base import Delta
from pipeline.query.replies.reply import Listener, Reply, Times
from pipeline.records import Usage


def times(listener: Listener, *, streamed: bool = True) -> Times:
    return listener.times(10.0, 20.0, connect_s=0.5, first_byte=11.0, streamed=streamed)


def listen(*heard: tuple[float, Delta]) -> Listener:
    listener = Listener()
    for at, delta in heard:
        listener.hear(delta, at)
    return listener


def said(*heard: tuple[float, str]) -> Listener:
    return listen(*((at, Delta(answer=text)) for at, text in heard))


def test_an_answer_is_timed_piece_by_piece() -> None:
    listener = listen(
        (11.0, Delta(served_model="m-1")),
        (12.0, Delta(reasoning="Hm")),
        (13.0, Delta(answer="A")),
        (13.0, Delta(answer="d")),
        (14.0, Delta(answer="a")),
        (17.0, Delta(answer=" L", fingerprint="fp")),
        (18.0, Delta(usage=Usage(prompt_tokens=7, completion_tokens=1))),
        (19.0, Delta(finish_reason="stop", usage=Usage(completion_tokens=2))),
    )

    heard = times(listener)
    assert heard.gap_p95_s == pytest.approx(2.9)
    assert heard.gap_p99_s == pytest.approx(2.98)
    assert replace(heard, gap_p95_s=None, gap_p99_s=None) == Times(
        total_s=10.0,
        connect_s=0.5,
        first_byte_s=1.0,
        first_event_s=1.0,
        first_token_s=2.0,
        first_answer_s=3.0,
        answer_s=7.0,
        gaps=2,
        gap_p50_s=2.0,
        gap_max_s=3.0,
        comments=0,
    )
    assert listener.reply() == Reply(
        answer="Ada L",
        reasoning="Hm",
        refusal="",
        usage=Usage(prompt_tokens=7, completion_tokens=2),
        finish_reason="stop",
        served_model="m-1",
        usage_raw="{}",
        fingerprint="fp",
    )
    assert (listener.finished, listener.done, listener.last) == (True, False, 19.0)


def test_nothing_heard_is_no_time() -> None:
    listener = listen((12.0, Delta(served_model="m")))

    assert times(listener) == Times(
        total_s=10.0, connect_s=0.5, first_byte_s=1.0, first_event_s=2.0, comments=0
    )
    assert not listener.finished
    assert listener.reply().usage_raw is None


def test_a_refusal_is_a_token_and_no_answer() -> None:
    listener = listen((12.0, Delta(refusal="No.")))

    assert times(listener).first_token_s == 2.0
    assert times(listener).first_answer_s is None


def test_what_came_at_once_has_no_gap() -> None:
    listener = listen((12.0, Delta(answer="Ada", done=True)))

    assert times(listener, streamed=False).gaps is None
    assert times(listener, streamed=False).comments is None
    assert times(listener, streamed=True).gaps == 0
    assert (listener.finished, listener.done) == (True, True)


def test_keep_alives_are_counted_and_timed() -> None:
    listener = Listener()
    for at, count in [(11.0, 0), (12.0, 2), (13.0, 2), (14.0, 3), (15.0, 3)]:
        listener.hear_comments(count, at)

    heard = times(listener)

    assert (heard.comments, heard.first_comment_s, heard.last_comment_s) == (3, 2, 4)
    assert listener.last is None


def test_what_is_told_again_at_the_end_is_told_once() -> None:
    whole = Delta(answer="Ada", reasoning="Hm", refusal="No", whole=True, done=True)

    repeated = listen(
        (11.0, Delta(reasoning="Hm")),
        (12.0, Delta("Ad")),
        (13.0, Delta("a")),
        (14, whole),
    )
    alone = listen((14.0, whole))

    for listener in (repeated, alone):
        heard = listener.reply()
        assert (heard.answer, heard.reasoning, heard.refusal) == ("Ada", "Hm", "No")
    assert times(repeated).answer_s == 3.0
    assert times(alone).first_answer_s == 4.0


def test_reports_of_usage_are_laid_over_each_other() -> None:
    first = {"input": 5, "details": {"cached": 3, "kind": "a"}, "tier": "x"}
    second = {"output": 7, "details": {"cached": 4, "kind": None}, "tier": None}

    listener = listen(
        (11.0, Delta(usage=Usage(prompt_tokens=8, cached_tokens=3), usage_raw=first)),
        (12.0, Delta(usage=Usage(prompt_tokens=5), usage_raw=second)),
    )

    heard = listener.reply()
    assert heard.usage == Usage(prompt_tokens=8, cached_tokens=3)
    assert json.loads(heard.usage_raw or "") == {
        "input": 5,
        "output": 7,
        "details": {"cached": 4, "kind": "a"},
        "tier": "x",
    }


def test_a_last_report_of_zeros_takes_nothing_back() -> None:
    """Neither what a cache knew, which has a price of its own, nor what was charged."""
    told = Usage(
        prompt_tokens=1_000,
        cached_tokens=900,
        cache_write_tokens=50,
        completion_tokens=20,
        reasoning_tokens=8,
    )
    zeros = Usage(**dict.fromkeys(Usage.model_fields, 0))

    listener = listen(
        (11.0, Delta(usage=told, usage_raw={"prompt_tokens": 1_000, "cost": 0.01})),
        (12.0, Delta(usage=zeros, usage_raw={"prompt_tokens": 0, "cost": 0})),
    )

    heard = listener.reply()
    assert heard.usage == told
    assert json.loads(heard.usage_raw or "") == {"prompt_tokens": 1_000, "cost": 0.01}


@pytest.mark.parametrize(
    "later",
    [Usage(completion_tokens=0), Usage(prompt_tokens=0, completion_tokens=2), Usage()],
    ids=["no-prompt", "output", "no-counts"],
)
def test_a_later_report_that_counts_something_is_kept(later: Usage) -> None:
    first = Delta(usage=Usage(prompt_tokens=9), usage_raw={"a": 1})

    listener = listen((11.0, first), (12.0, Delta(usage=later, usage_raw={"b": 2})))

    assert json.loads(listener.reply().usage_raw or "") == {"a": 1, "b": 2}


def test_inline_reasoning_is_no_answer() -> None:
    pieces = ["\n", "<thi", "nk>Hm", "</think>", "\n\n", "Ada", "", " L"]
    listener = said(*enumerate(pieces, 11))

    heard = listener.reply()
    assert (heard.answer, heard.reasoning) == ("Ada L", "Hm")
    assert times(listener).first_token_s == 1.0
    assert times(listener).first_answer_s == 6.0
    assert times(listener).answer_s == 8.0


def test_what_was_held_back_and_is_answer_has_its_own_moment() -> None:
    listener = said((11.0, " "), (12.0, "<thin"), (13.0, " air>"), (14.0, "!"))

    assert listener.reply().answer == " <thin air>!"
    assert times(listener).first_answer_s == 1.0
    assert times(listener).gaps == 2


def test_what_is_still_held_back_at_the_end_is_answer() -> None:
    listener = said((12.0, "<"))

    assert times(listener).first_answer_s == 2.0
    assert listener.reply().answer == "<"
    assert listener.reply().answer == "<", "asked twice, it is told once"
    assert times(listener).first_answer_s == 2.0


def test_an_answer_cut_off_in_its_reasoning_is_none() -> None:
    listener = said((12.0, "<think>"), (13.0, "Hm</thi"))

    assert (listener.reply().answer, listener.reply().reasoning) == ("", "Hm</thi")
    assert times(listener).first_answer_s is None
    assert times(listener).gaps is None


def test_a_closing_tag_alone_ends_the_reasoning_that_the_template_opened() -> None:
    listener = said(
        (11.0, "Hm"), (12.0, " so</thi"), (13.0, "nk>\n"), (14.0, "\nAda"), (16.0, "!")
    )

    heard = listener.reply()
    assert (heard.answer, heard.reasoning) == ("Ada!", "Hm so")
    assert times(listener).first_token_s == 1.0
    assert times(listener).first_answer_s == 4.0
    assert times(listener).gaps == 1


def test_a_closing_tag_in_an_answer_with_other_reasoning_is_quoted() -> None:
    listener = listen(
        (11.0, Delta(reasoning="Hm")), (12.0, Delta(answer="write </think> behind"))
    )

    assert listener.reply().answer == "write </think> behind"
