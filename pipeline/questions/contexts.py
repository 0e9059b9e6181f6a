"""Texts that came inside the rows of a question file become files of a corpus."""

from pathlib import Path

from pipeline.errors import CorpusError
from pipeline.questions.importers.base import Context, check_name


class ContextFolder:
    """Writes texts as files, and never over a file that holds something else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.written = 0
        self.there = 0
        """How many were there already, from an earlier time."""

    def keep(self, context: Context) -> None:
        """Raise `CorpusError` where it cannot be written, or would replace a file."""
        check_name(context.name)
        path = self._folder / context.name
        if not path.parent.resolve().is_relative_to(self._folder.resolve()):
            message = f"{str(path.parent)!r} is a link that leads out of the corpus"
            raise CorpusError(message)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            is_new = _write_once(path, context.text.encode("utf-8"))
        except OSError as error:
            message = f"the text {str(path)!r} cannot be written: {error.strerror}"
            raise CorpusError(message) from error
        self.written += is_new
        self.there += not is_new


def _write_once(path: Path, data: bytes) -> bool:
    """Write it whole or not at all; tell whether it was not there before."""
    if path.exists() or path.is_symlink():
        if path.is_symlink() or not path.is_file() or path.read_bytes() != data:
            message = f"{str(path)!r} is there and holds something else: move it away"
            raise CorpusError(message)
        return False
    part = path.with_name(f".{path.name}.part")  # hidden: no part of a corpus
    part.write_bytes(data)
    part.rename(path)
    return True
