"""A folder of documents in, by names alone; what a run would read of it out."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import CorpusError
from pipeline.ingest.files import Listing, find
from pipeline.ingest.readers import READERS


class Folder(NamedTuple):
    place: Path
    listing: Listing
    holds: str
    """What was found, for people."""


def look(given: str) -> Folder:
    """Count the documents. Raises `CorpusError` where there is none that is read."""
    place = Path(given).expanduser()
    listing = find(place, READERS)
    if not listing.files:
        message = f"no documents in {given!r}: {_instead(listing)}; name another folder"
        raise CorpusError(message)
    formats = Counter(
        READERS[file.suffix].name.removesuffix("_text") for file in listing.files
    )
    shown = ", ".join(f"{n:,} {name}" for name, n in formats.most_common())
    size = sum(file.bytes for file in listing.files) / 2**20
    more = f"; {len(listing.ignored):,} of kinds not read" if listing.ignored else ""
    holds = f"{len(listing.files):,} files, {size:,.1f} MB ({shown}{more})"
    return Folder(place, listing, holds)


def _instead(listing: Listing) -> str:
    others = [*listing.blocked, *listing.ignored]
    if not others:
        return "it holds no file"
    return f"of its {len(others):,} files {others[0].path!r}: {others[0].reason}"
