"""Keep what a batch came to: all of it in one transaction, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from pipeline.query.batches.base import Result
from pipeline.query.batches.items import Item, heard, item
from pipeline.query.batches.ledger import Batch, put
from pipeline.query.due import attempts_made, ended, keep
from pipeline.query.models.target import Target
from pipeline.query.rows import Finished, Made, finished
from pipeline.query.wire import seal
from pipeline.records import Outcome, Prompt
from pipeline.store import Store

_AT_ONCE: Final = 500
"""Answers in memory."""


@dataclass(frozen=True, slots=True)
class Collected:
    finished: int
    unread: int
    """Lines that say nothing, or speak of nothing that was asked."""


def collect(
    store: Store,
    batch: Batch,
    target: Target,
    prompts: Mapping[str, Prompt],
    results: Iterable[Result | None],
    took_s: float,
) -> Collected:
    """Store each result that is the first for its call; the rest of the calls failed.

    An answer that came by another way meanwhile stays, and so does any failure of a
    call that this batch does not hold.
    """
    before = ended(store, batch.calls)
    kept = {call for call, row in before.items() if row.outcome is not Outcome.FAILED}
    asked = dict(zip(batch.calls, batch.prompts, strict=True))
    judge = _Judge(batch, target, attempts_made(store, batch.calls), took_s)
    left = set(batch.calls) - kept
    unread, count, some = 0, len(left), list[Finished]()
    with store.transaction():
        for result in results:
            if result is None or result.custom_id not in asked:
                unread += 1
            elif result.custom_id in left:
                left.discard(result.custom_id)
                prompt = prompts[asked[result.custom_id]]
                some.append(judge.finished(result.custom_id, prompt, result))
            if len(some) >= _AT_ONCE:
                keep(store, some)
                some.clear()
        some += [judge.finished(c, prompts[asked[c]], None) for c in sorted(left)]
        keep(store, some)
        put(store, batch.model_copy(update={"state": "collected"}))
    return Collected(count, unread)


class _Judge:
    def __init__(
        self,
        batch: Batch,
        target: Target,
        made_before: Mapping[str, int],
        took_s: float,
    ) -> None:
        self._batch = batch
        self._target = target
        self._made_before = made_before
        self._took_s = took_s

    def finished(self, call: str, prompt: Prompt, result: Result | None) -> Finished:
        """Judge it as an answer that was streamed, and take every time away."""
        asked = item_of(self._target, "", prompt)
        now = datetime.now(UTC)
        made = Made(
            heard(result, asked.sealed, self._took_s, now),
            self._batch.submitted_at,
            sent=asked.sent,
        )
        done = finished(
            call,
            [made],
            tokens=prompt.tokens,
            tokens_ratio=self._target.facts.tokens_ratio,
            made_before=self._made_before.get(call, 0),
        )
        untimed = dict.fromkeys(
            ("first_token_s", "first_answer_s", "answer_s", "felt_s", "censored_s")
        )
        call_row = done.call.model_copy(update={**untimed, "disturbed": False})
        return Finished(call_row, done.attempts, done.sent)


def item_of(target: Target, text: str, prompt: Prompt) -> Item:
    return item(seal(text, target, prompt), target.base_url)
