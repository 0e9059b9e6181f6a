"""What an ingest learned in; the rows it leaves and the counts it tells, out. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pipeline.errors import CorpusError
from pipeline.ingest.files import Found, Ignored, Listing
from pipeline.records import Document, Source

_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was looked at: what it holds, or why that cannot be known."""

    file: Found
    sha256: str | None = None
    document: str | None = None
    """The id of what it holds, read or not; `None` for a file of no bytes."""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of the files of a corpus; each is counted once, by what was done."""

    read: int
    unchanged: int
    """The same content at the same path as before, whatever its status."""
    duplicate: int
    empty: int
    failed: int
    ignored: int
    removed: int
    documents: int
    """Those with text in the corpus now, each content once."""
    pages: int
    tokens: int
    remarks: tuple[Source, ...]
    """The files with a reason, old and new: failed, empty or duplicate."""
    passed_over: tuple[Ignored, ...]
    """The files that are no part of the corpus, and why."""


def sources(
    corpus: str,
    seen: Sequence[Seen],
    known: Mapping[str, Document],
    reasons: Mapping[str, str],
    blocked: Sequence[Ignored],
) -> Iterator[Source]:
    """Yield the row of each file by path: the first of equals is the one read.

    They depend on what the folder holds alone, not on what was done when.
    """
    first: dict[str, str] = {}
    for one in seen:
        document = known.get(one.document or "")
        reason = one.reason or reasons.get(one.document or "")
        source = source_of(corpus, one, document, reason)
        if source.status == "read" and source.document is not None:
            path = first.setdefault(source.document, source.path)
            if path != source.path:
                remark = f"the same content as {path!r}"
                changes = {"status": "duplicate", "reason": remark}
                source = source.model_copy(update=changes)
        yield source
    for folder in blocked:
        yield Source(
            corpus=corpus,
            path=folder.path,
            sha256=None,
            bytes=None,
            modified_ns=None,
            status="failed",
            reason=folder.reason,
            document=None,
        )


def source_of(
    corpus: str, one: Seen, document: Document | None, reason: str | None
) -> Source:
    """Give the row of one file, seen alone."""
    if one.reason is None and one.file.bytes == 0:
        reason = "holds no byte"
    elif document is not None and not document.tokens:
        scanned = document.format == "pdf"
        reason = "has no text layer: a scan, to be read by OCR first"
        reason = reason if scanned else "holds no text"
    empty = reason is not None and (document is not None or one.file.bytes == 0)
    return Source(
        corpus=corpus,
        path=one.file.path,
        sha256=one.sha256,
        bytes=one.file.bytes,
        modified_ns=one.file.modified_ns,
        status="empty" if empty else "failed" if reason else "read",
        reason=reason,
        document=document.id if document else None,
    )


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
    passed_over: Sequence[Ignored],
    removed: int,
) -> IngestResult:
    counts = Counter(_done(source, before.get(source.path)) for source in now)
    held = {source.document for source in now if source.document}
    texts = [known[name] for name in held if known[name].tokens]
    return IngestResult(
        read=counts["read"],
        unchanged=counts["unchanged"],
        duplicate=counts["duplicate"],
        empty=counts["empty"],
        failed=counts["failed"],
        ignored=len(passed_over),
        removed=removed,
        documents=len(texts),
        pages=sum(document.pages for document in texts),
        tokens=sum(document.tokens for document in texts),
        remarks=tuple(source for source in now if source.reason),
        passed_over=tuple(passed_over),
    )


def _done(source: Source, before: Source | None) -> str:
    if source.status == "failed" or before is None:
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
