"""A gzip file in, its bytes out, up to a bound: a few may unpack to any number."""

from gzip import GzipFile
from io import SEEK_SET, BufferedReader, RawIOBase
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP: Final = b"\x1f\x8b"
MOST_UNPACKED: Final = 2 << 30


class _Bounded(RawIOBase):
    def __init__(self, file: BinaryIO) -> None:
        self._packed = file
        self._file = GzipFile(fileobj=file, mode="rb")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: "WriteableBuffer") -> int:
        if self._file.tell() >= MOST_UNPACKED:
            message = f"it unpacks to more than {MOST_UNPACKED:,} bytes"
            raise OSError(message)
        view = memoryview(buffer).cast("B")
        data = self._file.read(len(view))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        self._packed.close()
        super().close()


def unpacked(file: BinaryIO) -> BinaryIO:
    """Return what is inside, to be read from its beginning; it closes `file` too."""
    return BufferedReader(_Bounded(file))
