"""Anthropic's message batches: the requests in one body, the results in one file.

https://docs.claude.com/en/api/creating-message-batches: at most 100,000 requests and
256 MB; results within 24 hours, in any order, for 29 days. A batch carries no name, so
one whose id was lost is known again by its size and by the ids in its results. The
address of the results is composed, and not the one that is given: a key goes to the
address that was set, and nowhere else.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from pipeline.errors import MalformedError
from pipeline.query.batches.base import (
    BatchApi,
    Frame,
    Listing,
    Order,
    Result,
    Status,
    Unserved,
)
from pipeline.query.providers.reading import Table, count, items, member, table, text
from pipeline.query.providers.writing import as_json

_PAGE: Final = 100
_COUNTS: Final = ("processing", "succeeded", "errored", "canceled", "expired")
_UNSERVED: Final[Mapping[str, Unserved]] = {
    "expired": "expired",
    "canceled": "cancelled",
}
_OK: Final = 200


class Anthropic:
    most_requests = 100_000
    most_bytes = 256_000_000
    at_once = True
    keeps_names = False

    def frame(self, name: str) -> Frame:
        del name
        return Frame("application/json", b'{"requests":[', b",", b"]}")

    def request(self, custom_id: str, path: str, body: Mapping[str, Any]) -> bytes:
        del path
        return as_json({"custom_id": custom_id, "params": body})

    def upload_path(self, path: str) -> str:
        return f"{path}/batches"

    def order(self, path: str, name: str, answer: str) -> Order | None:
        del path, name, answer
        return None

    def status_path(self, path: str, batch: str) -> str:
        return f"{path}/batches/{quote(batch, safe='')}"

    def status(self, path: str, answer: str) -> Status:
        return _status(path, table(answer, "a batch"))

    def listing_path(self, path: str) -> str:
        return f"{path}/batches?limit={_PAGE}"

    def listing(self, path: str, answer: str) -> Listing:
        page = table(answer, "a list of batches")
        found = tuple(_status(path, member(one)) for one in items(page.get("data")))
        last = text(page.get("last_id"))
        more = page.get("has_more") is True and last
        after = (
            f"{self.listing_path(path)}&after_id={quote(last, safe='')}"
            if more
            else None
        )
        return Listing(found, after)

    def result(self, line: str) -> Result:
        row = table(line, "a result of a batch")
        name, result = text(row.get("custom_id")), member(row.get("result"))
        kind = text(result.get("type"))
        if not name or not kind:
            message = "a result of a batch without its id, or without its type"
            raise MalformedError(kind="malformed", message=message)
        if kind == "succeeded":
            body = as_json(result.get("message")).decode()
            return Result(name, _OK, body, answered=True)
        body = as_json(result.get("error")).decode()
        return Result(name, None, body, unserved=_UNSERVED.get(kind))


def _status(path: str, batch: Table) -> Status:
    state, name = text(batch.get("processing_status")), text(batch.get("id"))
    if not state or not name:
        message = "a batch without its id, or without its status"
        raise MalformedError(kind="malformed", message=message)
    counts = member(batch.get("request_counts"))
    told = [count(counts.get(kind)) for kind in _COUNTS]
    ended = state == "ended"
    return Status(
        id=name,
        ended=ended,
        requests=sum(n or 0 for n in told) if any(told) else None,
        created_at=_moment(batch.get("created_at")),
        ended_at=_moment(batch.get("ended_at")),
        results=(f"{path}/batches/{quote(name, safe='')}/results",) if ended else (),
    )


def _moment(stamp: object) -> float | None:
    try:
        return datetime.fromisoformat(text(stamp)).timestamp()
    except (ValueError, OverflowError):
        return None


API: Final[BatchApi] = Anthropic()
