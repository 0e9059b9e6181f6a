"""The rows that a finished call comes to. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.query.loop_lag import is_disturbed
from pipeline.query.pace.ledger import Spent
from pipeline.query.prices import Priced
from pipeline.query.replies.judgement import Judgement, of_error, of_reply
from pipeline.query.replies.reply import Heard, Reply, Times
from pipeline.records import Attempt, Call, Outcome, SentRequest, Usage

_NOTHING = Reply("", "", "", Usage(), None, None)
_UNPRICED = Priced(cost_usd=None, unit_prices=None, source=None, date=None)


@dataclass(frozen=True, slots=True)
class Finished:
    """A call with every attempt that was made for it this time."""

    call: Call
    attempts: tuple[Attempt, ...]
    sent: SentRequest | None = None
    """What was asked; `None` of a baseline."""
    spent: tuple[Spent, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """The attempts of a call that has no end yet, and is asked again next time."""

    attempts: tuple[Attempt, ...]
    spent: tuple[Spent, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """One attempt, and what surrounded it."""

    heard: Heard
    started_at: str
    queue_wait_s: float = 0.0
    retry_wait_s: float = 0.0
    loop_lag_s: float | None = None
    sent: SentRequest | None = None
    in_flight: int | None = None
    priced: Priced | None = None
    spent: Spent | None = None


def finished(
    call: str,
    made: Sequence[Made],
    *,
    tokens: int,
    tokens_ratio: float | None = None,
    made_before: int = 0,
) -> Finished:
    """Judge a call by its last attempt; attempts are numbered on from earlier ones.

    `tokens` are reference tokens, of each of which the model makes `tokens_ratio`.
    """
    heard = made[-1].heard
    judgement = (
        of_error(heard.error)
        if heard.error
        else of_reply(heard.reply or _NOTHING, tokens, tokens_ratio)
    )
    rows = begun(call, made, made_before=made_before)
    return Finished(
        _call(call, judgement, made, rows.attempts),
        rows.attempts,
        made[-1].sent,
        rows.spent,
    )


def begun(call: str, made: Sequence[Made], *, made_before: int = 0) -> Begun:
    """Return the rows of a call without an end, numbered on from earlier ones."""
    return Begun(
        tuple(_attempt(call, n, one) for n, one in enumerate(made, made_before + 1)),
        tuple(one.spent for one in made if one.spent),
    )


def _call(
    call: str, judgement: Judgement, made: Sequence[Made], attempts: Sequence[Attempt]
) -> Call:
    heard = made[-1].heard
    reply = heard.reply or _NOTHING
    cut_off = judgement.kind == "timeout"
    timed = judgement.outcome is not Outcome.FAILED and heard.reply is not None
    times = heard.times if timed else Times(total_s=heard.times.total_s)
    measured = times.first_token_s or times.total_s
    priced = made[-1].priced or _UNPRICED
    return Call(
        id=call,
        outcome=judgement.outcome,
        error=judgement.kind,
        message=judgement.message,
        answer=judgement.answer,
        reasoning=reply.reasoning or None,
        usage=reply.usage,
        usage_raw=reply.usage_raw,
        finish_reason=reply.finish_reason,
        served_model=reply.served_model,
        fingerprint=reply.fingerprint,
        request=made[-1].sent.id if made[-1].sent else None,
        cost_usd=priced.cost_usd,
        unit_prices=priced.unit_prices,
        price_source=priced.source,
        price_date=priced.date,
        attempts=attempts[-1].number,
        first_token_s=times.first_token_s,
        first_answer_s=times.first_answer_s,
        answer_s=times.answer_s,
        felt_s=_felt(made, times) if timed or cut_off else None,
        censored_s=times.total_s if cut_off else None,
        disturbed=is_disturbed(made[-1].loop_lag_s, measured),
    )


def _felt(made: Sequence[Made], last: Times) -> float:
    """Add up what a user would have waited: attempts, pauses, and the answer at last.

    Waiting for a slot is the bench's own doing and is left out.
    """
    earlier = sum(one.heard.times.total_s for one in made[:-1])
    pauses = sum(one.retry_wait_s for one in made)
    end = last.total_s if last.answer_s is None else last.answer_s
    return earlier + pauses + end


def _attempt(call: str, number: int, made: Made) -> Attempt:
    times, error = made.heard.times, made.heard.error
    return Attempt(
        call=call,
        number=number,
        started_at=made.started_at,
        status=made.heard.status,
        error=error.kind if error else None,
        message=str(error) if error else None,
        queue_wait_s=made.queue_wait_s,
        retry_wait_s=made.retry_wait_s,
        connect_s=times.connect_s,
        upload_s=times.upload_s,
        first_byte_s=times.first_byte_s,
        first_event_s=times.first_event_s,
        first_token_s=times.first_token_s,
        first_answer_s=times.first_answer_s,
        answer_s=times.answer_s,
        total_s=times.total_s,
        gaps=times.gaps,
        gap_p50_s=times.gap_p50_s,
        gap_p95_s=times.gap_p95_s,
        gap_p99_s=times.gap_p99_s,
        gap_max_s=times.gap_max_s,
        comments=times.comments,
        first_comment_s=times.first_comment_s,
        last_comment_s=times.last_comment_s,
        clock=times.clock,
        in_flight=made.in_flight,
        loop_lag_s=made.loop_lag_s,
    )
