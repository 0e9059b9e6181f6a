"""Archives: ZIP, TAR and single compressed files; the files inside are read as files.

Names inside are never used as places, links are not followed, and every file is
measured while it is unpacked: a header may say anything.
"""

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from stat import S_ISLNK
from tarfile import TarFile, TarInfo
from typing import IO, Final, Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from pipeline.ingest.readers.base import (
    Attached,
    Contents,
    Options,
    UnreadableError,
)


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


_ENCRYPTED: Final = 1
"""Bit 0 of a member's flags: PKWARE's APPNOTE, 4.4.4."""
_BROKEN: Final = (
    *(BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError),
    *(OSError, EOFError, ValueError, NotImplementedError),
)
_COMPRESSED: Final[dict[bytes, Callable[[IO[bytes]], _Readable]]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ": lzma.LZMAFile,
}


def read(data: bytes, options: Options) -> Contents:
    if data.startswith(b"PK") and is_zipfile(BytesIO(data)):
        return Contents((), attached=_of_zip(data, options))
    if tarfile.is_tarfile(BytesIO(data)):
        return Contents((), attached=_of_tar(data, options))
    if is_zipfile(BytesIO(data)):  # behind a program that would unpack it
        return Contents((), attached=_of_zip(data, options))
    for mark, opened in _COMPRESSED.items():
        if data.startswith(mark):
            taken = _taken("", opened(BytesIO(data)), options)
            return Contents((), attached=[taken])
    what = (
        "a broken ZIP" if data.startswith(b"PK") else "no ZIP, TAR or compressed file"
    )
    message = f"cannot be read as archive ({what})"
    raise UnreadableError(message)


def _of_zip(data: bytes, options: Options) -> Iterator[Attached]:
    with ZipFile(BytesIO(data)) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                yield _zipped(archive, member, options)


def _zipped(archive: ZipFile, member: ZipInfo, options: Options) -> Attached:
    name = member.filename
    if S_ISLNK(member.external_attr >> 16):
        return Attached(name, None, "a link inside an archive is not followed")
    locked = bool(member.flag_bits & _ENCRYPTED)
    passwords: Sequence[str | None] = options.passwords if locked else (None,)
    for password in passwords:
        try:
            key = password.encode("utf-8", "surrogateescape") if password else None
            with archive.open(member, pwd=key) as file:
                taken = _taken(name, file, options)
        except NotImplementedError as error:
            return Attached(name, None, f"cannot be unpacked: {error}")
        except RuntimeError:  # what zipfile says of a wrong password
            continue
        except _BROKEN as error:
            return Attached(name, None, f"cannot be unpacked: {error}")
        # One wrong password in 256 passes, and gives what is no file.
        if taken.data is not None or not locked:
            return taken
    return Attached(name, None, "needs a password: set DOCQA_DOCUMENT_PASSWORD")


def _of_tar(data: bytes, options: Options) -> Iterator[Attached]:
    try:
        with tarfile.open(fileobj=BytesIO(data)) as archive:
            for member in archive:
                if not member.isdir():
                    yield _tarred(archive, member, options)
    except _BROKEN as error:
        yield Attached("the rest", None, f"cannot be unpacked: {error}")


def _tarred(archive: TarFile, member: TarInfo, options: Options) -> Attached:
    file = archive.extractfile(member) if member.isfile() else None
    if file is None:
        reason = "a link or device inside an archive is not followed"
        return Attached(member.name, None, reason)
    return _taken(member.name, file, options)


def _taken(name: str, file: _Readable, options: Options) -> Attached:
    try:
        data = file.read(options.most_bytes + 1)
    except _BROKEN as error:
        return Attached(name, None, f"cannot be unpacked: {error}")
    if len(data) > options.most_bytes:
        most = options.most_bytes >> 20
        reason = f"holds more than {most} MB; raise megabytes_per_file"
        return Attached(name, None, reason)
    return Attached(name, data)
