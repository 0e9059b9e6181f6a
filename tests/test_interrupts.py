"""Ctrl-C at the worst moments: no traceback, no waiting, and the documented code."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.server import OK, Hang, provider_at_loopback

ROOT = Path(__file__).parents[1]
QUICK_S = 20.0
"""Far less than the 300 s for which a call may be silent."""


def interrupted_at(library: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process that is interrupted as it imports a library."""
    program = (
        "import os, signal, sys\n"
        "def hook(event, arguments):\n"
        f"    if event == 'import' and arguments[0] == {library!r}:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.addaudithook(hook)\n"
        "from pipeline.cli import main\n"
        f"main({list(command)!r})\n"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("library", ["click", "duckdb"])
def test_while_libraries_are_read_it_ends_without_a_word(library: str) -> None:
    done = interrupted_at(library, "--version")

    assert done.returncode == -signal.SIGINT, "a shell calls that 130"
    assert (done.stdout, done.stderr) == ("", "")


def test_while_a_command_is_read_it_ends_with_a_line() -> None:
    done = interrupted_at("httpx", "bench", "--help")

    assert done.returncode == 130
    assert done.stdout == ""
    assert done.stderr == "interrupted; what was read and answered is kept\n"


def test_whoever_ignores_it_is_not_interrupted() -> None:
    program = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "def hook(event, arguments):\n"
        "    if event == 'import' and arguments[0] == 'duckdb':\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.addaudithook(hook)\n"
        "from pipeline.cli import main\n"
        "main(['--version'])\n"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)

    assert done.returncode == 0


def test_the_second_one_ends_a_long_call_at_once(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path\n"
        "from tests.query.bench import Bench, target\n"
        "bench = Bench(Path(sys.argv[1]), targets=[target(sys.argv[2])])\n"
        "try:\n"
        "    asyncio.run(bench.run())\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(130)\n"
    )

    async def interrupted() -> int | None:
        async with provider_at_loopback([[OK, Hang()]]) as server:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", program, str(tmp_path / "a.duckdb")),
                server.url,
                cwd=ROOT,
            )
            while not server.under_way:
                assert process.returncode is None
                await asyncio.sleep(0.005)
            process.send_signal(signal.SIGINT)
            await asyncio.sleep(1.0)
            assert process.returncode is None, "the first lets calls come to their end"
            process.send_signal(signal.SIGINT)
            return await asyncio.wait_for(process.wait(), QUICK_S)

    assert asyncio.run(interrupted()) == 130
