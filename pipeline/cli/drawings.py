"""A picture's bytes in, a file and a word about it out."""

from pathlib import Path

from pipeline.cli.talk import say
from pipeline.errors import PipelineError


def write_drawing(path: Path, data: bytes) -> None:
    """Write what was asked for; raise `PipelineError` where that cannot be."""
    try:
        path.write_bytes(data)
    except OSError as error:
        message = f"{str(path)!r} cannot be written: {error.strerror}"
        raise PipelineError(message) from error
    say(f"drawn to {path}")
