"""OpenAI's batches: a file of requests, a batch made of it, two files of results.

https://platform.openai.com/docs/api-reference/batch: at most 50,000 requests and 200 MB
a file, all for one model; results within 24 hours, in any order, failures in a file
of their own.
"""

from collections.abc import Mapping
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

NAME: Final = "docqa"
"""The key of a batch's metadata under which our name for it stands."""
_PAGE: Final = 100
_ENDED: Final = frozenset({"completed", "failed", "expired", "cancelled"})
_UNSERVED: Final[Mapping[str, Unserved]] = {
    "batch_expired": "expired",
    "batch_cancelled": "cancelled",
}
_OK: Final = 200


class OpenAI:
    most_requests = 50_000
    most_bytes = 200_000_000
    at_once = False
    keeps_names = True

    def frame(self, name: str) -> Frame:
        """Wrap the lines as a form: RFC 7578; the name cannot be in a prompt's JSON."""
        edge = f"--docqa-{name}".encode()
        part = b"\r\ncontent-disposition: form-data; name="
        head = (
            edge
            + part
            + b'"purpose"\r\n\r\nbatch\r\n'
            + edge
            + part
            + b'"file"; filename="'
            + name.encode()
            + b'.jsonl"'
            b"\r\ncontent-type: application/jsonl\r\n\r\n"
        )
        content_type = f"multipart/form-data; boundary=docqa-{name}"
        return Frame(content_type, head, b"\n", b"\r\n" + edge + b"--\r\n")

    def request(self, custom_id: str, path: str, body: Mapping[str, Any]) -> bytes:
        return as_json(
            {
                "custom_id": custom_id,
                "method": "POST",
                "url": f"/v1{path}",
                "body": body,
            }
        )

    def upload_path(self, path: str) -> str:
        del path
        return "/files"

    def order(self, path: str, name: str, answer: str) -> Order | None:
        file = text(table(answer, "an uploaded file").get("id"))
        if not file:
            message = "the uploaded file has no id"
            raise MalformedError(kind="malformed", message=message)
        body = {
            "input_file_id": file,
            "endpoint": f"/v1{path}",
            "completion_window": "24h",
            "metadata": {NAME: name},
        }
        return Order("/batches", as_json(body))

    def status_path(self, path: str, batch: str) -> str:
        del path
        return f"/batches/{quote(batch, safe='')}"

    def status(self, path: str, answer: str) -> Status:
        del path
        return _status(table(answer, "a batch"))

    def listing_path(self, path: str) -> str:
        del path
        return f"/batches?limit={_PAGE}"

    def listing(self, path: str, answer: str) -> Listing:
        page = table(answer, "a list of batches")
        found = tuple(_status(member(one)) for one in items(page.get("data")))
        more = page.get("has_more") is True and found
        after = (
            f"{self.listing_path(path)}&after={quote(found[-1].id, safe='')}"
            if more
            else None
        )
        return Listing(found, after)

    def result(self, line: str) -> Result:
        row = table(line, "a result of a batch")
        name = text(row.get("custom_id"))
        response, error = member(row.get("response")), member(row.get("error"))
        if not name or not (response or error):
            message = "a result of a batch without its id, or without anything in it"
            raise MalformedError(kind="malformed", message=message)
        if error:
            why = _UNSERVED.get(text(error.get("code")))
            body = as_json({"error": error}).decode()
            return Result(name, None, body, unserved=why)
        status = count(response.get("status_code"))
        body = as_json(response.get("body")).decode()
        return Result(name, status, body, answered=status == _OK)


def _status(batch: Table) -> Status:
    state, name = text(batch.get("status")), text(batch.get("id"))
    if not state or not name:
        message = "a batch without its id, or without its status"
        raise MalformedError(kind="malformed", message=message)
    files = [text(batch.get(kind)) for kind in ("output_file_id", "error_file_id")]
    errors = batch.get("errors") if state == "failed" else None
    ends = (count(batch.get(f"{end}_at")) for end in sorted(_ENDED))
    return Status(
        id=name,
        ended=state in _ENDED,
        requests=count(member(batch.get("request_counts")).get("total")),
        name=text(member(batch.get("metadata")).get(NAME)) or None,
        created_at=count(batch.get("created_at")),
        ended_at=next((end for end in ends if end is not None), None),
        results=tuple(
            f"/files/{quote(file, safe='')}/content" for file in files if file
        ),
        failure=_failure(errors) if state == "failed" else None,
    )


def _failure(errors: object) -> str:
    """Return the first of the mistakes in a file as a single refusal has it."""
    mistakes = items(member(errors).get("data"))
    first = member(mistakes[0]) if mistakes else {"message": "the batch failed"}
    return as_json({"error": {"type": "invalid_request_error", **first}}).decode()


API: Final[BatchApi] = OpenAI()
