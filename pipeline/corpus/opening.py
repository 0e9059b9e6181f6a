"""The pages of a document, as an ingest would read them, white space folded."""

from pathlib import Path, PurePosixPath

from pipeline.corpus.checking.reading import folded
from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Options


def pages_of(data: bytes, name: str) -> list[str]:
    """Return the text of each page. Raises `UnreadableError`."""
    reader = READERS[PurePosixPath(name).suffix]
    return [page.text for page in reader.contents(data, Options()).pages]


def folded_pages(folder: Path, name: str) -> list[str]:
    """Read a document of a folder. Raises `UnreadableError` and `OSError`."""
    return [folded(text) for text in pages_of((folder / name).read_bytes(), name)]
