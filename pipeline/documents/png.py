"""Rows of pixels in, the bytes of a PNG out."""

import struct
import zlib
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS_RGB: Final = (8, 2, 0, 0, 0)
_UNFILTERED: Final = b"\0"


def png(pixels: bytes, width: int, height: int) -> bytes:
    """Encode red, green and blue bytes, from the top left to the bottom right."""
    row = 3 * width
    if len(pixels) != row * height:
        message = f"{len(pixels)} bytes are not {width} x {height} pixels"
        raise ValueError(message)
    lines = b"".join(
        _UNFILTERED + pixels[start : start + row]
        for start in range(0, len(pixels), row)
    )
    head = struct.pack(">IIBBBBB", width, height, *_EIGHT_BITS_RGB)
    return (
        _SIGNATURE
        + _part(b"IHDR", head)
        + _part(b"IDAT", zlib.compress(lines))
        + _part(b"IEND", b"")
    )


def _part(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
