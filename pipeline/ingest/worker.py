"""The bytes of a file in, its document, pages and chunks out; or why there are none."""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from pipeline.ingest.chunking import chunk
from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Options, UnreadableError
from pipeline.records import Chunk, Document, Page, content_id
from pipeline.settings import IngestSettings

MEGABYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read, whose content is known by its hash already."""

    location: str
    suffix: str
    sha256: str
    settings: IngestSettings


@dataclass(frozen=True, slots=True)
class Read:
    document: Document
    pages: list[Page]
    chunks: list[Chunk]


@dataclass(frozen=True, slots=True)
class Unread:
    reason: str
    changed: bool = False
    """The file is no longer what was hashed; it can be read again."""


def document_id(digest: str, suffix: str, chunk_tokens: int) -> str:
    """Everything that decides the pages and chunks of a file."""
    return content_id(digest, READERS[suffix].id, chunk_tokens)


def read_file(job: Job) -> Read | Unread:
    """Read one file from disk; runs in a worker.

    Only `MemoryError` is raised: no other is sure to travel between processes.
    """
    try:
        return _read_file(job)
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001  # a panic in Rust is no `Exception`
        return Unread(f"a fault in its reader: {type(error).__name__}: {error}")


def _read_file(job: Job) -> Read | Unread:
    most = job.settings.megabytes_per_file * MEGABYTE
    try:
        with Path(job.location).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(min(size, most) + 1)  # as much memory, whatever is there
    except OSError as error:
        return Unread(f"cannot be opened: {error.strerror}")
    if sha256(data).hexdigest() != job.sha256:
        return Unread("changed while it was being read", changed=True)
    return read_bytes(data, job)


def read_bytes(data: bytes, job: Job) -> Read | Unread:
    """Turn the bytes of a file into its document, pages and chunks."""
    reader = READERS[job.suffix]
    try:
        pages = reader.contents(data, Options()).pages
    except UnreadableError as error:
        return Unread(str(error))
    if sum(len(page.text) for page in pages) > job.settings.characters_per_file:
        most = job.settings.characters_per_file
        return Unread(f"holds more than {most:,} characters; raise characters_per_file")
    name = document_id(job.sha256, job.suffix, job.settings.chunk_tokens)
    chunks = [
        Chunk(document=name, ordinal=n, page=page, text=text, tokens=tokens)
        for n, (page, text, tokens) in enumerate(
            chunk(pages, size=job.settings.chunk_tokens)
        )
    ]
    document = Document(
        id=name,
        sha256=job.sha256,
        format=reader.name,
        reader=reader.id,
        pages=len(pages),
        tokens=sum(chunk.tokens for chunk in chunks),
    )
    numbered = [
        Page(document=name, number=number, label=page.label, engine=page.engine)
        for number, page in enumerate(pages, 1)
    ]
    return Read(document, numbered, chunks)
