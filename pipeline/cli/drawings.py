"""A picture's bytes in, a file and a word about it out."""

from pathlib import Path

from pipeline.cli.writing import write_file


def write_drawing(path: Path, data: bytes) -> None:
    """Write what was asked for; raise `PipelineError` where that cannot be."""
    write_file(path, data, done="drawn to")
