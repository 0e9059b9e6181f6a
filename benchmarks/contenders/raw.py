"""The extractor alone: PDFium over the pages of every PDF, in one process."""

from pathlib import Path
from typing import Any, cast

import pypdfium2

from benchmarks.contenders.files import Outcome, compete


def read(files: list[Path]) -> Outcome:
    pages = sum(_pages(file) for file in files)
    return Outcome(documents=len(files), chunks=pages)


def _pages(file: Path) -> int:
    # Its types say less than what is used here.
    document = cast("Any", pypdfium2.PdfDocument(file))
    count: int = len(document)
    for number in range(count):
        page = document[number]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
    return count


if __name__ == "__main__":
    compete(read)
