"""A file that somebody asked for, or one sentence on why it cannot be."""

from pathlib import Path

from pipeline.cli.talk import say
from pipeline.errors import PipelineError


def write_file(path: Path, data: bytes, *, done: str = "written to") -> None:
    """Write what was asked for; raise `PipelineError` where that cannot be."""
    try:
        path.write_bytes(data)
    except OSError as error:
        message = f"{str(path)!r} cannot be written: {error.strerror}"
        raise PipelineError(message) from error
    say(f"{done} {path}")
