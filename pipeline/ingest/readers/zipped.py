"""Office files and books are ZIP archives: check one before a library unpacks it."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final, Protocol, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from pipeline.ingest.readers.base import Options, UnreadableError

OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""Begins what is locked, and what Office wrote before 2007."""
_MEGABYTE: Final = 1 << 20
_HARMLESS: Final = 64 * _MEGABYTE
"""As little is unpacked at any ratio."""
_MOST_RATIO: Final = 300
"""Of unpacked to packed: sheets of repeated rows come to 100, bombs to 1,000."""
_DEFLATE_RATIO: Final = 1_032
"""More the method cannot do: https://zlib.net/zlib_tech.html."""
_ENCRYPTED: Final = 0x1
_HEADER: Final = 30
"""A member's own header, before its name; the lengths of name and extra end it."""
_STEP: Final = 1 << 18


class Element(Protocol):
    """The part of lxml's element that is used here."""

    text: str | None

    def get(self, key: str) -> str | None: ...
    def iter(self, *tags: str) -> "Iterator[Element]": ...
    def iterchildren(self) -> "Iterator[Element]": ...
    def itertext(self) -> Iterator[str]: ...


def xml(data: bytes) -> Element:
    """Parse without reaching out, and without growing by what entities stand for."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return cast("Element", etree.fromstring(data, parser))


def refuse_ole(data: bytes, suffix: str) -> None:
    """Raise for a locked or old file that is named as a new one."""
    if data.startswith(OLE):
        message = (
            f"needs a password, or is a {suffix[:-1]} of before 2007: "
            f"save it as plain {suffix}"
        )
        raise UnreadableError(message)


def opened(data: bytes, options: Options) -> ZipFile:
    """Open an archive that unpacks to no more than it says, and not to too much."""
    archive = ZipFile(BytesIO(data))
    members = archive.infolist()
    for member in members:
        _refuse_method(member)
    total = sum(member.file_size for member in members)
    _refuse_size(total, len(data), options.most_bytes * 4)
    packed = sum(member.compress_size for member in members)
    if packed * _DEFLATE_RATIO > _HARMLESS:
        view = memoryview(data)
        for member in members:
            _refuse_lie(view, member)
    return archive


def read(archive: ZipFile, name: str, options: Options) -> bytes:
    """Unpack one member, or raise `KeyError` where it is not there."""
    with archive.open(name) as member:
        data = member.read(options.most_bytes + 1)
    if len(data) > options.most_bytes:
        most = options.most_bytes // _MEGABYTE
        message = f"{name!r} in it unpacks to more than {most:,} MB"
        raise UnreadableError(message)
    return data


def _refuse_method(member: ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED:
        message = f"needs a password: {member.filename!r} in it is locked"
        raise UnreadableError(message)
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        message = (
            f"{member.filename!r} in it is packed by method {member.compress_type}, "
            "which no such file uses"
        )
        raise UnreadableError(message)


def _refuse_size(total: int, packed: int, most: int) -> None:
    sizes = f"{packed:,} bytes that unpack to {total // _MEGABYTE:,} MB"
    if total > most:
        message = f"{sizes}, more than {most // _MEGABYTE:,} MB"
        raise UnreadableError(message)
    if total > _HARMLESS and total > packed * _MOST_RATIO:
        message = f"{sizes}, {total // packed:,} times as much: a bomb, no document"
        raise UnreadableError(message)


def _refuse_lie(data: memoryview, member: ZipInfo) -> None:
    """Unpack in small steps; `zipfile` unpacks up to 2 GB at once and then looks."""
    if member.compress_type == ZIP_STORED:
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = bytes(_packed(data, member))
    size = 0
    while rest and not unpacker.eof:
        size += len(unpacker.decompress(rest, _STEP))
        rest = unpacker.unconsumed_tail
        if size > member.file_size:
            message = (
                f"{member.filename!r} in it says it holds {member.file_size:,} bytes, "
                "and holds more"
            )
            raise UnreadableError(message)


def _packed(data: memoryview, member: ZipInfo) -> memoryview:
    start = member.header_offset + _HEADER
    name, extra = (
        int.from_bytes(data[at : at + 2], "little") for at in (start - 4, start - 2)
    )
    start += name + extra
    return data[start : start + member.compress_size]
