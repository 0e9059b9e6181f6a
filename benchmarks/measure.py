"""Commands in; how long they took, what they printed and the memory they held, out."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from types import TracebackType
from typing import Any, Final, NamedTuple, Self, cast

MEGABYTE: Final = 1_000_000
ROOT: Final = Path(__file__).resolve().parents[1]
_SAMPLED_EVERY_S: Final = 0.2
_TIMES: Final = slice(11, 13)
"""Of what /proc/PID/stat has after the name: in user mode, in the kernel."""


class Ran(NamedTuple):
    """A command that ended well."""

    seconds: float
    printed: str
    peak_mb: float
    """Memory of the process and all its descendants, what they share counted once."""
    peak_main_mb: float
    cpu_seconds: float = 0
    """Of all its processes, but for the last fifth of a second of each."""

    def outcome(self) -> dict[str, Any]:
        """Return the JSON that a contender prints as its last line."""
        return cast("dict[str, Any]", json.loads(self.printed.splitlines()[-1]))


def run(command: Sequence[str], fed: str = "") -> Ran:
    """Run a command from the root of the repository; its talk goes to our stderr.

    Raises `CalledProcessError` when it fails.
    """
    started = perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (
        subprocess.Popen(  # noqa: S603  # our own scripts, and a Python the user named
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
        _Watch(process.pid) as watch,
    ):
        printed = process.communicate(fed)[0]
    seconds = perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    peaks = watch.peak / MEGABYTE, watch.peak_main / MEGABYTE
    return Ran(seconds, printed, *peaks, watch.cpu_seconds)


def docqa_ingest(store: Path, folder: Path) -> list[str]:
    """Return the command that a user would type."""
    return [sys.executable, "-m", "pipeline", "--db", str(store), "ingest", str(folder)]


class _Watch:
    """Samples a process tree, its memory and time, from a thread, while entered."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self.peak_main = 0
        self._pid = pid
        self._spent: dict[int, float] = {}
        self._done = Event()
        self._thread = Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    @property
    def cpu_seconds(self) -> float:
        return sum(self._spent.values())

    def _sample(self) -> None:
        while not self._done.wait(_SAMPLED_EVERY_S):
            pids = tree(self._pid, _parents())
            self._spent |= {pid: spent for pid in pids if (spent := _spent(pid))}
            held = [_held(pid) for pid in pids]
            self.peak_main = max(self.peak_main, held[0])
            self.peak = max(self.peak, sum(held))


def tree(root: int, parents: Mapping[int, int]) -> list[int]:
    """Return a process and all its descendants, itself first."""
    found = [root]
    for pid in found:  # grows on the way
        found.extend(child for child, parent in parents.items() if parent == pid)
    return found


def _parents() -> dict[int, int]:
    parents: dict[int, int] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            after_name = _read(f"/proc/{entry.name}/stat").rpartition(")")[2].split()
            if after_name:
                parents[int(entry.name)] = int(after_name[1])
    return parents


def _held(pid: int) -> int:
    """Return the bytes of memory that a process holds, shared ones by its share."""
    for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) << 10
    return 0


def _spent(pid: int) -> float:
    """Return the seconds of CPU that a process has had; none, when it is gone."""
    after_name = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    ticks = map(int, after_name[_TIMES])
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def _read(path: str) -> str:
    """Return what a file of /proc says; nothing, when its process is gone."""
    try:
        return Path(path).read_text("utf-8", errors="replace")
    except OSError:
        return ""


def say(line: str) -> None:
    """Talk, on stderr: stdout is for the table."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table: the first row is its head, figures to the right."""
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    line = "|".join(["", "---", *("--:" for _ in rows[0][1:]), ""])
    return "\n".join([head, line, *body]) + "\n"
