"""What a generated corpus says of itself: `corpus.json` and `SHA256SUMS`. Pure."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final

from pipeline import __version__
from pipeline.corpus.writing import Written

DOCUMENTS: Final = "documents"
QUESTIONS: Final = "questions.jsonl"
QUERIES: Final = "queries.jsonl"
MANIFEST: Final = "corpus.json"
SUMS: Final = "SHA256SUMS"


def manifest(seed: int, asked: int, documents: Sequence[Written], sums: bytes) -> str:
    """Write it; `sums` are those of all other files."""
    formats = Counter(PurePosixPath(one.name).suffix[1:] for one in documents)
    said: Mapping[str, Any] = {
        "docqa": __version__,
        "seed": seed,
        "tokens_asked": asked,
        "tokens": sum(one.tokens for one in documents),
        "documents": len(documents),
        "pages": sum(one.pages for one in documents),
        "formats": dict(sorted(formats.items())),
        "sha256": sha256(sums).hexdigest(),
    }
    return f"{json.dumps(said, indent=2)}\n"


def sums(documents: Sequence[Written], files: Mapping[str, bytes]) -> bytes:
    """Write a line for each file, as `sha256sum` reads it; `files` are by name."""
    hashes = {f"{DOCUMENTS}/{one.name}": one.sha256 for one in documents}
    hashes |= {name: sha256(data).hexdigest() for name, data in files.items()}
    lines = (f"{digest}  {name}\n" for name, digest in sorted(hashes.items()))
    return "".join(lines).encode()
