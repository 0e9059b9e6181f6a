"""A store and a corpus in; which of its files need not be read again, out."""

from collections.abc import Sequence
from pathlib import Path

from pipeline import __version__
from pipeline.ingest.files import Found, Ignored
from pipeline.ingest.outcome import Failure, Seen
from pipeline.ingest.worker import MEGABYTE, Shelf, document_id, hash_of
from pipeline.records import Document, Source, content_id
from pipeline.store import Store


class Catalogue:
    """The rows of a corpus, the documents of the store, and what failed before."""

    def __init__(
        self, store: Store, corpus: str, shelf: Shelf, *, retry_failed: bool
    ) -> None:
        self._settings = shelf.settings
        self._retry_failed = retry_failed
        rows = store.select("ingest_sources", Source, corpus=corpus)
        self.before = {row.path: row for row in rows}
        self._members = _by_container(rows)
        documents = store.select("ingest_documents", Document)
        self.known = {document.id: document for document in documents}
        self.failures: dict[str, Failure] = {}
        """Why a document could not be read, by its id."""
        limits = self._settings.model_dump(exclude={"workers", "executor", "cluster"})
        self._conditions = content_id(__version__, limits, len(shelf.passwords))

    def look(self, file: Found) -> Seen:
        """Learn what a file holds, without opening it if that is known."""
        if known := self._unopened(file):
            return known
        most = self._settings.megabytes_per_file
        if file.bytes > most * MEGABYTE:
            reason = f"holds more than {most} MB; raise megabytes_per_file"
            return Seen(file, reason=reason)
        try:
            digest = hash_of(file.location)
        except OSError as error:
            return Seen(file, reason=f"cannot be opened: {error.strerror}")
        return self.seen(file, digest)

    def _unopened(self, file: Found) -> Seen | None:
        before = self.before.get(file.path)
        if before is None or before.sha256 is None:
            return None
        if (before.bytes, before.modified_ns) != (file.bytes, file.modified_ns):
            return None
        seen = self.seen(file, before.sha256)
        return seen if self.is_settled(seen) else None

    def seen(self, file: Found, digest: str) -> Seen:
        """Say what a file of that hash is, and remember how it failed before."""
        document: str | None = None
        if file.bytes:
            document = document_id(digest, file.suffix, self._settings)
        before = self.before.get(file.path)
        failed = before and before.tried and document not in self.known
        if before and document and failed and not self._retry_failed:
            tried = self.tried(document)
            if before.tried == tried and before.reason:
                self.failures.setdefault(document, Failure(before.reason, tried))
        return Seen(file, digest, document)

    def is_settled(self, seen: Seen) -> bool:
        """Tell whether nothing is to be learned by reading it."""
        known = seen.document in self.known or seen.document in self.failures
        return known or seen.document is None

    def tried(self, what: str) -> str:
        """Name a try: the same again would end the same way."""
        return content_id(what, self._conditions)

    def inside_as_before(self, one: Seen, files: int) -> list[Seen | Ignored] | None:
        """Return the files inside a file that has not changed, if all is known of them.

        Their rows say it, so that an archive is not unpacked again.
        """
        before = self.before.get(one.file.path)
        rows = self._members.get(one.file.path, [])
        same = before is not None and before.sha256 == one.sha256
        if not same or len(rows) != files:
            return None
        members = [self._member(row, one) for row in rows]
        known = [member for member in members if member is not None]
        return known if len(known) == len(rows) else None

    def _member(self, row: Source, container: Seen) -> Seen | Ignored | None:
        if row.status == "ignored":
            return Ignored(row.path, row.reason or "", row.container)
        file = Found(
            path=row.path,
            location="",
            suffix=Path(row.path).suffix.lower(),
            bytes=row.bytes or 0,
            modified_ns=None,
            container=row.container,
            depth=container.file.depth + 1,
        )
        if row.sha256 is None:
            tried = self.tried(container.sha256 or "")
            as_then = row.tried == tried and not self._retry_failed
            return Seen(file, reason=row.reason, tried=tried) if as_then else None
        seen = self.seen(file, row.sha256)
        return seen if self.is_settled(seen) else None


def _by_container(rows: Sequence[Source]) -> dict[str, list[Source]]:
    members: dict[str, list[Source]] = {}
    for row in rows:
        if row.container is not None:
            members.setdefault(row.container, []).append(row)
    return members
