"""A folder that is there whole or not at all."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from shutil import rmtree

from pipeline.corpus.writing import unwritable
from pipeline.errors import CorpusError


@contextmanager
def whole(out: Path) -> Generator[Path]:
    """Yield a folder beside `out` that becomes `out`; whatever is raised, it is gone.

    Raises `CorpusError` where `out` is there and not empty, or cannot be made.
    """
    try:
        place = out.expanduser().resolve()
        _check(place, out)
        part = _part(place)
    except (OSError, RuntimeError) as error:  # the latter for links in a circle
        why = error.strerror if isinstance(error, OSError) else error
        message = f"--out {str(out)!r} cannot be used: {why}; choose another place"
        raise CorpusError(message) from error
    try:
        yield part
        _rename(part, place)
    except OSError as error:
        raise unwritable(error) from error
    finally:
        rmtree(part, ignore_errors=True)


def _part(place: Path) -> Path:
    """Make a folder beside it, of a number that no other run has taken or left."""
    for number in count(1):
        part = place.with_name(f".{place.name}.part-{number}")
        with suppress(FileExistsError):
            part.mkdir()
            return part
    raise AssertionError


def _check(place: Path, out: Path) -> None:
    said = f"--out {str(out)!r}"
    if place.is_dir():
        held = next(place.iterdir(), None)
        if held is not None:
            message = (
                f"{said} is not empty: it holds {held.name!r}; choose a folder that "
                "is new or empty"
            )
            raise CorpusError(message)
        if place == Path.cwd():
            message = f"{said} is the folder you are in; choose a new one below it"
            raise CorpusError(message)
        if place.is_mount():
            message = f"{said} is a mount point; choose a new folder below it"
            raise CorpusError(message)
    elif place.exists():
        message = f"{said} is a file; choose a folder that is new or empty"
        raise CorpusError(message)
    elif place.parent.is_file():
        message = f"{said}: {str(place.parent)!r} is a file; choose another place"
        raise CorpusError(message)
    elif not place.parent.is_dir():
        message = f"{said}: there is no folder {str(place.parent)!r}; make it first"
        raise CorpusError(message)


def _rename(part: Path, place: Path) -> None:
    if place.is_dir():
        place.rmdir()
    part.rename(place)
