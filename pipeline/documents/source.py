"""A file of a corpus in; where it is now, and whether it is what was read, out."""

from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from pipeline.documents.rows import CorpusFile


class Source(NamedTuple):
    """The file as it is now."""

    path: Path | None
    """`None` where there is none to open."""
    remark: str | None
    """Why there is none, or what is wrong with it."""

    def read(self, most: int = -1) -> bytes:
        """Return its first bytes; none where it cannot be read any more."""
        if self.path is None:
            return b""
        try:
            with self.path.open("rb") as file:
                return file.read(most)
        except OSError:
            return b""


def source(file: CorpusFile) -> Source:
    """Look for the file below here, where the name of its corpus leads."""
    if file.container is not None:
        remark = f"it is inside {file.container!r}, so there is no file to open"
        return Source(None, remark)
    root = Path(file.corpus)
    path = root / file.path if root.is_dir() else root
    try:
        with path.open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        remark = f"the file {str(path)!r} cannot be opened: {error.strerror}"
        return Source(None, remark)
    if digest != file.sha256:
        remark = "the file has changed since it was read; `docqa ingest` reads it again"
        return Source(path, remark)
    return Source(path, None)
