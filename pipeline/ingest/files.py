"""Find the files of a corpus: a folder, or one file, in; a sorted listing out."""

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.errors import CorpusError

_HIDDEN: Final = (".", "~$")  # the second: what Word leaves beside an open file


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file of a suffix that is read, as it was when it was listed."""

    path: str
    """Relative to the corpus, with forward slashes, storable as UTF-8."""
    location: str
    """Where to open it."""
    suffix: str
    bytes: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Ignored:
    path: str
    reason: str


@dataclass(slots=True)
class Listing:
    files: list[Found] = field(default_factory=list[Found])
    ignored: list[Ignored] = field(default_factory=list[Ignored])
    blocked: list[Ignored] = field(default_factory=list[Ignored])
    """Folders that could not be opened: what they hold is not known."""


def find(corpus: Path, suffixes: Collection[str]) -> Listing:
    """List what `corpus` holds; hidden files and folders are no part of it.

    A symlinked folder is not followed, nor a symlink to a file outside the corpus.
    """
    root = corpus.expanduser()
    try:
        mode = root.stat().st_mode
    except OSError as error:
        message = f"the corpus {str(corpus)!r} cannot be opened: {error.strerror}"
        raise CorpusError(message) from error
    listing = Listing()
    if stat.S_ISDIR(mode):
        for entry in _walk(root, listing):
            _list(entry, root, suffixes, listing)
    else:
        _add(root, root.name, suffixes, listing)
    for part in (listing.files, listing.ignored, listing.blocked):
        part.sort(key=lambda item: item.path)
    return listing


def look(location: str) -> tuple[int, int]:
    """Return size and time of change, as the file is now."""
    found = Path(location).stat()
    return found.st_size, found.st_mtime_ns


def _walk(root: Path, listing: Listing) -> Iterator[Path]:
    """Yield all that is no folder, without recursion: folders may nest any depth."""
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith(_HIDDEN):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(Path(entry.path))
                    else:
                        yield Path(entry.path)
        except OSError as error:
            path = "" if folder == root else _storable(folder, root)
            reason = f"this folder cannot be opened: {error.strerror}"
            listing.blocked.append(Ignored(f"{path}/", reason))


def _list(entry: Path, root: Path, suffixes: Collection[str], listing: Listing) -> None:
    path = _storable(entry, root)
    if entry.is_symlink() and (reason := _off_limits(entry, root)):
        listing.ignored.append(Ignored(path, reason))
    else:
        _add(entry, path, suffixes, listing)


def _add(entry: Path, path: str, suffixes: Collection[str], listing: Listing) -> None:
    suffix = entry.suffix.lower()
    if suffix not in suffixes:
        reason = f"files ending in {suffix!r} are not read" if suffix else "no suffix"
        listing.ignored.append(Ignored(path, reason))
        return
    try:
        status = entry.stat()
    except OSError as error:
        listing.ignored.append(Ignored(path, f"cannot be looked at: {error.strerror}"))
        return
    if not stat.S_ISREG(status.st_mode):
        listing.ignored.append(Ignored(path, "a device, socket or pipe, not a file"))
        return
    found = Found(path, str(entry), suffix, status.st_size, status.st_mtime_ns)
    listing.files.append(found)


def _off_limits(link: Path, root: Path) -> str | None:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a loop, before Python 3.13
        return "a symlink that leads nowhere"
    if target.is_dir():
        return "a symlinked folder is not followed"
    if not target.is_relative_to(root.resolve()):
        return "a symlink to a file outside the corpus"
    return None


def _storable(entry: Path, root: Path) -> str:
    r"""Write bytes of a name that are not UTF-8 as `\xff`: a store takes no other."""
    path = entry.relative_to(root).as_posix()
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
