"""Text of a picture, through RapidOCR: an optional extra, its models in its wheel."""

from typing import Any, Final

from pipeline.ingest.readers.base import UnreadableError


class Ocr:
    """Reads pictures of pages. Making one loads the models."""

    engine: Final = "rapidocr"
    scale: Final = 2.0
    """Pages are drawn at this times 72 dots an inch."""

    def __init__(self) -> None:
        message = "OCR is not built yet"
        raise UnreadableError(message)

    def read(self, picture: Any) -> str:
        """Return the lines of an array of height x width x 3 bytes, top to bottom."""
        raise NotImplementedError
