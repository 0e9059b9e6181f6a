"""Banks of forms that only tell: `banks/<name>.txt` of a package. Pure."""

from functools import cache
from importlib.resources import files

from pipeline.corpus.phrases import Bank, bank


@cache
def words(package: str, name: str) -> Bank:
    """Read a bank. Raises `ValueError` with the line that is no form."""
    folder = files(f"pipeline.corpus.{package}").joinpath("banks")
    text = folder.joinpath(f"{name}.txt").read_text(encoding="utf-8")
    try:
        return bank(text)
    except ValueError as error:
        message = f"{name}.txt: {error}"
        raise ValueError(message) from error
