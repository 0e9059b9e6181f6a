"""docqa: a folder into a new workspace, timed from the call to its return."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from pipeline.ingest.stage import ingest
from pipeline.settings import IngestSettings
from pipeline.store import Store

_USAGE: Final = "usage: python -m benchmarks.contenders.docqa FOLDER WORKERS EVERY"


def read(folder: Path, workers: int, every: int) -> dict[str, object]:
    """Ingest; `marks` are the seconds passed at each further `every` files."""
    marks: list[float] = []

    def note(done: int, total: int, what: str) -> None:
        del total, what
        while done >= every * (len(marks) + 1):  # several may be told of at once
            marks.append(perf_counter() - started)

    settings = IngestSettings(workers=workers)
    with TemporaryDirectory() as place, Store(Path(place) / "new.duckdb") as store:
        started = perf_counter()
        done = ingest(store, folder, "benchmark", settings=settings, progress=note)
        seconds = perf_counter() - started
    return {"seconds": seconds, "documents": done.documents, "marks": marks}


def main() -> None:
    try:
        _, folder, workers, every = sys.argv
        outcome = read(Path(folder), int(workers), int(every))
    except ValueError:
        sys.exit(_USAGE)
    sys.stdout.write(json.dumps(outcome) + "\n")


if __name__ == "__main__":
    main()
