"""The bytes of a document: a function for each file format.

The same paper gives the same bytes, on every machine and day. Of all formats the
readers in `pipeline.ingest.readers` give back every sentence whole, in the order of the
paper, and each row of a table on one line.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from pipeline.corpus.papers import Format, Paper

_MODULES: Final[Mapping[Format, str]] = {
    "pdf": "pdf",
    "docx": "word",
    "html": "web",
    "md": "markdown",
    "eml": "mail",
    "xlsx": "sheet",
    "csv": "comma",
    "pptx": "slides",
    "txt": "plain",
}
"""Imported when first used: some of the libraries take a while."""


def rendered(paper: Paper) -> bytes:
    module = import_module(f"{__package__}.{_MODULES[paper.format]}")
    render: Callable[[Paper], bytes] = module.render
    return render(paper)
