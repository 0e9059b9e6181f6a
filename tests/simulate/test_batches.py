"""The batch APIs, as their vendors' documentation has them.

https://platform.openai.com/docs/guides/batch
https://docs.claude.com/en/docs/build-with-claude/batch-processing
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.simulate.exchange import Request
from pipeline.simulate.framing import read_answer
from pipeline.simulate.simulator import Simulator
from pipeline.simulate.truth import Truth
from tests.simulate.world import RIGHT, Wire, prompt, question, scenario, wire

QUESTIONS = [question(n) for n in range(1, 5)]
FAULT = '[[models.fault]]\nkind = "server_error"\ncalls = [2]'
DROP = '[[models.fault]]\nkind = "disconnect_during"\ncalls = [2]'


class Service:
    """A simulator asked without sockets, at a time of the test's choosing."""

    def __init__(self, text: str, folder: Path) -> None:
        self.now = datetime(2026, 11, 26, tzinfo=UTC)
        self.rows = list[Truth]()
        script = scenario(f"batch_s = 60\n{text}", folder)
        self._simulator = Simulator(
            script, QUESTIONS, self.rows.append, lambda: self.now
        )

    def ask(
        self, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        method = "GET" if body is None else "POST"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(path, named, body or b"", 0.0, 1, method)
        script = self._simulator.answer(request)
        return read_answer(script.writes[0].data)

    def json(self, path: str, body: Any = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        status, answer = self.ask(path, data, host="127.0.0.1:8099")
        assert status == 200, answer
        found: dict[str, Any] = json.loads(answer)
        return found

    def lines(self, path: str) -> list[dict[str, Any]]:
        status, answer = self.ask(path)
        assert status == 200, answer
        return [json.loads(line) for line in answer.splitlines()]

    def upload(self, lines: list[dict[str, Any]]) -> str:
        text = "\n".join(map(json.dumps, lines))
        form = (
            "--edge\r\n"
            'Content-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n'
            "--edge\r\n"
            'Content-Disposition: form-data; name="file"; filename="b.jsonl"\r\n'
            f"Content-Type: application/octet-stream\r\n\r\n{text}\r\n--edge--\r\n"
        )
        kind = "multipart/form-data; boundary=edge"
        status, answer = self.ask("/v1/files", form.encode(), content_type=kind)
        assert status == 200
        return str(json.loads(answer)["id"])


def requests(dialect: str) -> list[Wire]:
    return [wire(dialect, prompt(asked)) for asked in QUESTIONS]


def openai(service: Service) -> str:
    lines = [
        {"custom_id": f"c{n}", "method": "POST", "url": path, "body": body}
        for n, (path, body) in enumerate(requests("openai-chat"), 1)
    ]
    asked = {
        "input_file_id": service.upload(lines),
        "endpoint": "/v1/chat/completions",
        "completion_window": "24h",
    }
    return str(service.json("/v1/batches", asked)["id"])


def test_a_batch_of_openai_is_uploaded_made_awaited_and_read(tmp_path: Path) -> None:
    service = Service(RIGHT, tmp_path)
    name = openai(service)

    waiting = service.json(f"/v1/batches/{name}")
    assert waiting["status"] == "in_progress"
    assert waiting["output_file_id"] is None
    service.now += timedelta(seconds=60)
    done = service.json(f"/v1/batches/{name}")
    assert done["status"] == "completed"
    assert done["request_counts"] == {"total": 4, "completed": 4, "failed": 0}
    lines = service.lines(f"/v1/files/{done['output_file_id']}/content")
    assert [line["custom_id"] for line in lines] == ["c1", "c2", "c3", "c4"]
    bodies = [line["response"]["body"] for line in lines]
    texts = [body["choices"][0]["message"]["content"] for body in bodies]
    assert {json.loads(text)["answer"] for text in texts} == {"236000"}
    assert [row.verdict for row in service.rows] == ["correct"] * 4


def test_what_failed_stands_in_a_file_of_its_own(tmp_path: Path) -> None:
    service = Service(RIGHT + FAULT, tmp_path)
    name = openai(service)
    service.now += timedelta(seconds=60)
    done = service.json(f"/v1/batches/{name}")

    assert done["request_counts"] == {"total": 4, "completed": 3, "failed": 1}
    (line,) = service.lines(f"/v1/files/{done['error_file_id']}/content")
    assert line["custom_id"] == "c2"
    assert line["response"]["status_code"] == 500
    assert len(service.lines(f"/v1/files/{done['output_file_id']}/content")) == 3


def test_a_fault_of_the_wire_is_a_failure_in_a_batch(tmp_path: Path) -> None:
    service = Service(RIGHT + DROP, tmp_path)
    name = openai(service)
    service.now += timedelta(seconds=60)

    assert service.json(f"/v1/batches/{name}")["request_counts"]["failed"] == 1


def test_a_batch_of_anthropic_is_made_awaited_and_read(tmp_path: Path) -> None:
    service = Service(RIGHT + FAULT, tmp_path)
    asked = [
        {"custom_id": f"c{n}", "params": body}
        for n, (_, body) in enumerate(requests("anthropic-messages"), 1)
    ]
    made = service.json("/v1/messages/batches", {"requests": asked})
    path = f"/v1/messages/batches/{made['id']}"

    assert made["processing_status"] == "in_progress"
    assert made["request_counts"]["processing"] == 4
    assert service.ask(f"{path}/results")[0] == 400
    service.now += timedelta(seconds=60)
    done = service.json(path)
    assert done["processing_status"] == "ended"
    assert done["request_counts"]["succeeded"] == 3
    assert done["results_url"] == f"http://127.0.0.1:8099{path}/results"
    results = [line["result"] for line in service.lines(f"{path}/results")]
    kinds = [result["type"] for result in results]
    assert kinds == ["succeeded", "errored", "succeeded", "succeeded"]
    text = results[0]["message"]["content"][0]["text"]
    assert json.loads(text)["answer"] == "236000"
    assert results[1]["error"]["error"]["type"] == "api_error"


def test_a_batch_or_file_that_was_never_made_is_a_404(tmp_path: Path) -> None:
    service = Service(RIGHT, tmp_path)

    for path in ("/v1/batches/x", "/v1/files/x/content", "/v1/messages/batches/x"):
        assert service.ask(path)[0] == 404


def test_a_batch_that_cannot_be_read_is_a_400(tmp_path: Path) -> None:
    service = Service(RIGHT, tmp_path)
    name = service.upload([{"custom_id": "c1"}])
    asked = {"input_file_id": name, "endpoint": "/v1/chat/completions"}

    assert service.ask("/v1/batches", json.dumps(asked).encode())[0] == 400
    assert service.ask("/v1/files", b"", content_type="multipart/form-data")[0] == 400
