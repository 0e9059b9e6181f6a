"""The load generators whose clocks are compared with docqa's, as a user runs them.

guidellm 0.8 and aiperf 0.13, each from an environment of its own. Their figures are
matched with the server's log request by request: guidellm keeps the id of the
response, aiperf the id that it sends in a header.
"""

import json
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.simulate.reference import TOKENS

LIMIT_S: Final = 600
_TOKENIZER: Final = """
import sys
from pathlib import Path
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from tokenizers.trainers import BpeTrainer
made = Tokenizer(models.BPE())
made.pre_tokenizer, made.decoder = pre_tokenizers.ByteLevel(), decoders.ByteLevel()
alphabet = pre_tokenizers.ByteLevel.alphabet()
trainer = BpeTrainer(vocab_size=300, initial_alphabet=alphabet)
made.train_from_iterator(["which word comes next"], trainer)
made.save(str(Path(sys.argv[1]) / "tokenizer.json"))
"""
"""aiperf counts the tokens of its prompts, and would fetch a vocabulary to do it."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a contender is asked to do."""

    url: str
    streams: int
    requests: int
    folder: Path
    """Its own, and empty."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a contender says it measured."""

    rows: dict[str, tuple[float, float]]
    """Time to first token and to the end of the answer, seconds, by request."""
    named_by: str
    """The field of the server's log that tells which request a row is."""
    cpu_us: float | None = None
    """Microseconds of CPU for each event of a stream."""
    stream_kb: float | None = None


Contender = Callable[[Job], Measured]


def guidellm(program: Path) -> Contender:
    def run(job: Job) -> Measured:
        prompts = job.folder / "prompts.jsonl"
        _write(prompts, job.requests, {"output_tokens_count": TOKENS}, "prompt")
        backend = (
            f"kind=openai_http,target={job.url},model=mock-model,"
            "request_format=/v1/chat/completions"
        )
        _run(
            [
                *(program, "run", "--backend", backend),
                *("--profile", f"kind=concurrent,streams={job.streams}"),
                *("--constraint", f"kind=max_requests,count={job.requests}"),
                *("--data", f"kind=json_file,path={prompts}"),
                *("--output", f"kind=json,path={job.folder / 'out.json'}"),
                "--disable-console-interactive",
            ],
            job.folder,
        )
        report = json.loads((job.folder / "out.json").read_text())
        done = report["benchmarks"][0]["requests"]["successful"]
        rows = {
            one["response_id"].removeprefix("chatcmpl-"): (
                one["time_to_first_token_ms"] / 1_000,
                one["request_latency"],
            )
            for one in done
        }
        return Measured(rows, "number")

    return run


def aiperf(program: Path, *, tuned: bool = False) -> Contender:
    """Return it as it comes, or with a warm-up, a ramp and fewer workers."""

    def run(job: Job) -> Measured:
        prompts, out = job.folder / "prompts.jsonl", job.folder / "out"
        _write(prompts, job.requests, {}, "text")
        tokenizer = _tokenizer(program.parent / "python", job.folder)
        more = (
            *("--workers-max", "2", "--record-processor-service-count", "1"),
            *("--concurrency-ramp-duration", "3"),
            *("--warmup-request-count", str(job.streams)),
        )
        _run(
            [
                *(program, "profile", "--model", "mock-model", "--url", job.url),
                *("--endpoint-type", "chat", "--streaming"),
                *("--tokenizer", tokenizer, "--use-server-token-count"),
                *("--concurrency", str(job.streams)),
                *("--request-count", str(job.requests)),
                *("--input-file", prompts, "--custom-dataset-type", "single_turn"),
                *("--no-server-metrics", "--no-gpu-telemetry", "--ui", "none"),
                *("--export-level", "records", "--artifact-dir", out),
                *(more if tuned else ()),
            ],
            job.folder,
        )
        rows: dict[str, tuple[float, float]] = {}
        for line in (out / "profile_export.jsonl").read_text().splitlines():
            record = json.loads(line)
            metrics = record["metrics"]
            if record["metadata"]["benchmark_phase"] == "profiling" and metrics:
                rows[record["metadata"]["x_request_id"]] = (
                    metrics["time_to_first_token"]["value"] / 1_000,
                    metrics["request_latency"]["value"] / 1_000,
                )
        return Measured(rows, "request_id")

    return run


def _write(file: Path, count: int, more: dict[str, Any], name: str) -> None:
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            text = f"Which word comes next? key={number};"
            lines.write(json.dumps({name: text, **more}) + "\n")


def _tokenizer(python: Path, folder: Path) -> Path:
    made = folder / "tokenizer"
    made.mkdir()
    settings = {"tokenizer_class": "PreTrainedTokenizerFast"}
    (made / "tokenizer_config.json").write_text(json.dumps(settings))
    _run([python, "-c", _TOKENIZER, made], folder)
    return made


def _run(command: Sequence[str | Path], folder: Path) -> None:
    """Raise `CalledProcessError` with what it printed when it fails."""
    subprocess.run(  # noqa: S603  # programs that the user named
        command,
        cwd=folder,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LIMIT_S,
    )
