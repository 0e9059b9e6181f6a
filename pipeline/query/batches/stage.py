"""Ask by the batch: submit what is due, wait, and keep every result.

A batch is in the store before its upload begins, so that a run that was killed finds it
again and nothing is submitted twice. A call that came back without an answer has
failed, and is asked again only where that is wanted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from pipeline.errors import CallError, SettingsError
from pipeline.progress import Progress
from pipeline.query.batches import BATCHES
from pipeline.query.batches.base import Result, Status
from pipeline.query.batches.collect import collect, item_of
from pipeline.query.batches.ledger import Batch, forget, held, open_batches, put
from pipeline.query.batches.service import Found, Patience, Service, SubmitError
from pipeline.query.batches.spool import Spool
from pipeline.query.due import ended, wanted
from pipeline.query.models.target import Target
from pipeline.query.plain_http import PlainHttp
from pipeline.records import Outcome, Planned, Prompt
from pipeline.store import Store

_OF_ONE_REQUEST: Final = frozenset({"content-type", "accept", "accept-encoding"})
_LONGER: Final = 1.5
"""Each pause between two looks, in terms of the one before."""


@dataclass(frozen=True, slots=True)
class Work:
    planned: Sequence[Planned]
    targets: Mapping[str, Target]
    """By model id; each of a dialect in `BATCHES`."""
    text_of: Callable[[str], str]
    prompts: Mapping[str, Prompt]
    retry_failed: bool = False


@dataclass(slots=True)
class Batched:
    outcomes: Mapping[Outcome, int] = field(default_factory=dict[Outcome, int])
    """Of every call of the plan that has an end now."""
    already_finished: int = 0
    submitted: int = 0
    collected: int = 0
    waiting: int = 0
    """Calls of the plan in batches whose results are still to come."""
    unsent: int = 0
    """Calls of the plan that have no end and are in no batch."""
    unread: int = 0
    problems: list[str] = field(default_factory=list[str])
    interrupted: bool = False


def check_targets(targets: Iterable[Target]) -> None:
    """Raise `SettingsError` for each model that cannot be asked by the batch."""
    known = ", ".join(sorted(BATCHES))
    if mistakes := [
        f"{target.settings.id}: there is no batch API for {target.dialect}; there is "
        f"for {known}"
        for target in targets
        if target.dialect not in BATCHES
    ]:
        raise SettingsError.of(mistakes)


def run_batches(
    store: Store, work: Work, patience: Patience, progress: Progress
) -> Batched:
    """Submit and collect until all is there, the patience is at its end, or Ctrl-C."""
    check_targets(work.targets.values())
    run = _Run(store, work, patience, progress)
    with ExitStack() as stack:
        try:
            run.connect(stack)
            run.find_lost()
            run.submit()
            run.wait()
        except KeyboardInterrupt:
            run.done.interrupted = True
    return run.summed_up()


class _Run:
    def __init__(
        self, store: Store, work: Work, patience: Patience, progress: Progress
    ) -> None:
        self.done = Batched()
        self._store = store
        self._work = work
        self._patience = patience
        self._progress = progress
        self._services: dict[str, Service] = {}
        self._given_up: set[str] = set()
        """Names of batches that could not be looked at in this run."""
        self._wanted = wanted(work.planned)
        self._before = ended(store, self._wanted)
        again = {
            call
            for call, row in self._before.items()
            if work.retry_failed and row.outcome is Outcome.FAILED
        }
        self._due = [
            one
            for call, one in self._wanted.items()
            if call not in self._before or call in again
        ]
        self.done.already_finished = len(self._wanted) - len(self._due)

    def connect(self, stack: ExitStack) -> None:
        folder = self._store.path.parent if self._store.path else None
        for model, target in self._work.targets.items():
            for prompt in list(self._work.prompts.values())[:1]:
                one = item_of(target, "", prompt)
                headers = {
                    name: value
                    for name, value in one.sealed.headers.items()
                    if name not in _OF_ONE_REQUEST
                }
                http = PlainHttp(target.base_url, headers=headers, key=target.key)
                self._services[model] = Service(
                    BATCHES[target.dialect],
                    one.path,
                    stack.enter_context(http),
                    patience=self._patience,
                    folder=folder,
                )

    def find_lost(self) -> None:
        """Find what a killed run submitted without hearing its id, or forget it.

        Where failures are made again, so are batches that the provider has lost.
        """
        for batch in self._open():
            if batch.id is None or self._work.retry_failed:
                self._look_at(batch)

    def submit(self) -> None:
        """Submit what is due, unless it is in a batch or one has just answered it."""
        now = ended(self._store, self._wanted).items()
        taken = {call for call, row in now if row != self._before.get(call)}
        taken |= held(self._store)
        for model in self._services:
            due = [
                one for one in self._due if one.model == model and one.call not in taken
            ]
            self._submit(model, due)

    def wait(self) -> None:
        """Look at every open batch until there is none, or no patience left."""
        clock, pause_s = self._patience.clock, self._patience.first_s
        deadline = clock() + self._patience.wait_s
        while left := self._open():
            for batch in left:
                self._look_at(batch)
            if not self._open() or clock() >= deadline:
                return
            self._patience.sleep(min(pause_s, max(0.0, deadline - clock())))
            pause_s = min(pause_s * _LONGER, self._patience.longest_s)

    def summed_up(self) -> Batched:
        now = ended(self._store, self._wanted)
        open_calls = held(self._store)
        waiting = {call for call in self._wanted if call in open_calls}
        again = {one.call for one in self._due} & self._before.keys()
        left = {one.call for one in self._due} - now.keys() - waiting
        self.done.waiting = len(waiting)
        self.done.unsent = len(left)
        self.done.outcomes = Counter(
            row.outcome for call, row in now.items() if call not in waiting & again
        )
        return self.done

    # -- submitting ------------------------------------------------------------

    def _submit(self, model: str, due: Sequence[Planned]) -> None:
        for spool in self._spooled(model, due):
            with spool:
                if not self._send(model, spool):
                    return

    def _spooled(self, model: str, due: Sequence[Planned]) -> Iterator[Spool]:
        """Yield uploads, each as large as it may be; one is on the disk at a time."""
        service, target = self._services[model], self._work.targets[model]
        spool = Spool(service.api, service.folder)
        for one in due:
            text = self._work.text_of(one.prompt)
            asked = item_of(target, text, self._work.prompts[one.prompt])
            request = service.api.request(one.call, asked.path, asked.body)
            if not spool.add(one, request):
                if spool.calls:
                    yield spool
                    spool = Spool(service.api, service.folder)
                if not spool.add(one, request):
                    self._too_large(one, len(request))
        if spool.calls:
            yield spool
        spool.close()

    def _too_large(self, one: Planned, size: int) -> None:
        self.done.problems.append(
            f"{one.model}: a request of {size:,} bytes is larger than a batch may be"
        )

    def _send(self, model: str, spool: Spool) -> bool:
        """Submit one upload; return whether the next may be tried."""
        batch = Batch(
            name=spool.name,
            id=None,
            endpoint=self._work.targets[model].base_url,
            model=model,
            state="submitting",
            submitted_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            calls=tuple(one.call for one in spool.calls),
            prompts=tuple(one.prompt for one in spool.calls),
        )
        spool.finish()
        put(self._store, batch)
        try:
            status = self._services[model].submit(spool)
        except SubmitError as error:
            if error.certain:
                forget(self._store, batch)
            said = "not" if error.certain else "may have been"
            self.done.problems.append(f"{model}: {said} submitted: {error}")
            return False
        self._confirmed(batch, status)
        self.done.submitted += len(batch.calls)
        self._progress(0, len(self._due), f"{model}: batch {status.id}")
        return True

    def _confirmed(self, batch: Batch, status: Status) -> Batch:
        known = batch.model_copy(update={"id": status.id, "state": "working"})
        put(self._store, known)
        return known

    # -- collecting ------------------------------------------------------------

    def _open(self) -> list[Batch]:
        return [
            batch
            for batch in open_batches(self._store)
            if batch.name not in self._given_up
            and batch.model in self._services
            and batch.endpoint == self._work.targets[batch.model].base_url
        ]

    def _look_at(self, batch: Batch) -> None:
        """Collect it when it has ended; a passing fault is left to the next look."""
        service = self._services[batch.model]
        try:
            if batch.id is None:
                known = {one.id for one in open_batches(self._store) if one.id}
                status = service.find(batch, known)
                if status is Found.NO:
                    forget(self._store, batch)
                if isinstance(status, Found):
                    return
                batch = self._confirmed(batch, status)
            else:
                status = service.status(batch.id)
            if status.ended:
                self._collect(batch, status)
        except CallError as error:
            if error.kind == "not_found" and self._work.retry_failed:
                forget(self._store, batch)
                return
            self._given_up.add(batch.name)
            lost = " (--retry-failed asks its calls again)"
            self.done.problems.append(
                f"{batch.model}: batch {batch.id or batch.name}: {error}"
                f"{lost if error.kind == 'not_found' else ''}"
            )

    def _collect(self, batch: Batch, status: Status) -> None:
        service = self._services[batch.model]
        results: Iterable[Result | None] = service.results(status)
        if status.failure is not None:
            failure = status.failure
            results = (Result(call, None, failure) for call in batch.calls)
        prompts = self._prompts(batch)
        target = self._work.targets[batch.model]
        done = collect(
            self._store, batch, target, prompts, results, took_s=status.took_s
        )
        self.done.collected += done.finished
        self.done.unread += done.unread
        self._progress(self.done.collected, len(self._due), batch.model)

    def _prompts(self, batch: Batch) -> dict[str, Prompt]:
        """Return the prompts of a batch, also where this plan has other ones."""
        found = dict(self._work.prompts)
        if missing := set(batch.prompts) - found.keys():
            rows = self._store.select(
                "query_batch_prompts", Prompt, prompts=list(missing)
            )
            found |= {row.id: row for row in rows}
        return found
