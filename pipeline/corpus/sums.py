"""Which files of a generated corpus are no longer as they were made."""

import json
from collections.abc import Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

from pipeline.corpus.manifest import DOCUMENTS, MANIFEST, SUMS

_MARK: Final = "  "
"""Between a digest and a name, as `sha256sum` has it."""


def changed(folder: Path) -> Iterator[str]:
    """Yield what was changed, added or taken away, each with its name."""
    try:
        sums = (folder / SUMS).read_bytes()
        said: Any = json.loads((folder / MANIFEST).read_bytes())
        whole = said["sha256"] == sha256(sums).hexdigest()
        listed = _listed(sums.decode())
    except OSError as error:
        yield f"{Path(error.filename).name}: {error.strerror}"
    except (KeyError, TypeError, ValueError) as error:
        fault = f"{type(error).__name__} {error}"
        yield f"{MANIFEST} or {SUMS} cannot be read: {fault}"
    else:
        if not whole:
            yield f"{SUMS}: not the SHA-256 that {MANIFEST} has"
        yield from _differing(folder, listed)


def _listed(sums: str) -> Mapping[str, str]:
    """Read the digests by name. Raises `ValueError` for a line that is none."""
    pairs = [line.split(_MARK, 1) for line in sums.splitlines()]
    return {name: digest for digest, name in pairs}


def _differing(folder: Path, listed: Mapping[str, str]) -> Iterator[str]:
    for name, digest in listed.items():
        try:
            with (folder / name).open("rb") as file:
                same = file_digest(file, "sha256").hexdigest() == digest
        except OSError as error:
            yield f"{name}: {error.strerror}"
        else:
            if not same:
                yield f"{name}: changed"
    for path in sorted((folder / DOCUMENTS).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name not in listed and not path.is_dir():
            yield f"{name}: added"
