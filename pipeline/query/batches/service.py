"""The conversation with one batch API: submit, look, find again, fetch."""

import random
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final, TypeVar

from pipeline.errors import CallError, MalformedError
from pipeline.query.batches.base import BatchApi, Order, Result, Status
from pipeline.query.batches.ledger import Batch
from pipeline.query.batches.spool import Spool
from pipeline.query.pace.retry import wait_s
from pipeline.query.plain_http import PlainHttp

_T = TypeVar("_T")

MAX_LINE_BYTES: Final = 16 * 2**20
_PAGES: Final = 20
_SKEW_S: Final = 3_600.0
"""How far two clocks may be apart."""
_BEFORE_IT_WAS_READ: Final = frozenset({"connect", "rate_limited", "overloaded"})


class Found(Enum):
    NO = "no"
    PERHAPS = "perhaps"
    """One that is still worked on could be it."""


class SubmitError(Exception):
    def __init__(self, error: CallError, *, certain: bool) -> None:
        super().__init__(str(error))
        self.certain = certain
        """There is no batch for certain; otherwise there may be one."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and by which clock."""

    wait_s: float = 86_400.0
    first_s: float = 5.0
    """The first pause between two looks; each is half as long again."""
    longest_s: float = 60.0
    attempts: int = 4
    """Of one request."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


class Service:
    def __init__(
        self,
        api: BatchApi,
        path: str,
        http: PlainHttp,
        *,
        patience: Patience,
        folder: Path | None,
    ) -> None:
        """Talk about requests of one `path`; `folder` has room for large files."""
        self.api = api
        self.folder = folder
        self._path = path
        self._http = http
        self._patience = patience

    def submit(self, spool: Spool) -> Status:
        """Raise `SubmitError`, which tells whether a batch may have come of it."""
        api, path = self.api, self._path

        def upload() -> str:
            spool.file.seek(0)
            where = api.upload_path(path)
            return self._http.upload(where, spool.file, spool.size, spool.content_type)

        try:
            answer = self._persist(upload, once_read=not api.at_once)
            order = api.order(path, spool.name, answer)
        except CallError as error:
            certain = not api.at_once or _is_certain(error)
            raise SubmitError(error, certain=certain) from error
        return self._ordered(order, answer)

    def _ordered(self, order: Order | None, answer: str) -> Status:
        try:
            if order:
                answer = self._persist(
                    lambda: self._http.post(order.path, order.body), once_read=False
                )
            return self.api.status(self._path, answer)
        except CallError as error:
            raise SubmitError(error, certain=_is_certain(error)) from error

    def status(self, batch: str) -> Status:
        answer = self._get(self.api.status_path(self._path, batch))
        return self.api.status(self._path, answer)

    def find(self, batch: Batch, known: Collection[str]) -> Status | Found:
        """Look for a batch whose id was lost; `known` are those of other batches."""
        perhaps = Found.NO
        for status in self._recent(batch):
            if status.name == batch.name:
                return status
            if self.api.keeps_names or status.id in known:
                continue
            if status.requests not in (None, len(batch.calls)):
                continue
            if not status.ended:
                perhaps = Found.PERHAPS
            elif self._holds(status, batch):
                return status
        return perhaps

    def results(self, status: Status) -> Iterator[Result | None]:
        """Yield each result; `None` is a line that could not be read."""
        for path in status.results:
            with TemporaryFile(dir=self.folder) as file:
                self._persist(partial(self._fetch, path, file))
                file.seek(0)
                while line := file.readline(MAX_LINE_BYTES):
                    if line.strip():
                        yield self._read(line)

    def _read(self, line: bytes) -> Result | None:
        try:
            return self.api.result(line.decode(errors="replace"))
        except MalformedError:
            return None

    def _fetch(self, path: str, file: BinaryIO) -> None:
        file.seek(0)
        file.truncate()
        self._http.download(path, file)

    def _recent(self, batch: Batch) -> Iterator[Status]:
        """Yield batches that were made since, the newest first."""
        since = datetime.fromisoformat(batch.submitted_at).timestamp() - _SKEW_S
        path: str | None = self.api.listing_path(self._path)
        for _ in range(_PAGES):
            if path is None:
                return
            page = self.api.listing(self._path, self._get(path))
            for status in page.batches:
                if status.created_at is not None and status.created_at < since:
                    return
                yield status
            path = page.more

    def _holds(self, status: Status, batch: Batch) -> bool:
        ids = {result.custom_id for result in self.results(status) if result}
        return bool(ids) and ids <= set(batch.calls)

    def _get(self, path: str) -> str:
        return self._persist(lambda: self._http.get(path))

    def _persist(self, do: Callable[[], _T], *, once_read: bool = True) -> _T:
        """Try again what may be done twice; else what was certainly not heard."""
        made = 0
        while True:
            try:
                return do()
            except CallError as error:
                made += 1
                wait = wait_s(
                    error,
                    made=made,
                    allowed=self._patience.attempts,
                    dice=random.random(),  # noqa: S311 - spreads retries
                )
                again = once_read or error.kind in _BEFORE_IT_WAS_READ
                if wait is None or not again:
                    raise
            self._patience.sleep(wait)


def _is_certain(error: CallError) -> bool:
    """Tell whether a refusal means that nothing was made."""
    return error.kind in _BEFORE_IT_WAS_READ or not (
        isinstance(error, MalformedError)
        or error.kind in ("disconnected", "timeout", "server_error")
    )
