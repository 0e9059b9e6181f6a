"""What an ingest learned in; the rows it leaves and the counts it tells, out. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pipeline.errors import CorpusError
from pipeline.ingest.files import Found, Ignored, Listing
from pipeline.ingest.readers import READERS
from pipeline.records import Document, NearDuplicate, Source, SourceStatus

_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was looked at: what it holds, or why that cannot be known."""

    file: Found
    sha256: str | None = None
    document: str | None = None
    """The id of what it holds, read or not; `None` for a file of no bytes."""
    reason: str | None = None
    tried: str | None = None
    """Where `reason` would be the same next time: `Source.tried`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be read."""

    reason: str
    tried: str | None


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of the files of a corpus; each is counted once, by what was done."""

    read: int
    unpacked: int
    unchanged: int
    """The same content at the same path as before, whatever its status."""
    duplicate: int
    empty: int
    failed: int
    """Those of earlier, not tried again, included."""
    ignored: int
    removed: int
    documents: int
    """Those with text in the corpus now, each content once."""
    pages: int
    tokens: int
    without_text_layer: int
    """Pages that show pictures and hold no text."""
    remarks: tuple[Source, ...]
    """The files with a reason, old and new, but for those that are no part of it."""
    passed_over: tuple[Source, ...]
    """The files that are no part of the corpus, and why."""
    near_duplicates: tuple[NearDuplicate, ...]


def sources(
    corpus: str,
    seen: Sequence[Seen],
    known: Mapping[str, Document],
    failures: Mapping[str, Failure],
) -> Iterator[Source]:
    """Yield the row of each file by path: the first of equals is the one read.

    They depend on what the folder holds alone, not on what was done when.
    """
    first: dict[str, str] = {}
    for one in sorted(seen, key=lambda one: one.file.path):
        source = source_of(corpus, one, known, failures)
        if source.status in {"read", "unpacked"} and source.document is not None:
            path = first.setdefault(source.document, source.path)
            if path != source.path:
                remark = f"the same content as {path!r}"
                changes = {"status": "duplicate", "reason": remark}
                source = source.model_copy(update=changes)
        yield source


def source_of(
    corpus: str,
    one: Seen,
    known: Mapping[str, Document],
    failures: Mapping[str, Failure],
) -> Source:
    """Give the row of one file, seen alone."""
    document = known.get(one.document or "")
    failure = failures.get(one.document or "")
    if one.reason is not None:
        failure = Failure(one.reason, one.tried)
    status, reason = _status(one.file, document, failure)
    return Source(
        corpus=corpus,
        path=one.file.path,
        sha256=one.sha256,
        bytes=one.file.bytes if one.sha256 or one.file.location else None,
        modified_ns=one.file.modified_ns,
        status=status,
        reason=reason,
        document=document.id if document else None,
        container=one.file.container,
        tried=failure.tried if failure else None,
    )


def _status(
    file: Found, document: Document | None, failure: Failure | None
) -> tuple[SourceStatus, str | None]:
    if failure is not None:
        return "failed", failure.reason
    if document is None:
        return "empty", "holds no byte"
    if document.tokens:
        known = READERS[file.suffix].name
        disguised = document.format != known
        return "read", f"is {document.format} by its content" if disguised else None
    if document.files:
        return "unpacked", None
    if document.format == "pdf":
        return "empty", "holds no text; a scan is read by ocr = true under [ingest]"
    return "empty", "holds no text"


def set_aside(
    corpus: str, files: Iterable[Ignored], status: SourceStatus
) -> list[Source]:
    """Give the rows of files and folders that were not looked into."""
    return [
        Source(
            corpus=corpus,
            path=one.path,
            sha256=None,
            bytes=None,
            modified_ns=None,
            status=status,
            reason=one.reason,
            document=None,
            container=one.container,
        )
        for one in files
    ]


def gone(
    before: Iterable[str], now: Collection[str], blocked: Sequence[Ignored]
) -> list[str]:
    """Return the paths that are no more; what a blocked folder holds may still be."""
    folders = tuple(folder.path for folder in blocked)
    return [path for path in before if path not in now and not path.startswith(folders)]


def result(
    now: Sequence[Source],
    before: Mapping[str, Source],
    known: Mapping[str, Document],
    *,
    removed: int,
    without_text_layer: int,
    near_duplicates: Sequence[NearDuplicate],
) -> IngestResult:
    counts = Counter(_done(source, before.get(source.path)) for source in now)
    held = {source.document for source in now if source.document}
    texts = [known[name] for name in held if known[name].tokens]
    remarked = [source for source in now if source.reason]
    return IngestResult(
        read=counts["read"],
        unpacked=counts["unpacked"],
        unchanged=counts["unchanged"],
        duplicate=counts["duplicate"],
        empty=counts["empty"],
        failed=counts["failed"],
        ignored=counts["ignored"],
        removed=removed,
        documents=len(texts),
        pages=sum(document.pages for document in texts),
        tokens=sum(document.tokens for document in texts),
        without_text_layer=without_text_layer,
        remarks=tuple(one for one in remarked if one.status != "ignored"),
        passed_over=tuple(one for one in remarked if one.status == "ignored"),
        near_duplicates=tuple(near_duplicates),
    )


def _done(source: Source, before: Source | None) -> str:
    if source.status in {"failed", "ignored"} or before is None:
        return source.status
    same = (before.sha256, before.document, before.status) == (
        source.sha256,
        source.document,
        source.status,
    )
    return "unchanged" if same else source.status


def nothing_to_read(
    corpus: str, listing: Listing, suffixes: Collection[str]
) -> CorpusError:
    found = [*listing.blocked, *listing.ignored]
    held = _examples(found) if found else "it holds no file"
    return CorpusError(
        f"no document in the corpus {corpus!r}: files ending in "
        f"{', '.join(sorted(suffixes))} are read; {held}"
    )


def nothing_read(corpus: str, remarks: Sequence[Source]) -> CorpusError:
    found = [Ignored(source.path, source.reason or "") for source in remarks]
    return CorpusError(
        f"no document of the corpus {corpus!r} has text that can be read; "
        f"{_examples(found)}"
    )


def _examples(found: Sequence[Ignored]) -> str:
    told = "; ".join(f"{one.path!r}: {one.reason}" for one in islice(found, _EXAMPLES))
    more = len(found) - _EXAMPLES
    return f"found {told}" + (f"; and {more:,} more" if more > 0 else "")
