"""Take answers from an earlier run's export: no network, and no key.

A call is known again by its id, which holds everything that could change its answer.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, field_validator

from pipeline.errors import StoreError
from pipeline.query.due import attempts_made, ended, keep, wanted
from pipeline.query.rows import Finished
from pipeline.records import (
    Attempt,
    Call,
    Outcome,
    Planned,
    Record,
    SentRequest,
    Usage,
    content_id,
)
from pipeline.store import Store

ATTEMPTS: Final = "attempts.parquet"
"""Beside the file of calls, where a whole export was written."""
_MOST: Final = 2**31 - 1
_HASH_SHOWN: Final = 12
_Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True)
class Replayed:
    outcomes: Mapping[Outcome, int]
    """Of every call of the plan that has an end now."""
    taken: int
    already_finished: int
    absent: int
    """Planned calls that the file does not know."""
    pending: int
    """Planned calls that were not answered there either."""


class ExportedCall(Record):
    """A row of `calls.parquet`, as any version since the first has written it."""

    id: str
    outcome: Outcome | None
    sent: bool
    error: str | None
    message: str | None
    answer: str | None
    reasoning: str | None
    usage: Usage | None
    usage_raw: str | None = None
    finish_reason: str | None
    served_model: str | None
    fingerprint: str | None = None
    request: str | None = None
    """The body of the request, without the document."""
    dropped: tuple[str, ...] | None = None
    cost_usd: _Seconds | None = None
    unit_prices: str | None = None
    price_source: str | None = None
    price_date: str | None = None
    attempts: Annotated[int, Field(ge=1, le=_MOST)] | None
    first_token_s: _Seconds | None
    first_answer_s: _Seconds | None
    answer_s: _Seconds | None
    felt_s: _Seconds | None
    censored_s: _Seconds | None
    disturbed: bool | None

    @field_validator("usage")
    @classmethod
    def _countable(cls, usage: Usage | None) -> Usage | None:
        counts = (usage or Usage()).model_dump(exclude_none=True).values()
        if any(not 0 <= count <= _MOST for count in counts):
            message = f"a count of tokens is not between 0 and {_MOST:,}"
            raise ValueError(message)
        return usage


class ExportedAttempt(Attempt):
    """A row of `attempts.parquet`: what is no time is none here either."""

    @field_validator("*")
    @classmethod
    def _countable(cls, value: object) -> object:
        if isinstance(value, int | float) and not 0 <= value <= _MOST:
            message = f"not between 0 and {_MOST:,}"
            raise ValueError(message)
        return value


def replay(store: Store, planned: Sequence[Planned], path: Path) -> Replayed:
    """Keep what the file holds of the plan; what has an end already stays as it is.

    Raises `StoreError` when the file cannot be used; then nothing is kept.
    """
    plan = wanted(planned)
    before = ended(store, plan)
    due = plan.keys() - before.keys()
    known, pending = _calls(store, path, due)
    attempts = _attempts(store, path.with_name(ATTEMPTS), known)
    source = _named(path)
    made = attempts_made(store, known)
    done = [
        _after(made.get(call, 0), _finished(row, attempts.get(call, ()), source))
        for call, row in known.items()
    ]
    with store.transaction():
        keep(store, done)
    outcomes = Counter(row.outcome for row in before.values())
    outcomes.update(one.call.outcome for one in done)
    return Replayed(
        outcomes=outcomes,
        taken=len(done),
        already_finished=len(before),
        absent=len(due - known.keys() - pending),
        pending=len(pending),
    )


def _calls(
    store: Store, path: Path, due: Collection[str]
) -> tuple[dict[str, ExportedCall], set[str]]:
    """Return those that are due by id, and the ids of those that have no end there.

    A call stands there once for each run that planned it.
    """
    known: dict[str, ExportedCall] = {}
    pending: set[str] = set()
    for row in store.read_parquet(path, ExportedCall):
        if row.id not in due:
            continue
        if row.sent and row.outcome is not None:
            known[row.id] = row
        else:
            pending.add(row.id)
    return known, pending - known.keys()


def _attempts(
    store: Store, path: Path, calls: Collection[str]
) -> dict[str, list[Attempt]]:
    found: dict[str, list[Attempt]] = {}
    if path.is_file():
        for row in store.read_parquet(path, ExportedAttempt):
            if row.call in calls:
                found.setdefault(row.call, []).append(Attempt(**row.model_dump()))
    return found


def _finished(row: ExportedCall, attempts: Sequence[Attempt], source: str) -> Finished:
    sent = _sent(row)
    fields = row.model_dump(exclude={"sent", "dropped"})
    fields["request"] = sent.id if sent else None
    fields["attempts"] = row.attempts or 1
    fields["usage"] = row.usage or Usage()
    fields["disturbed"] = bool(row.disturbed)
    call = Call(**fields, replayed_from=source)
    return Finished(call, tuple(attempts), sent)


def _after(made: int, done: Finished) -> Finished:
    """Return it with attempts numbered on from those of a call begun here."""
    attempts = [
        one.model_copy(update={"number": made + one.number}) for one in done.attempts
    ]
    call = done.call.model_copy(update={"attempts": made + done.call.attempts})
    return replace(done, call=call, attempts=tuple(attempts))


def _sent(row: ExportedCall) -> SentRequest | None:
    if row.request is None:
        return None
    dropped = row.dropped or ()
    return SentRequest(
        id=content_id(row.request, *dropped), body=row.request, dropped=dropped
    )


def _named(path: Path) -> str:
    """Name the file without saying where on this machine it is."""
    try:
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        message = f"the file {str(path)!r} cannot be read: {error.strerror}"
        raise StoreError(message) from error
    return f"{path.name} (SHA-256 {digest[:_HASH_SHOWN]})"
