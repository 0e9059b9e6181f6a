"""Bring the store level with a folder: what is new is read, what is gone is removed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path

from pipeline.ingest import outcome
from pipeline.ingest.files import Found, Listing, find, look
from pipeline.ingest.outcome import IngestResult, Seen
from pipeline.ingest.pool import Workers
from pipeline.ingest.readers import READERS
from pipeline.ingest.worker import MEGABYTE, Job, Read, Unread, document_id
from pipeline.progress import Progress, silent
from pipeline.records import Document, Source
from pipeline.settings import IngestSettings
from pipeline.store import Store


def ingest(
    store: Store,
    corpus: Path,
    name: str,
    *,
    settings: IngestSettings | None = None,
    progress: Progress = silent,
) -> IngestResult:
    """Read what is new or changed below `corpus`, a folder or one file, as `name`.

    A file of known path, size and time of change is not opened. Whenever this is
    stopped, doing it again ends with the same rows as if it had not been.
    """
    listing = find(corpus, READERS)
    if not listing.files:
        raise outcome.nothing_to_read(str(corpus), listing, READERS)
    stage = _Stage(store, name, settings or IngestSettings(), progress)
    seen = stage.read([stage.look(file) for file in listing.files])
    done = stage.settle(seen, listing)
    if not done.documents:
        raise outcome.nothing_read(str(corpus), done.remarks)
    return done


class _Stage:
    """One ingest: what the store knew before, and what is learned on the way."""

    def __init__(
        self, store: Store, name: str, settings: IngestSettings, progress: Progress
    ) -> None:
        self._store = store
        self._name = name
        self._settings = settings
        self._progress = progress
        sources = store.select("ingest_sources", Source, corpus=name)
        self._before = {source.path: source for source in sources}
        documents = store.select("ingest_documents", Document)
        self._known = {document.id: document for document in documents}
        self._reasons: dict[str, str] = {}
        """Why a document could not be read, by its id."""
        self._changed: set[str] = set()
        """The paths of files that changed under the hands of their reader."""

    def look(self, file: Found) -> Seen:
        """Learn what a file holds, without opening it if that is known."""
        if known := self._unopened(file):
            return known
        most = self._settings.megabytes_per_file
        if file.bytes > most * MEGABYTE:
            reason = f"holds more than {most} MB; raise megabytes_per_file"
            return Seen(file, reason=reason)
        try:
            with Path(file.location).open("rb") as opened:
                digest = file_digest(opened, "sha256").hexdigest()
        except OSError as error:
            return Seen(file, reason=f"cannot be opened: {error.strerror}")
        return Seen(file, digest, self._id(digest, file) if file.bytes else None)

    def _unopened(self, file: Found) -> Seen | None:
        before = self._before.get(file.path)
        if before is None or before.sha256 is None:
            return None
        as_it_was = (before.bytes, before.modified_ns) == (file.bytes, file.modified_ns)
        known = self._id(before.sha256, file)
        if as_it_was and before.document == known and known in self._known:
            return Seen(file, before.sha256, known)
        return None

    def _id(self, digest: str, file: Found) -> str:
        return document_id(digest, file.suffix, self._settings.chunk_tokens)

    def read(self, seen: Sequence[Seen]) -> list[Seen]:
        """Store every document not known yet; return the files as they were read."""
        files = {one.file.path: one for one in seen}
        done = 0
        with Workers(self._settings.workers, self._settings) as workers:
            while wanted := self._wanted(files.values()):
                total = done + len(wanted)
                outcomes = workers.read([self._job(one) for one in wanted])
                for one, read in zip(wanted, outcomes, strict=True):
                    files[one.file.path] = self._take(one, read)
                    done += 1
                    self._progress(done, total, one.file.path)
        return list(files.values())

    def _wanted(self, seen: Iterable[Seen]) -> list[Seen]:
        """Return the first file of each content that is neither known nor hopeless."""
        first: dict[str, Seen] = {}
        settled = self._known.keys() | self._reasons.keys()
        for one in seen:
            if one.document and one.document not in settled:
                first.setdefault(one.document, one)
        return list(first.values())

    def _job(self, one: Seen) -> Job:
        return Job(
            location=one.file.location,
            suffix=one.file.suffix,
            sha256=one.sha256 or "",
            settings=self._settings,
        )

    def _take(self, one: Seen, read: Read | Unread) -> Seen:
        if isinstance(read, Read):
            self._keep(one, read)
        elif read.changed:
            return self._again(one, read.reason)
        elif one.document:
            self._reasons[one.document] = read.reason
        return one

    def _keep(self, one: Seen, read: Read) -> None:
        source = outcome.source_of(self._name, one, read.document, None)
        with self._store.transaction():
            self._store.insert("ingest_add_pages", read.pages)
            self._store.insert("ingest_add_chunks", read.chunks)
            self._store.insert("ingest_add_documents", [read.document])
            self._store.insert("ingest_put_sources", [source])
        self._known[read.document.id] = read.document

    def _again(self, one: Seen, reason: str) -> Seen:
        """Look a second time at a file that changed; at the next change, give up."""
        file = one.file
        if file.path in self._changed:
            return Seen(file, reason=f"{reason}, twice; do it again when it rests")
        self._changed.add(file.path)
        try:
            size, modified_ns = look(file.location)
        except OSError as error:
            return Seen(file, reason=f"cannot be opened: {error.strerror}")
        return self.look(replace(file, bytes=size, modified_ns=modified_ns))

    def settle(self, seen: Sequence[Seen], listing: Listing) -> IngestResult:
        """Write the rows of all other files; remove those of files that are gone."""
        now = list(
            outcome.sources(
                self._name, seen, self._known, self._reasons, listing.blocked
            )
        )
        paths = {source.path for source in now}
        gone = outcome.gone(self._before, paths, listing.blocked)
        with self._store.transaction():
            news = [row for row in now if row != self._before.get(row.path)]
            self._store.insert("ingest_put_sources", news)
            if gone:
                self._store.execute(
                    "ingest_remove_sources", corpus=self._name, paths=gone
                )
        return outcome.result(
            now, self._before, self._known, listing.ignored, len(gone)
        )
