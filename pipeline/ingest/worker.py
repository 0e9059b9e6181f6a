"""The bytes of a file in, its document, pages and chunks out; or why there are none."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import Final

from pipeline.ingest.chunking import chunk
from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import (
    Attached,
    Contents,
    Options,
    Reader,
    UnreadableError,
    is_lasting,
)
from pipeline.ingest.readers.sniff import sniffed
from pipeline.ingest.sketch import sketch
from pipeline.records import Chunk, Document, Page, content_id
from pipeline.settings import IngestSettings

MEGABYTE: Final = 1 << 20
_LONGEST_TITLE: Final = 300
_LONGEST_DETAIL: Final = 2_000
_MOST_HEADINGS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """What all files of one ingest are read with."""

    settings: IngestSettings
    passwords: tuple[str, ...] = field(default=(), repr=False)
    spool: str = ""
    """The folder that files inside files are written to; "" where nobody wants them."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read, whose content is known by its hash already."""

    location: str
    suffix: str
    sha256: str
    bytes: int
    second_engine: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """A file that was in the file, now in the spool; or why it could not be had."""

    name: str
    location: str = ""
    sha256: str = ""
    bytes: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    document: Document
    pages: list[Page]
    chunks: list[Chunk]
    inside: tuple[Inside, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    reason: str
    changed: bool = False
    """The file is no longer what was hashed; it can be read again."""
    lasting: bool = True
    """The same bytes would end the same way."""


def document_id(digest: str, suffix: str, settings: IngestSettings) -> str:
    """Everything that decides the pages and chunks of a file."""
    sizes = settings.chunk_tokens, settings.overlap_tokens
    return content_id(digest, READERS[suffix].id, *sizes, settings.ocr)


def hash_of(location: str) -> str:
    with Path(location).open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def read_file(job: Job, shelf: Shelf) -> Read | Unread:
    """Read one file from disk; runs in a worker.

    Only `MemoryError` is raised: no other is sure to travel between processes.
    """
    try:
        return _read_file(job, shelf)
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001  # a panic in Rust is no `Exception`
        return Unread(f"a fault in its reader: {type(error).__name__}: {error}"[:500])


def _read_file(job: Job, shelf: Shelf) -> Read | Unread:
    most = shelf.settings.megabytes_per_file * MEGABYTE
    try:
        with Path(job.location).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(min(size, most) + 1)  # as much memory, whatever is there
    except OSError as error:
        return Unread(f"cannot be opened: {error.strerror}", lasting=False)
    return read_bytes(data, job, shelf)


def read_bytes(data: bytes, job: Job, shelf: Shelf) -> Read | Unread:
    """Turn the bytes of a file into its document, pages and chunks."""
    if sha256(data).hexdigest() != job.sha256:
        reason = "changed while it was being read"
        return Unread(reason, changed=True, lasting=False)
    suffix = sniffed(data, job.suffix)
    reader = READERS[suffix]
    settings = shelf.settings
    options = Options(
        passwords=shelf.passwords,
        ocr=settings.ocr,
        second_engine=job.second_engine,
        most_bytes=settings.megabytes_per_file * MEGABYTE,
        most_characters=settings.characters_per_file,
    )
    try:
        held = reader.contents(data, options)
        inside = _inside(held, job, shelf)
    except UnreadableError as error:
        reason = _written(str(error))
        return Unread(reason, lasting=is_lasting(reason))
    if len(held.pages) > settings.pages_per_file:
        most = settings.pages_per_file
        return Unread(f"holds more than {most:,} pages; raise pages_per_file")
    if sum(len(page.text) for page in held.pages) > settings.characters_per_file:
        most = settings.characters_per_file
        return Unread(f"holds more than {most:,} characters; raise characters_per_file")
    return _read(job, settings, reader, held, inside)


def _read(
    job: Job,
    settings: IngestSettings,
    reader: Reader,
    held: Contents,
    inside: Sequence[Inside],
) -> Read:
    name = document_id(job.sha256, job.suffix, settings)
    spans = chunk(
        held.pages, size=settings.chunk_tokens, overlap=settings.overlap_tokens
    )
    chunks = [
        Chunk.model_construct(
            document=name, ordinal=n, page=page, text=text, tokens=tokens, lead=lead
        )
        for n, (page, text, tokens, lead) in enumerate(spans)
    ]
    pages = [
        Page.model_construct(
            document=name,
            number=number,
            label=page.label,
            engine=page.engine,
            note=page.note,
            raw=page.raw,
        )
        for number, page in enumerate(held.pages, 1)
    ]
    details = {
        key: _line(value, _LONGEST_DETAIL) for key, value in held.details.items()
    }
    document = Document(
        id=name,
        sha256=job.sha256,
        format=reader.name,
        reader=reader.id,
        pages=len(pages),
        tokens=sum(chunk.tokens for chunk in chunks),
        title=_line(held.title or "", _LONGEST_TITLE) or None,
        details=json.dumps(details, sort_keys=True) if details else None,
        outline=tuple(
            heading.model_copy(update={"title": _line(heading.title, _LONGEST_TITLE)})
            for heading in islice(held.outline, _MOST_HEADINGS)
        ),
        files=len(inside),
        sketch=sketch(page.text for page in held.pages),
    )
    return Read(document, pages, chunks, tuple(inside))


def _line(text: str, most: int) -> str:
    """Return one line of bounded length that can be written as UTF-8."""
    return _written(" ".join(text[: 4 * most].split())[:most])


def _written(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _inside(held: Contents, job: Job, shelf: Shelf) -> list[Inside]:
    """Write the files inside a file to a folder of its own, one after the other.

    Raises `UnreadableError` where they are too many or too large together, and leaves
    nothing behind then.
    """
    folder = Path(shelf.spool) / job.sha256 if shelf.spool else None
    inside: list[Inside] = []
    try:
        for one in _bounded(held.attached, shelf.settings):
            place = folder / str(len(inside)) if folder else None
            inside.append(_spooled(one, place))
    except BaseException:
        if folder is not None:
            rmtree(folder, ignore_errors=True)
        raise
    return inside


def _bounded(
    attached: Iterable[Attached], settings: IngestSettings
) -> Iterator[Attached]:
    room = settings.megabytes_per_archive * MEGABYTE
    for number, one in enumerate(attached, 1):
        if number > settings.files_per_archive:
            most = settings.files_per_archive
            message = f"holds more than {most:,} files; raise files_per_archive"
            raise UnreadableError(message)
        room -= len(one.data or b"")
        if room < 0:
            most = settings.megabytes_per_archive
            message = f"unpacks to more than {most} MB; raise megabytes_per_archive"
            raise UnreadableError(message)
        yield one


def _spooled(one: Attached, place: Path | None) -> Inside:
    name = _written(one.name)
    if one.data is None:
        return Inside(name, reason=_written(one.reason or "cannot be taken out"))
    if place is not None:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(one.data)
    digest = sha256(one.data).hexdigest()
    return Inside(name, str(place or ""), digest, len(one.data))
