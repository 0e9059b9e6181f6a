"""A workspace of documents that were never read: every column is what a test says."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import duckdb

from pipeline.records import Chunk, Document, Page, Record, Source, content_id
from pipeline.store import Store

_COUNT = 4
"""Characters a token, so that counts can be told in advance."""


class Library:
    """Adds files with their pages to a workspace; a page is a sequence of chunks."""

    def __init__(self, db: Path) -> None:
        self.db = db
        with Store(db):
            pass

    def add(  # noqa: PLR0913  # one argument for each column that tests vary
        self,
        path: str,
        *pages: str | Sequence[str],
        corpus: str = "docs",
        format: str = "text",  # noqa: A002  # as the column is called
        data: bytes | None = None,
        title: str | None = None,
        labels: Mapping[int, str] | None = None,
        engines: Mapping[int, str] | None = None,
        notes: Mapping[int, str] | None = None,
        raws: Mapping[int, str] | None = None,
        lead: int = 0,
        status: str = "read",
        container: str | None = None,
    ) -> str:
        """Add a file of `data` bytes that was read as these pages; return its id."""
        data = data if data is not None else path.encode()
        digest = sha256(data).hexdigest()
        name = content_id(digest, format)
        cut = [[page] if isinstance(page, str) else list(page) for page in pages]
        chunks = [
            Chunk(
                document=name,
                ordinal=0,
                page=number,
                text=text,
                tokens=-(-len(text) // _COUNT),
                lead=lead,
            )
            for number, texts in enumerate(cut, 1)
            for text in texts
            if text
        ]
        self._insert(
            "pages",
            [
                Page(
                    document=name,
                    number=number,
                    label=(labels or {}).get(number, str(number)),
                    engine=(engines or {}).get(number, format),
                    note=(notes or {}).get(number),
                    raw=(raws or {}).get(number),
                )
                for number in range(1, len(cut) + 1)
            ],
        )
        self._insert(
            "chunks",
            [c.model_copy(update={"ordinal": n}) for n, c in enumerate(chunks)],
        )
        document = Document(
            id=name,
            sha256=digest,
            format=format,
            reader=f"{format}@1",
            pages=len(cut),
            tokens=sum(chunk.tokens for chunk in chunks),
            title=title,
        )
        self._insert("documents", [document])
        source = Source.model_validate(
            {
                "corpus": corpus,
                "path": path,
                "sha256": digest,
                "bytes": len(data),
                "modified_ns": 0,
                "status": status,
                "reason": None,
                "document": name,
                "container": container,
            }
        )
        self._insert("sources", [source])
        return name

    def add_unread(
        self, path: str, reason: str, *, corpus: str = "docs", status: str = "failed"
    ) -> None:
        source = Source.model_validate(
            {
                "corpus": corpus,
                "path": path,
                "sha256": None,
                "bytes": None,
                "modified_ns": None,
                "status": status,
                "reason": reason,
                "document": None,
            }
        )
        self._insert("sources", [source])

    def forget(self, path: str) -> None:
        """Remove a file, as an ingest does: its document may stay."""
        with duckdb.connect(str(self.db)) as db:
            db.execute("DELETE FROM raw.sources WHERE path = ?", [path])

    def _insert(self, table: str, records: Sequence[Record]) -> None:
        kept = "OR IGNORE " if table == "documents" else ""
        with duckdb.connect(str(self.db)) as db:
            for record in records:
                row = record.model_dump()
                if "details" in row:
                    row["details"] = json.dumps(row["details"])
                names, marks = ", ".join(row), ", ".join("?" for _ in row)
                db.execute(
                    f"INSERT {kept}INTO raw.{table} ({names}) VALUES ({marks})",
                    list(row.values()),
                )
