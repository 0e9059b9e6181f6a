"""How a call ended, by what was heard of it."""

import pytest

from pipeline.errors import RejectedError, TransientError
from pipeline.query.replies.judgement import LEAST_JUDGED, of_error, of_reply
from pipeline.query.replies.reply import Reply
from pipeline.records import Outcome, Usage
from tests.query.bench import Bench, run
from tests.support.server import answer


def reply(
    answer: str = "Ada",
    reason: str | None = "stop",
    seen: int | None = None,
    **more: str,
) -> Reply:
    return Reply(
        answer=answer,
        reasoning=more.get("reasoning", ""),
        refusal=more.get("refusal", ""),
        usage=Usage(prompt_tokens=seen),
        finish_reason=reason,
        served_model=None,
    )


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("stop", Outcome.ANSWERED),
        ("STOP", Outcome.ANSWERED),
        ("end_turn", Outcome.ANSWERED),
        ("completed", Outcome.ANSWERED),
        ("eos", Outcome.ANSWERED),
        (None, Outcome.ANSWERED),
        ("length", Outcome.TRUNCATED),
        ("max_tokens", Outcome.TRUNCATED),
        ("MAX_TOKENS", Outcome.TRUNCATED),
        ("max_output_tokens", Outcome.TRUNCATED),
        ("model_length", Outcome.TRUNCATED),
        ("model_context_window_exceeded", Outcome.TRUNCATED),
        ("pause_turn", Outcome.TRUNCATED),
        ("incomplete", Outcome.TRUNCATED),
        ("max_messages", Outcome.TRUNCATED),
        ("refusal", Outcome.REFUSED),
        ("content_filter", Outcome.FILTERED),
        ("sensitive", Outcome.FILTERED),
        ("SAFETY", Outcome.FILTERED),
        ("RECITATION", Outcome.FILTERED),
        ("BLOCKLIST", Outcome.FILTERED),
        ("PROHIBITED_CONTENT", Outcome.FILTERED),
        ("SPII", Outcome.FILTERED),
        ("LANGUAGE", Outcome.FILTERED),
        ("blockReason: OTHER", Outcome.FILTERED),
        ("OTHER", Outcome.FAILED),
        ("MALFORMED_RESPONSE", Outcome.FAILED),
    ],
)
def test_each_reason_is_an_outcome(reason: str | None, outcome: Outcome) -> None:
    judgement = of_reply(reply(reason=reason), 100)

    assert judgement.outcome is outcome
    assert judgement.kind == ("unfinished" if outcome is Outcome.FAILED else None)


def test_a_cap_hit_while_thinking_is_truncated_and_no_answer() -> None:
    judgement = of_reply(reply("", "length", reasoning="Hm"), 100)

    assert (judgement.outcome, judgement.answer) == (Outcome.TRUNCATED, None)


def test_an_answer_without_text_is_a_failure() -> None:
    judgement = of_reply(reply(" \n", reasoning="Hm"), 100)

    assert (judgement.outcome, judgement.kind) == (Outcome.FAILED, "empty_answer")


def test_a_refusal_is_no_answer_whatever_the_reason() -> None:
    judgement = of_reply(reply("", refusal="No."), 100)

    assert (judgement.outcome, judgement.message) == (Outcome.REFUSED, "No.")


@pytest.mark.parametrize(
    ("seen", "tokens", "ratio", "is_lost"),
    [
        (49_000, 100_000, None, True),
        (51_000, 100_000, None, False),
        (70_000, 100_000, 1.3, True),
        (80_000, 100_000, 1.3, False),
        (65_000, 100_000, 1.0, False),  # Kimi, of Chinese
        (59_000, 100_000, 1.0, True),
        (None, 100_000, 1.0, False),
        (0, 100_000, 1.0, False),  # nothing was counted
        (1, LEAST_JUDGED - 1, None, False),  # a closed-book prompt
        (1, LEAST_JUDGED, None, True),
        (170_000, 100_000, 1.0, False),  # digits, each a token of its own
    ],
)
def test_a_prompt_that_lost_text_is_a_failure(
    seen: int | None, tokens: int, ratio: float | None, is_lost: bool
) -> None:
    judgement = of_reply(reply(seen=seen), tokens, ratio)

    assert (judgement.kind == "silently_truncated") is is_lost
    assert (judgement.answer is None) is is_lost


def test_what_was_filtered_is_not_judged_by_its_tokens() -> None:
    judgement = of_reply(reply("", "content_filter", seen=1), 100_000)

    assert judgement.outcome is Outcome.FILTERED


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("over_window", Outcome.OVER_WINDOW),
        ("content_filter", Outcome.FILTERED),
        ("auth", Outcome.FAILED),
    ],
)
def test_each_error_is_an_outcome(kind: str, outcome: Outcome) -> None:
    judgement = of_error(RejectedError(kind, "why"))

    assert (judgement.outcome, judgement.message) == (outcome, "why")
    assert judgement.kind == (kind if outcome is Outcome.FAILED else None)


def test_a_passing_error_that_was_the_last_is_a_failure() -> None:
    assert of_error(TransientError("overloaded", "busy")).kind == "overloaded"


@pytest.mark.parametrize(
    ("ratio", "error"), [(None, None), (1.3, "silently_truncated")]
)
def test_a_run_judges_by_what_is_known_of_the_model(
    bench: Bench, ratio: float | None, error: str | None
) -> None:
    run(bench, [answer("Ada", prompt_tokens=70)], tokens_ratio=ratio)

    assert bench.the_call().error == error
