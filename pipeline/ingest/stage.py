"""Bring the store level with a folder: what is new is read, what is gone is removed."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from pipeline.errors import SettingsError
from pipeline.ingest import outcome
from pipeline.ingest.catalogue import Catalogue
from pipeline.ingest.executors import EXECUTORS
from pipeline.ingest.files import Found, Ignored, Listing, find, inside, look
from pipeline.ingest.outcome import Failure, IngestResult, Seen
from pipeline.ingest.pool import Outcome
from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import is_lasting
from pipeline.ingest.readers.ocr import missing
from pipeline.ingest.worker import Inside, Job, Read, Shelf
from pipeline.progress import Progress, silent
from pipeline.records import Document, NearDuplicate, Record, Source
from pipeline.settings import IngestSettings
from pipeline.store import Store


class Asked(NamedTuple):
    """How a corpus is to be read, beside its settings."""

    passwords: tuple[str, ...] = ()
    retry_failed: bool = False
    """Read again what failed before, though nothing has changed."""


def ingest(  # what, into where, how, and who watches
    store: Store,
    corpus: Path,
    name: str,
    *,
    settings: IngestSettings | None = None,
    asked: Asked | None = None,
    progress: Progress = silent,
) -> IngestResult:
    """Read what is new or changed below `corpus`, a folder or one file, as `name`.

    A file of known path, size and time of change is not opened. Whenever this is
    stopped, doing it again ends with the same rows as if it had not been.
    """
    settings = settings or IngestSettings()
    if settings.ocr and (message := missing()):
        raise SettingsError(message)
    spool = _spool(store.path)
    rmtree(spool, ignore_errors=True)  # what a killed ingest left
    listing = find(corpus, READERS)
    asked = asked or Asked()
    store.execute("ingest_bound_memory")
    try:
        shelf = Shelf(settings, asked.passwords, str(spool))
        known = Catalogue(store, name, shelf, retry_failed=asked.retry_failed)
        stage = _Stage(store, name, shelf, known)
        stage.read(listing.files, progress)
        done = stage.settle(listing)
    finally:
        store.execute("ingest_free_memory")
        rmtree(spool, ignore_errors=True)
    if not listing.files:
        raise outcome.nothing_to_read(str(corpus), listing, READERS)
    if not done.documents:
        raise outcome.nothing_read(str(corpus), done.remarks)
    return done


def _spool(store: Path | None) -> Path:
    """Return where files inside files are unpacked: who holds the store holds it."""
    if store is not None:
        return store.with_name(f"{store.name}.unpacked")
    return Path(tempfile.gettempdir()) / f"docqa-{os.getpid()}.unpacked"


class _Count(Record):
    pages: int


class _Stage:
    """One ingest: what is learned of each file, on top of what was known."""

    def __init__(self, store: Store, name: str, shelf: Shelf, known: Catalogue) -> None:
        self._store = store
        self._name = name
        self._shelf = shelf
        self._catalogue = known
        self._files: dict[str, Seen] = {}
        self._set_aside: list[Ignored] = []
        """Files inside files that are not to be read."""
        self._stirred = False
        """Whether files came or went while it was asked which are wanted."""
        self._reopened: set[str] = set()
        """The paths of files on disk whose rows do not say enough of their insides."""
        self._opened: set[str] = set()
        """The paths of the files whose insides are among the files."""
        self._changed: set[str] = set()
        """The paths of files that changed under the hands of their reader."""

    def read(self, files: Sequence[Found], progress: Progress) -> None:
        """Store every document not known yet."""
        self._files = {file.path: self._catalogue.look(file) for file in files}
        done = 0
        with EXECUTORS[self._shelf.settings.executor](self._shelf) as workers:
            while wanted := self._wanted():
                total = done + len(wanted)
                jobs = {_job(one): one for one in wanted}
                for batch in workers.read(list(jobs)):
                    self._take([(jobs[job], read) for job, read in batch])
                    for job, _ in batch:
                        done += 1
                        progress(done, total, jobs[job].file.path)

    def _wanted(self) -> list[Seen]:
        """Return the files to be read, the largest first.

        That is the first of each content neither known nor hopeless, or known to have
        files inside that are not among the files here.
        """
        wanted: list[Seen] = []
        self._stirred = True
        while self._stirred:  # what was inside may be opened in turn
            self._stirred = False
            wanted = [one for one in self._firsts() if not self._complete(one)]
        return sorted(wanted, key=lambda one: (-one.file.bytes, one.file.path))

    def _firsts(self) -> list[Seen]:
        first: dict[str, Seen] = {}
        for path in sorted(self._files):
            one = self._files[path]
            if one.document and one.reason is None:
                first.setdefault(one.document, one)
        return list(first.values())

    def _complete(self, one: Seen) -> bool:
        if one.document in self._catalogue.failures:
            return True
        document = self._catalogue.known.get(one.document or "")
        if document is None:
            return False
        path = one.file.path
        if not document.files or path in self._opened:
            return True
        members = self._catalogue.inside_as_before(one, document.files)
        if members is not None and path not in self._reopened:
            self._open(path, members)
        elif one.file.location:
            return False
        else:
            self._reopen(one)
        return True

    def _reopen(self, one: Seen) -> None:
        """Have the file on disk unpacked again that `one`, known by its row, is in."""
        top = one
        while not top.file.location and top.file.container in self._files:
            top = self._files[top.file.container]
        inside = f"{top.file.path}/"
        self._stirred = True
        self._reopened.add(top.file.path)
        self._opened = {p for p in self._opened if not f"{p}/".startswith(inside)}
        self._set_aside = [
            aside
            for aside in self._set_aside
            if not f"{aside.container}/".startswith(inside)
        ]
        self._files = {
            path: seen
            for path, seen in self._files.items()
            if not path.startswith(inside)
        }

    def _open(self, path: str, members: Sequence[Seen | Ignored]) -> None:
        self._opened.add(path)
        self._stirred = True
        for member in members:
            if isinstance(member, Ignored):
                self._set_aside.append(member)
            else:
                self._files[member.file.path] = member

    def _take(self, batch: Sequence[tuple[Seen, Outcome]]) -> None:
        fresh: list[tuple[Seen, Read]] = []
        for one, read in batch:
            if isinstance(read, Read):
                fresh.append((one, read))
            elif read.changed:
                self._files[one.file.path] = self._again(one, read.reason)
            elif one.document and read.lasting:
                tried = self._catalogue.tried(one.document)
                self._catalogue.failures[one.document] = Failure(read.reason, tried)
            else:  # of this file alone: one with the same content is tried in turn
                self._files[one.file.path] = replace(one, reason=read.reason)
        self._keep(fresh)
        for one, read in fresh:
            self._open(one.file.path, list(self._unpacked(one, read.inside)))

    def _keep(self, fresh: Sequence[tuple[Seen, Read]]) -> None:
        """Write whole documents: all of these, or none."""
        known = self._catalogue.known
        new = [read for _, read in fresh if read.document.id not in known]
        known.update((read.document.id, _light(read.document)) for read in new)
        rows = [
            outcome.source_of(self._name, one, known, self._catalogue.failures)
            for one, _ in fresh
        ]
        with self._store.transaction():
            self._store.insert("ingest_put_sources", rows)
            self._store.insert("ingest_add_documents", [read.document for read in new])
            self._store.insert(
                "ingest_add_pages", [p for read in new for p in read.pages]
            )
            self._store.insert(
                "ingest_add_chunks", [c for read in new for c in read.chunks]
            )

    def _unpacked(
        self, container: Seen, members: Sequence[Inside]
    ) -> Iterator[Seen | Ignored]:
        # "b.zip/x" may be the name of a file, beside a "b.zip" that holds an "x".
        within = f"{container.file.path}/"
        nested = container.file.container is not None  # only then it can be taken
        taken = [p for p in self._paths() if p.startswith(within)] if nested else []
        names = [one.name for one in members]
        places = inside(container.file, names, READERS, taken)
        for place, one in zip(places, members, strict=True):
            if isinstance(place, Ignored):
                yield place
            else:
                yield self._arrived(place, one, container)

    def _paths(self) -> Iterator[str]:
        yield from self._files
        yield from (aside.path for aside in self._set_aside)

    def _arrived(self, place: Found, one: Inside, container: Seen) -> Seen:
        reason = one.reason
        if place.depth > self._shelf.settings.archive_depth:
            most = self._shelf.settings.archive_depth
            reason = f"is inside more than {most} files; raise archive_depth"
        if reason is not None:
            tried = self._catalogue.tried(container.sha256 or "")
            return Seen(
                place, None, None, reason, tried if is_lasting(reason) else None
            )
        file = replace(place, location=one.location, bytes=one.bytes)
        return self._catalogue.seen(file, one.sha256)

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
        return self._catalogue.look(replace(file, bytes=size, modified_ns=modified_ns))

    def settle(self, listing: Listing) -> IngestResult:
        """Write the rows of all other files; remove those of files that are gone."""
        now = list(self._rows(listing))
        paths = {source.path for source in now}
        gone = outcome.gone(self._catalogue.before, paths, listing.blocked)
        with self._store.transaction():
            news = [row for row in now if row != self._catalogue.before.get(row.path)]
            self._store.insert("ingest_put_sources", news)
            if gone:
                self._store.execute(
                    "ingest_remove_sources", corpus=self._name, paths=gone
                )
        (scanned,) = self._store.select(
            "ingest_without_text", _Count, corpus=self._name
        )
        return outcome.result(
            now,
            self._catalogue.before,
            self._catalogue.known,
            removed=len(gone),
            without_text_layer=scanned.pages,
            near_duplicates=self._store.select(
                "ingest_near_duplicates", NearDuplicate, corpus=self._name
            ),
        )

    def _rows(self, listing: Listing) -> Iterator[Source]:
        """Yield a row for every file; what is in a repeated container has none."""
        opened = {one.file.path for one in self._firsts()} & self._opened
        held: dict[str | None, bool] = {None: True}
        for one in sorted(self._files.values(), key=lambda one: one.file.depth):
            path = one.file.path
            held[path] = held.get(one.file.container, False) and path in opened
        shown = [
            one for one in self._files.values() if held.get(one.file.container, False)
        ]
        aside = [one for one in self._set_aside if held.get(one.container, False)]
        ignored = [*listing.ignored, *aside]
        yield from outcome.sources(
            self._name, shown, self._catalogue.known, self._catalogue.failures
        )
        yield from outcome.set_aside(self._name, listing.blocked, "failed")
        yield from outcome.set_aside(self._name, ignored, "ignored")


def _light(document: Document) -> Document:
    """Return what an ingest goes on to need: memory must not grow with the corpus."""
    return document.model_copy(update={"outline": (), "sketch": "", "details": None})


def _job(one: Seen) -> Job:
    file = one.file
    return Job(file.location, file.suffix, one.sha256 or "", file.bytes)
