"""Find the files of a corpus: a folder, or one file, in; a sorted listing out."""

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from pathspec import GitIgnoreSpec

from pipeline.errors import CorpusError

_HIDDEN: Final = (".", "~$")  # the second: what Word leaves beside an open file
_MAC_RESOURCES: Final = "__MACOSX"
IGNORE_FILE: Final = ".docqaignore"
_LONGEST_NAME: Final = 200
_LONGEST_SUFFIX: Final = 16


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file of a suffix that is read, as it was when it was listed."""

    path: str
    """Relative to the corpus, with forward slashes, storable as UTF-8."""
    location: str
    """Where to open it."""
    suffix: str
    bytes: int
    modified_ns: int | None
    """The later of two times: of its content, and of what is known about it, which
    an edit that sets the first one back cannot hide."""
    container: str | None = None
    """The path of the file that it is in."""
    depth: int = 0
    """In how many files it is."""


@dataclass(frozen=True, slots=True)
class Ignored:
    path: str
    reason: str
    container: str | None = None


@dataclass(slots=True)
class Listing:
    files: list[Found] = field(default_factory=list[Found])
    ignored: list[Ignored] = field(default_factory=list[Ignored])
    blocked: list[Ignored] = field(default_factory=list[Ignored])
    """Folders that could not be opened: what they hold is not known."""


def find(corpus: Path, suffixes: Collection[str]) -> Listing:
    """List what `corpus` holds; hidden files and folders are no part of it.

    A symlinked folder is not followed, nor a symlink to a file outside the corpus.
    What the patterns of a `.docqaignore` in the folder match is ignored, as git does.
    """
    root = corpus.expanduser()
    try:
        mode = root.stat().st_mode
    except OSError as error:
        message = (
            f"the corpus {str(corpus)!r} cannot be opened: {error.strerror}; "
            "docqa bench takes another by --corpus, or by corpus in bench.toml"
        )
        raise CorpusError(message) from error
    listing = Listing()
    if stat.S_ISDIR(mode):
        for entry in _walk(root, _ignore_spec(root), listing):
            _list(entry, root, suffixes, listing)
    else:
        _add(root, root.name, suffixes, listing)
    for part in (listing.files, listing.ignored, listing.blocked):
        part.sort(key=lambda item: item.path)
    return listing


def look(location: str) -> tuple[int, int]:
    """Return size and time of change, as the file is now."""
    return _size_and_time(Path(location).stat())


def inside(
    container: Found,
    names: Iterable[str],
    suffixes: Collection[str],
    taken: Iterable[str] = (),
) -> Iterator[Found | Ignored]:
    """Yield a path for each name inside a file, and whether it is one to read.

    A name is never used as a place: "..", roots, drives and doubles go, and so do the
    paths that are `taken`.
    """
    numbers = dict.fromkeys(taken, 1)
    for name in names:
        path = _unlike(numbers, f"{container.path}/{_harmless(name, container.path)}")
        pure = PurePosixPath(path)
        within = pure.relative_to(container.path).parts
        suffix = pure.suffix.lower()
        if any(part.startswith((*_HIDDEN, _MAC_RESOURCES)) for part in within):
            yield Ignored(path, "hidden", container.path)
        elif suffix not in suffixes:
            yield Ignored(path, _not_read(suffix), container.path)
        else:
            depth = container.depth + 1
            yield Found(path, "", suffix, 0, None, container.path, depth)


def _harmless(name: str, container: str) -> str:
    parts = name.encode("utf-8", "replace").decode().replace("\\", "/").split("/")
    kept = [
        _shortened(part)
        for part in parts
        if part not in {"", ".", ".."} and not part.endswith(":")
    ]
    return "/".join(kept) or PurePosixPath(container).stem


def _shortened(part: str) -> str:
    if len(part) <= _LONGEST_NAME:
        return part
    suffix = PurePosixPath(part).suffix[:_LONGEST_SUFFIX]
    return part[: _LONGEST_NAME - len(suffix)] + suffix


def _unlike(numbers: dict[str, int], path: str) -> str:
    """Return the path, numbered where it came before: `numbers` says how often."""
    pure = PurePosixPath(path)
    wanted = path
    while path in numbers:
        numbers[wanted] += 1
        path = str(pure.with_name(f"{pure.stem} ({numbers[wanted]}){pure.suffix}"))
    numbers[path] = 1
    return path


def _ignore_spec(root: Path) -> GitIgnoreSpec:
    file = root / IGNORE_FILE
    try:
        # A pipe of that name would never end.
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        message = f"{str(file)!r} cannot be read: {error}"
        raise CorpusError(message) from error
    try:
        return GitIgnoreSpec.from_lines(text.splitlines())
    except (ValueError, re.error) as error:
        message = f"{str(file)!r} holds a pattern that is none: {error}"
        raise CorpusError(message) from error


def _walk(root: Path, ignored: GitIgnoreSpec, listing: Listing) -> Iterator[Path]:
    """Yield all that is no folder, without recursion: folders may nest any depth."""
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith(_HIDDEN):
                        continue
                    is_folder = entry.is_dir(follow_symlinks=False)
                    path = _storable(Path(entry.path), root) + "/" * is_folder
                    if ignored.match_file(path):
                        listing.ignored.append(Ignored(path, f"by {IGNORE_FILE}"))
                    elif is_folder:
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
        listing.ignored.append(Ignored(path, _not_read(suffix)))
        return
    try:
        status = entry.stat()
    except OSError as error:
        listing.ignored.append(Ignored(path, f"cannot be looked at: {error.strerror}"))
        return
    if not stat.S_ISREG(status.st_mode):
        listing.ignored.append(Ignored(path, "a device, socket or pipe, not a file"))
        return
    listing.files.append(Found(path, str(entry), suffix, *_size_and_time(status)))


def _size_and_time(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, max(status.st_mtime_ns, status.st_ctime_ns)


def _not_read(suffix: str) -> str:
    return f"files ending in {suffix!r} are not read" if suffix else "no suffix"


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
