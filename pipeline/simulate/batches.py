"""The batch APIs of OpenAI and of Anthropic.

A batch is answered as its requests would be one by one, all at once when it is made,
and says that it is done when the scenario's `batch_s` are over.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import HTTP
from itertools import count
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from pipeline.simulate.dialects.base import Json, encoded
from pipeline.simulate.exchange import Request

_JSON: Final = "application/json"
_LINES: Final = "application/jsonl"
_OK: Final = 200
_WHOLE_DAY: Final = timedelta(days=1)


class Reply(NamedTuple):
    status: int
    body: bytes
    media_type: str = _JSON


class Outcome(NamedTuple):
    """One request of a batch as it was answered."""

    custom_id: str
    status: int
    body: Json


Play = Callable[[str, bytes], tuple[int, bytes]]
"""Answer a body at a path: the status, and the body that comes back."""


class _Line(BaseModel):
    custom_id: str
    url: str
    body: dict[str, Any]


class _Create(BaseModel):
    input_file_id: str
    endpoint: str
    completion_window: str = "24h"


class _Params(BaseModel):
    custom_id: str
    params: dict[str, Any]


class _CreateMessages(BaseModel):
    requests: list[_Params]


@dataclass(frozen=True, slots=True)
class _Batch:
    id: str
    made: datetime
    outcomes: Sequence[Outcome]
    about: Json = field(default_factory=dict[str, Any])

    @property
    def failed(self) -> int:
        return sum(outcome.status != _OK for outcome in self.outcomes)


class Batches:
    def __init__(
        self, play: Play, now: Callable[[], datetime], batch_s: float = 0.0
    ) -> None:
        self._play = play
        self._now = now
        self._wait = timedelta(seconds=batch_s)
        self._ids = count(1)
        self._files: dict[str, bytes] = {}
        self._batches: dict[str, _Batch] = {}

    def handle(self, request: Request) -> Reply | None:
        """Answer what is asked of a batch or a file; `None` for anything else."""
        path = request.path.partition("?")[0]
        for (method, pattern), handler in _ROUTES.items():
            found = re.fullmatch(pattern, path)
            if found and method == request.method:
                try:
                    return handler(self, request, *found.groups())
                except (KeyError, ValueError) as error:  # ValidationError is one
                    missing = isinstance(error, KeyError)
                    what = f"no {error} here" if missing else str(error)
                    payload = {"error": {"message": what, "type": "not_found_error"}}
                    return Reply(404 if missing else 400, encoded(payload))
        return None

    def upload(self, request: Request) -> Reply:
        content = _part(request, "file")
        name = f"file-{next(self._ids)}"
        self._files[name] = content
        about = {"bytes": len(content), "filename": "batch.jsonl", "purpose": "batch"}
        payload = {"id": name, "object": "file", "created_at": self._stamp(), **about}
        return Reply(_OK, encoded(payload))

    def content(self, request: Request, name: str) -> Reply:
        del request
        return Reply(_OK, self._files[name], _LINES)

    def create(self, request: Request) -> Reply:
        asked = _Create.model_validate_json(request.body)
        lines = self._files[asked.input_file_id].splitlines()
        read = [_Line.model_validate_json(line) for line in lines if line.strip()]
        outcomes = [self._outcome(line.custom_id, line.url, line.body) for line in read]
        about = asked.model_dump()
        for kind, good in (("output_file_id", True), ("error_file_id", False)):
            some = [o for o in outcomes if (o.status == _OK) == good]
            about[kind] = self._keep(map(_openai_line, some)) if some else None
        return self._made("batch_", outcomes, about, _openai_batch)

    def get(self, request: Request, name: str) -> Reply:
        del request
        batch = self._batches[name]
        return Reply(_OK, encoded(_openai_batch(batch, done=self._done(batch))))

    def create_messages(self, request: Request) -> Reply:
        asked = _CreateMessages.model_validate_json(request.body)
        outcomes = [
            self._outcome(item.custom_id, "/v1/messages", item.params)
            for item in asked.requests
        ]
        about: Json = {"host": request.headers.get("host", "127.0.0.1")}
        return self._made("msgbatch_", outcomes, about, _anthropic_batch)

    def get_messages(self, request: Request, name: str) -> Reply:
        del request
        batch = self._batches[name]
        return Reply(_OK, encoded(_anthropic_batch(batch, done=self._done(batch))))

    def results(self, request: Request, name: str) -> Reply:
        del request
        batch = self._batches[name]
        if not self._done(batch):
            message = f"{name} is still in progress"
            raise ValueError(message)
        lines = map(_anthropic_line, batch.outcomes)
        return Reply(_OK, _jsonl(lines), "application/x-jsonl")

    def _made(
        self,
        prefix: str,
        outcomes: Sequence[Outcome],
        about: Json,
        shown: "Callable[..., Json]",
    ) -> Reply:
        batch = _Batch(f"{prefix}{next(self._ids)}", self._now(), outcomes, about)
        self._batches[batch.id] = batch
        return Reply(_OK, encoded(shown(batch, done=False)))

    def _outcome(self, custom_id: str, path: str, body: Json) -> Outcome:
        status, answer = self._play(path, encoded({**body, "stream": False}))
        try:
            found: Json = json.loads(answer)
        except ValueError:  # a fault of the wire: a batch has none, so it failed
            return Outcome(custom_id, 500, {"error": {"message": "server error"}})
        return Outcome(custom_id, status, found)

    def _keep(self, lines: Iterator[Json]) -> str:
        name = f"file-{next(self._ids)}"
        self._files[name] = _jsonl(lines)
        return name

    def _done(self, batch: _Batch) -> bool:
        return self._now() - batch.made >= self._wait

    def _stamp(self) -> int:
        return int(self._now().timestamp())


_ROUTES: Final[Mapping[tuple[str, str], Callable[..., Reply]]] = {
    ("POST", r"/v1/files"): Batches.upload,
    ("GET", r"/v1/files/([^/]+)/content"): Batches.content,
    ("POST", r"/v1/batches"): Batches.create,
    ("GET", r"/v1/batches/([^/]+)"): Batches.get,
    ("POST", r"/v1/messages/batches"): Batches.create_messages,
    ("GET", r"/v1/messages/batches/([^/]+)"): Batches.get_messages,
    ("GET", r"/v1/messages/batches/([^/]+)/results"): Batches.results,
}


def _part(request: Request, name: str) -> bytes:
    """Return one part of a multipart form. Raises `ValueError` where it is missing."""
    head = f"content-type: {request.headers.get('content-type', '')}\r\n\r\n"
    form = message_from_bytes(head.encode() + bytes(request.body), policy=HTTP)
    for part in form.walk():
        if part.get_param("name", header="content-disposition") == name:
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else b""
    message = f"no part {name!r} in the form"
    raise ValueError(message)


def _jsonl(lines: Iterator[Json]) -> bytes:
    return b"".join(encoded(line) + b"\n" for line in lines)


def _openai_batch(batch: _Batch, *, done: bool) -> Json:
    total = len(batch.outcomes)
    counts = {"total": total, "completed": 0, "failed": 0}
    about = batch.about | {"output_file_id": None, "error_file_id": None}
    if done:
        counts |= {"completed": total - batch.failed, "failed": batch.failed}
        about = batch.about
    return {
        "id": batch.id,
        "object": "batch",
        "status": "completed" if done else "in_progress",
        "created_at": int(batch.made.timestamp()),
        "request_counts": counts,
        "errors": None,
        **about,
    }


def _openai_line(outcome: Outcome) -> Json:
    response = {
        "status_code": outcome.status,
        "request_id": f"req_{outcome.custom_id}",
        "body": outcome.body,
    }
    return {
        "id": f"batch_req_{outcome.custom_id}",
        "custom_id": outcome.custom_id,
        "response": response,
        "error": None,
    }


def _anthropic_batch(batch: _Batch, *, done: bool) -> Json:
    total, failed = len(batch.outcomes), batch.failed
    counts = {"canceled": 0, "expired": 0, "errored": 0, "succeeded": 0}
    counts |= {"processing": 0 if done else total}
    if done:
        counts |= {"errored": failed, "succeeded": total - failed}
    url = f"http://{batch.about['host']}/v1/messages/batches/{batch.id}/results"
    return {
        "id": batch.id,
        "type": "message_batch",
        "processing_status": "ended" if done else "in_progress",
        "request_counts": counts,
        "created_at": batch.made.astimezone(UTC).isoformat(),
        "expires_at": (batch.made + _WHOLE_DAY).astimezone(UTC).isoformat(),
        "ended_at": batch.made.astimezone(UTC).isoformat() if done else None,
        "results_url": url if done else None,
    }


def _anthropic_line(outcome: Outcome) -> Json:
    if outcome.status == _OK:
        result: Json = {"type": "succeeded", "message": outcome.body}
    else:
        result = {"type": "errored", "error": outcome.body}
    return {"custom_id": outcome.custom_id, "result": result}
