"""The picture of a page in, its text out: RapidOCR, an optional extra with its models.

The models come with its wheel and are given as paths, so that nothing is fetched.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol, cast

from pipeline.ingest.readers.base import UnreadableError

_LIBRARIES: Final = ("rapidocr", "onnxruntime")
_THINNEST: Final = 40
"""A picture that is more times as long as wide is a rule; RapidOCR refuses some."""
_OUT_OF_MEMORY: Final = ("bad_alloc", "Failed to allocate", "Insufficient memory")
"""What the libraries below say, in exceptions of their own."""
_MODELS: Final = {"Det": "*_det_*.onnx", "Rec": "*_rec_*.onnx"}


class _Found(Protocol):
    boxes: Any
    """Per text its four corners, each (x, y); `None` where there is no text."""
    txts: Sequence[str] | None


class _Engine(Protocol):
    def __call__(self, picture: Any) -> _Found: ...


class Box(NamedTuple):
    """A text on a picture; y grows downwards."""

    top: float
    bottom: float
    left: float
    text: str


def missing() -> str | None:
    """Return what to do where the extra is not installed; `None` where it is."""
    if all(map(find_spec, _LIBRARIES)):
        return None
    return (
        "ingest.ocr = true needs an extra: in docqa's folder, "
        ".venv/bin/pip install -e '.[ocr]'"
    )


class Ocr:
    """Reads pictures of pages. The models are loaded at the first, once a process."""

    engine: Final = "rapidocr"
    scale: Final = 2.0
    """Pages are drawn at this times 72 dots an inch."""
    longest: Final = 2_000
    """Pixels of a picture's longer side: RapidOCR makes larger ones this small."""

    def __init__(self) -> None:
        if message := missing():
            raise UnreadableError(message)

    def read(self, picture: Any) -> str:
        """Return the lines of an array of height x width x 3 bytes, top to bottom."""
        height, width, _ = picture.shape
        if max(height, width) > _THINNEST * min(height, width):
            return ""
        found = _look(picture)
        if found.boxes is None or not found.txts:
            return ""
        return lines(
            [
                Box(corners[1].min(), corners[1].max(), corners[0].min(), text)
                for corners, text in zip(
                    found.boxes.transpose(0, 2, 1).astype(float),
                    found.txts,
                    strict=True,
                )
            ]
        )


def lines(boxes: Sequence[Box]) -> str:
    """Put side by side what overlaps by more than half its height, as a row's cells."""
    rows: list[list[Box]] = []
    for box in sorted(boxes):
        if rows and _beside(rows[-1][0], box):
            rows[-1].append(box)
        else:
            rows.append([box])
    return "\n".join(
        " ".join(box.text for box in sorted(row, key=lambda box: box.left))
        for row in rows
    )


def _beside(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > min(one.bottom - one.top, other.bottom - other.top) / 2


def _look(picture: Any) -> _Found:
    try:
        return _engine()(picture)
    except Exception as error:
        if any(words in str(error) for words in _OUT_OF_MEMORY):
            raise MemoryError from error
        raise


@cache
def _engine() -> _Engine:
    library = import_module("rapidocr")
    import_module("cv2").setNumThreads(1)
    models = Path(str(library.__file__)).with_name("models")
    return cast(
        "_Engine",
        library.RapidOCR(
            params={
                "Global.log_level": "critical",
                # Turning single lines over does not put a page upside down in order.
                "Global.use_cls": False,
                # A worker is one of several: it takes one core.
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                # A line's text depends on the line alone, not on how long others are.
                "Rec.rec_batch_num": 1,
                **{
                    f"{task}.model_path": str(next(models.glob(pattern)))
                    for task, pattern in _MODELS.items()
                },
            }
        ),
    )
