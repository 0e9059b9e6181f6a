import socket
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from pipeline.query.measuring import kernel
from tests.query.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "bench.duckdb")


@pytest.fixture(scope="session", autouse=True)
def _stamping() -> Iterator[None]:
    """Keep the kernel stamping what arrives.

    It begins a while after the first socket asks for it (a packet that comes before has
    no stamp), and ends with the last: without this one, that is with every test.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as kept:
        kept.bind(("127.0.0.1", 0))
        kernel.stamp_arrivals(kept)
        waiting_until = monotonic() + 5
        while kernel.LINUX and monotonic() < waiting_until:
            kept.sendto(b"?", kept.getsockname())
            _, ancillary, _, _ = kept.recvmsg(1, kernel.ANCILLARY_BYTES)
            if kernel.age_s(ancillary) is not None:
                break
        yield
