"""Which encoding a text file is in: by its mark, its zeros, or what its bytes are."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from charset_normalizer import from_bytes

_READ_AT_ONCE: Final = 1 << 20
_SAMPLE: Final = 1 << 18
_BEFORE: Final = 200
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the mark of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN: Final = "cp1252"
_FOREIGN: Final = 5
"""Where fewer than one in so many bytes are beyond ASCII, they are letters of Western
Europe: a detector takes the byte E0 for a Slovak letter as readily."""
_DAMAGED: Final = re.compile("[\udc80-\udcff]")
_ODD: Final = re.compile(rb"[\x80-\xff]+")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")


class Encoding(NamedTuple):
    name: str
    remark: str = ""
    """What people should know of it; empty for what they expect."""


def encoding_of(file: BinaryIO) -> Encoding:
    """Tell it, reading all of the file. Where most of it is UTF-8, it is UTF-8."""
    head = file.read(4)
    for mark, name in _MARKS:
        if head.startswith(mark):
            remark = "" if name.startswith("utf-8") else f"read as {name.upper()}"
            return Encoding(name, remark)
    if head[1:2] == b"\0" or head[:1] == b"\0":
        name = "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
        return Encoding(name, f"read as {name.upper()}: it has no mark")
    damaged, sound, sample = 0, 0, b""
    for data, text in _decoded(head, file):
        bad = len(_DAMAGED.findall(text))
        damaged += bad
        sound += len(_BEYOND_ASCII.findall(text)) - bad
        if len(sample) < _SAMPLE:
            sample += _around(data)
    if damaged <= sound:
        return Encoding("utf-8")
    name = _look(sample)
    return Encoding(name, f"not UTF-8; read as {name}, the likeliest encoding")


def _decoded(head: bytes, file: BinaryIO) -> Iterator[tuple[bytes, str]]:
    """Yield what is beyond ASCII, as bytes and as text."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    data = head
    while data:
        if not data.isascii():
            yield data, decoder.decode(data)
        else:
            decoder.reset()
        data = file.read(_READ_AT_ONCE)


def _around(data: bytes) -> bytes:
    """Return what stands around the first byte beyond ASCII."""
    found = _ODD.search(data)
    start = max(found.start() - _BEFORE, 0) if found else 0
    return data[start : start + _SAMPLE]


def _look(sample: bytes) -> str:
    odd = sum(len(run) for run in _ODD.findall(sample))
    if odd * _FOREIGN < len(sample):
        return _WESTERN
    best = from_bytes(sample).best()
    return best.encoding if best else _WESTERN
