"""A corpus on disk, a workspace beside it, and everything that a workspace holds."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.ingest.outcome import IngestResult
from pipeline.ingest.stage import Asked, ingest
from pipeline.progress import Progress, silent
from pipeline.records import Source
from pipeline.settings import IngestSettings
from pipeline.store import Store

TABLES = ("sources", "documents", "pages", "chunks")
Dump = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Corpus:
    folder: Path
    db: Path

    def write(self, path: str, content: str | bytes) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        file.write_bytes(data)
        return file

    def ingest(
        self,
        *,
        name: str = "corpus",
        settings: IngestSettings | None = None,
        asked: Asked | None = None,
        progress: Progress = silent,
    ) -> IngestResult:
        with Store(self.db) as store:
            return ingest(
                store,
                self.folder,
                name,
                settings=settings,
                asked=asked,
                progress=progress,
            )

    def sources(self, name: str = "corpus") -> dict[str, Source]:
        with Store(self.db) as store:
            rows = store.select("ingest_sources", Source, corpus=name)
        return {row.path: row for row in rows}

    def text(self, path: str) -> str:
        """The text of a file as a user of the views sees it."""
        with duckdb.connect(str(self.db), read_only=True) as db:
            rows = db.execute(
                "SELECT text FROM pages JOIN documents USING (document) "
                "WHERE path = ? ORDER BY number",
                [path],
            ).fetchall()
        return "\f".join(str(text) for (text,) in rows)

    def dump(self) -> Dump:
        with duckdb.connect(str(self.db), read_only=True) as db:
            return {
                table: sorted(db.execute(f"FROM raw.{table}").fetchall(), key=str)
                for table in TABLES
            }


def counts(result: IngestResult) -> dict[str, int]:
    """The counts that are not zero."""
    names = (
        *("read", "unpacked", "unchanged", "duplicate", "empty", "failed", "ignored"),
        "removed",
    )
    found = {name: getattr(result, name) for name in names}
    return {name: count for name, count in found.items() if count}
