"""A provider on loopback that plays the batch APIs of OpenAI and of Anthropic."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from tests.support.server import Drop, Hang, Received, Script, refusal

Json: TypeAlias = dict[str, Any]
Say: TypeAlias = Callable[[str, str], object]
"""From the prompt and the call to a line of results; bytes go out as they are."""


def _tokens(prompt: str) -> int:
    return max(90, len(prompt) // 4)


def openai_answer(prompt: str, call: str) -> Json:
    message = {"role": "assistant", "content": f"answer to {prompt}"}
    body = {
        "object": "chat.completion",
        "model": "served-1",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": _tokens(prompt), "completion_tokens": 4},
    }
    response = {"status_code": 200, "request_id": "r", "body": body}
    return {"id": "x", "custom_id": call, "response": response, "error": None}


def openai_refusal(call: str, status: int, **error: str) -> Json:
    response = {"status_code": status, "body": {"error": error}}
    return {"custom_id": call, "response": response, "error": None}


def openai_unserved(call: str, code: str) -> Json:
    error = {"code": code, "message": "not executed"}
    return {"custom_id": call, "response": None, "error": error}


def anthropic_answer(prompt: str, call: str) -> Json:
    message = {
        "type": "message",
        "model": "served-1",
        "content": [{"type": "text", "text": f"answer to {prompt}"}],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": _tokens(prompt), "output_tokens": 4},
    }
    return {"custom_id": call, "result": {"type": "succeeded", "message": message}}


def anthropic_refusal(call: str, kind: str, message: str) -> Json:
    error = {"type": "error", "error": {"type": kind, "message": message}}
    return {"custom_id": call, "result": {"type": "errored", "error": error}}


def anthropic_unserved(call: str, kind: str) -> Json:
    return {"custom_id": call, "result": {"type": kind}}


@dataclass
class Made:
    id: str
    requests: list[Json]
    name: str | None = None
    looks: int = 0
    created: float = field(default_factory=lambda: datetime.now(UTC).timestamp())


@dataclass
class BatchServer:
    """`play` answers a request; a test reads what came, and turns the knobs."""

    style: Literal["openai", "anthropic"]
    say: Say | None = None
    looks: int = 1
    """So many looks find a batch at work before it has ended."""
    failure: str | None = None
    """Why a file is no good (OpenAI)."""
    after_made: Literal["answer", "hang", "drop"] = "answer"
    refuse: list[Script] = field(default_factory=list[Script])
    """Play these first, one for each request."""
    made: dict[str, Made] = field(default_factory=dict[str, Made])
    files: dict[str, list[Json]] = field(default_factory=dict[str, list[Json]])
    seen: list[str] = field(default_factory=list[str])
    headers: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    def play(self, received: Received) -> Script:
        path = received.path.partition("?")[0]
        verb = "POST" if received.body else "GET"
        self.seen.append(f"{verb} {path}")
        self.headers.append(received.headers)
        if self.refuse:
            return self.refuse.pop(0)
        kind = re.sub(r"(batch|file|out)-\d+", "ID", f"{verb} {path}")
        if self.style == "openai":
            return self._openai(kind, path, received)
        return self._anthropic(kind, path, received)

    def asked(self) -> list[Json]:
        return [one for made in self.made.values() for one in made.requests]

    def _openai(self, kind: str, path: str, received: Received) -> Script:
        match kind:
            case "POST /files":
                lines = _file(received)
                name = f"file-{len(self.files)}"
                self.files[name] = [json.loads(line) for line in lines]
                return refusal(200, {"id": name, "object": "file"})
            case "POST /batches":
                order = received.json
                requests = self.files[order["input_file_id"]]
                return self._make(requests, order["metadata"]["docqa"])
            case "GET /batches":
                found = [self._shown(made) for made in self._newest()]
                return refusal(200, {"data": found, "has_more": False})
            case "GET /batches/ID":
                return self._look(path.rpartition("/")[2])
            case "GET /files/ID/content":
                made = self.made[path.split("/")[2].replace("out", "batch")]
                return refusal(200, self._results(made))
            case _:
                return refusal(404, {"error": {"message": f"no {kind}"}})

    def _anthropic(self, kind: str, path: str, received: Received) -> Script:
        match kind:
            case "POST /messages/batches":
                return self._make(received.json["requests"], None)
            case "GET /messages/batches":
                found = [self._shown(made) for made in self._newest()]
                return refusal(200, {"data": found, "has_more": False})
            case "GET /messages/batches/ID":
                return self._look(path.rpartition("/")[2])
            case "GET /messages/batches/ID/results":
                return refusal(200, self._results(self.made[path.split("/")[3]]))
            case _:
                return refusal(404, {"error": {"message": f"no {kind}"}})

    def _newest(self) -> list[Made]:
        """A list is a look at each of them."""
        for made in self.made.values():
            made.looks += 1
        return list(reversed(self.made.values()))

    def _make(self, requests: list[Json], name: str | None) -> Script:
        made = Made(f"batch-{len(self.made)}", requests, name)
        self.made[made.id] = made
        if self.after_made == "hang":
            return [Hang()]
        if self.after_made == "drop":
            return [Drop()]
        return refusal(200, self._shown(made))

    def _look(self, name: str) -> Script:
        if name not in self.made:
            return refusal(404, {"error": {"message": "no such batch"}})
        self.made[name].looks += 1
        return refusal(200, self._shown(self.made[name]))

    def _shown(self, made: Made) -> Json:
        ended = made.looks > self.looks
        shown = _openai_batch if self.style == "openai" else _anthropic_batch
        return shown(made, ended=ended, failure=self.failure)

    def _results(self, made: Made) -> bytes:
        default = openai_answer if self.style == "openai" else anthropic_answer
        say = self.say or default
        lines = [say(_prompt(one), str(one["custom_id"])) for one in made.requests]
        return b"".join(
            (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n"
            for line in lines
            if line is not None
        )


def _prompt(request: Json) -> str:
    body = request.get("body") or request["params"]
    return str(body["messages"][0]["content"])


def _file(received: Received) -> list[bytes]:
    """Read the lines of the form's file, as any parser of forms would."""
    boundary = received.headers["content-type"].partition("boundary=")[2].encode()
    parts = received.body.split(b"--" + boundary)
    assert parts[0] == b""
    assert parts[-1].strip() == b"--"
    heads = [part.partition(b"\r\n\r\n") for part in parts[1:-1]]
    assert b'name="purpose"' in heads[0][0]
    assert heads[0][2] == b"batch\r\n"
    assert b'name="file"; filename="' in heads[1][0]
    return heads[1][2].removesuffix(b"\r\n").split(b"\n")


def _openai_batch(made: Made, *, ended: bool, failure: str | None) -> Json:
    state = ("failed" if failure else "completed") if ended else "in_progress"
    errors = {"data": [{"code": "invalid_json_line", "message": failure}]}
    done = ended and not failure
    return {
        "id": made.id,
        "object": "batch",
        "status": state,
        "created_at": int(made.created),
        f"{'failed' if failure else 'completed'}_at": int(made.created) + 90,
        "errors": errors if failure else None,
        "output_file_id": made.id.replace("batch", "out") if done else None,
        "error_file_id": None,
        "request_counts": {"total": len(made.requests)},
        "metadata": {"docqa": made.name},
    }


def _anthropic_batch(made: Made, *, ended: bool, failure: str | None) -> Json:
    del failure
    begun = datetime.fromtimestamp(made.created, UTC)
    stop = datetime.fromtimestamp(made.created + 90, UTC)
    counts = {"processing": 0 if ended else len(made.requests)}
    return {
        "id": made.id,
        "type": "message_batch",
        "processing_status": "ended" if ended else "in_progress",
        "created_at": begun.isoformat(),
        "ended_at": stop.isoformat() if ended else None,
        "request_counts": counts | {"succeeded": len(made.requests) if ended else 0},
        "results_url": "http://elsewhere.example/results" if ended else None,
    }
