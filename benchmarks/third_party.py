"""Servers that others wrote in; what the same bench saw of each out.

    python -m benchmarks.third_party [--environment .venv-servers] [SERVER ...]

Each is started on this machine and asked by `docqa bench` as a user would: an address
in the environment, nothing else. It shows that the protocol is understood. The models
are random weights or canned texts, so no figure says anything about a model.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import duckdb

from benchmarks.measure import ROOT, say, table

_STARTS_WITHIN_S: Final = 60.0
_ENDS_WITHIN_S: Final = 10.0
_BENCH_WITHIN_S: Final = 900.0
_CANNED: Final = """\
responses: {}
defaults: {unknown_response: "The quay is 7.4 m deep."}
settings: {lag_enabled: false}
"""
_RULES: Final = "version: 1\ndefaults: {fallback: deterministic_echo}\nrules: []\n"


class Server(NamedTuple):
    """How to start it: its program, with `{port}` and `{folder}` to be filled in."""

    package: str
    command: Sequence[str]
    files: Mapping[str, str] = {}
    """Written to the folder that it is started in."""


SERVERS: Final[Mapping[str, Server]] = {
    "llamacpp-tiny": Server(
        "xllamacpp",
        ("python", "-m", "benchmarks.contenders.llama_server", "{port}", "{folder}"),
    ),
    "xpyd-sim": Server(
        "xpyd-sim",
        (
            *("xpyd-sim", "serve", "--host", "127.0.0.1", "--port", "{port}"),
            *("--prefill-delay-ms", "20", "--decode-delay-per-token-ms", "1"),
            *("--kv-transfer-delay-ms", "0", "--eos-min-ratio", "0.001"),
        ),
    ),
    "fakellm": Server(
        "fakellm", ("fakellm", "serve", "--port", "{port}"), {"fakellm.yaml": _RULES}
    ),
    "llmock": Server(
        "llmock", ("llmock", "serve", "--host", "127.0.0.1", "--port", "{port}")
    ),
    "mockllm": Server(
        "mockllm",
        *(("mockllm", "start", "-h", "127.0.0.1", "-p", "{port}", "-r", "canned.yml"),),
        {"canned.yml": _CANNED},
    ),
    "mock-ai-api": Server(
        "mock-ai-api",
        # Its own command leaves the two servers that it starts behind.
        (
            *("python", "-m", "uvicorn", "app.openai_app:app"),
            *("--host", "127.0.0.1", "--port", "{port}"),
        ),
    ),
}
"""Of three kinds: usage in a frame of its own, with the last piece, or nowhere."""


class Seen(NamedTuple):
    """What a bench left in its workspace."""

    code: int
    calls: list[dict[str, Any]]
    attempts: list[dict[str, Any]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("servers", nargs="*", metavar="SERVER", help=", ".join(SERVERS))
    parser.add_argument("--environment", type=Path, default=ROOT / ".venv-servers")
    given = parser.parse_args()
    if unknown := set(given.servers) - SERVERS.keys():
        parser.error(f"{', '.join(sorted(unknown))}: known are {', '.join(SERVERS)}")
    rows = [("server", "version", "exit", *_CELLS)]
    bin_ = given.environment.absolute() / "bin"
    for name in given.servers or SERVERS:
        say(f"{name} is asked")
        version = _version(bin_, SERVERS[name].package)
        with TemporaryDirectory() as folder, _serving(name, bin_, Path(folder)) as port:
            seen = _bench(name, port, Path(folder))
        rows.append((name, version, str(seen.code), *cells(seen)))
    sys.stdout.write(table(rows))


def cells(seen: Seen) -> list[str]:
    """Return the cells of a row, in the order of their heads."""
    return [show(seen) for show in _CELLS.values()]


@contextmanager
def _serving(name: str, bin_: Path, folder: Path) -> Generator[int]:
    """Start it; raise `RuntimeError` with its talk when it does not listen in time."""
    server = SERVERS[name]
    port = _free_port()
    for file, text in server.files.items():
        (folder / file).write_text(text, encoding="utf-8")
    program, *arguments = [
        part.format(port=port, folder=folder) for part in server.command
    ]
    talk = folder / "talk.txt"
    with (
        talk.open("wb") as out,
        subprocess.Popen(  # noqa: S603  # of an environment that the user named
            [str(bin_ / program), *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        try:
            if not _listens(port, process):
                message = f"{name} does not listen:\n{talk.read_text('utf-8')}"
                raise RuntimeError(message)
            yield port
        finally:
            _end(process)


def _listens(port: int, process: subprocess.Popen[bytes]) -> bool:
    limit = time.monotonic() + _STARTS_WITHIN_S
    while process.poll() is None and time.monotonic() < limit:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it with the processes that it started: some serve from those."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_ENDS_WITHIN_S)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _bench(name: str, port: int, folder: Path) -> Seen:
    store = folder / "bench.duckdb"
    bench = subprocess.run(  # noqa: S603  # our own command
        [
            *(sys.executable, "-m", "pipeline", "--db", str(store), "bench"),
            *("--corpus", str(ROOT / "corpora" / "archives")),
            *("--questions", str(ROOT / "questions" / "archives.jsonl")),
            *("--limit", "3", "--lengths", "4k"),
            *("--model", f"openai-api/{name}/any-name", "--name", name),
        ],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            f"{name.upper().replace('-', '_')}_BASE_URL": f"http://127.0.0.1:{port}/v1",
        },
        stdout=sys.stderr,
        timeout=_BENCH_WITHIN_S,
        check=False,
    )
    return Seen(bench.returncode, _rows(store, "calls"), _rows(store, "attempts"))


def _rows(store: Path, view: str) -> list[dict[str, Any]]:
    with duckdb.connect(str(store), read_only=True) as db:
        found = db.table(view)
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def _version(bin_: Path, package: str) -> str:
    program = f"from importlib.metadata import version; print(version({package!r}))"
    command = [str(bin_ / "python"), "-c", program]
    return subprocess.check_output(command, text=True).strip()  # noqa: S603


def _counted(values: Sequence[object]) -> str:
    counts = sorted(Counter(map(str, values)).items())
    return ", ".join(f"{count} {value}" for value, count in counts) or "-"


def _usage(seen: Seen) -> str:
    """Name the counts that were reported, of any call."""
    reported: set[str] = set()
    for call in seen.calls:
        usage: dict[str, int | None] = call["usage"] or {}
        reported |= {field for field, count in usage.items() if count is not None}
    return ", ".join(sorted(reported)) or "none"


def _clocks(seen: Seen) -> str:
    return _counted([attempt.get("clock", "not stored") for attempt in seen.attempts])


_CELLS: Final[Mapping[str, Callable[[Seen], str]]] = {
    "calls": lambda seen: str(len(seen.calls)),
    "outcomes": lambda seen: _counted([call["outcome"] for call in seen.calls]),
    "attempts": lambda seen: _counted([one["status"] for one in seen.attempts]),
    "ended by": lambda seen: _counted([one["finish_reason"] for one in seen.calls]),
    "usage": _usage,
    "served as": lambda seen: _counted([one["served_model"] for one in seen.calls]),
    "clock": _clocks,
}


if __name__ == "__main__":
    main()
