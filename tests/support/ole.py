"""A compound file written by hand: what .msg and .xls files are kept in."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

Tree = Mapping[str, "bytes | Tree"]

_SECTOR: Final = 512
_MINI: Final = 64
_CUTOFF: Final = 4_096
_END: Final = 0xFFFFFFFE
_FREE: Final = 0xFFFFFFFF
_FAT: Final = 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5


@dataclass
class _Space:
    """Sectors of one size, and the chain that each of them is a part of."""

    size: int
    data: bytearray = field(default_factory=bytearray)
    chain: list[int] = field(default_factory=list[int])

    def add(self, data: bytes) -> int:
        if not data:
            return _END
        start = len(self.chain)
        self.data += data + bytes(-len(data) % self.size)
        count = len(self.data) // self.size - start
        self.chain += [*range(start + 1, start + count), _END]
        return start

    def table(self) -> bytes:
        packed = struct.pack(f"<{len(self.chain)}I", *self.chain)
        return packed + b"\xff" * (-len(packed) % _SECTOR)


@dataclass
class _Entry:
    name: str
    kind: int
    right: int = _FREE
    child: int = _FREE
    start: int = _END
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        return struct.pack(
            "<64sHBBIII16xI16xIQ",
            name,
            len(name) + 2,
            self.kind,
            1,  # black
            _FREE,
            self.right,
            self.child,
            0,
            self.start,
            self.size,
        )


class _Writer:
    def __init__(self) -> None:
        self.big = _Space(_SECTOR)
        self.small = _Space(_MINI)
        self.entries: list[_Entry] = []

    def add(self, name: str, node: "bytes | Tree", kind: int = _STORAGE) -> int:
        at = len(self.entries)
        self.entries.append(entry := _Entry(name, kind))
        if isinstance(node, bytes):
            space = self.small if len(node) < _CUTOFF else self.big
            entry.kind, entry.size, entry.start = _STREAM, len(node), space.add(node)
            return at
        before: _Entry | None = None
        for key in sorted(node, key=lambda key: (len(key), key.upper())):
            index = self.add(key, node[key])
            if before is None:
                entry.child = index
            else:
                before.right = index
            before = self.entries[index]
        return at


def ole(tree: Tree) -> bytes:
    """Write streams (bytes) and storages (mappings); siblings hang in one chain."""
    writer = _Writer()
    writer.add("Root Entry", tree, _ROOT)
    big, small = writer.big, writer.small
    root = writer.entries[0]
    root.start, root.size = big.add(bytes(small.data)), len(small.data)
    mini = small.table()
    mini_start = big.add(mini)
    directory = big.add(b"".join(entry.packed() for entry in writer.entries))
    count = 1
    while count * _SECTOR < (len(big.chain) + count) * 4:
        count += 1
    first = len(big.chain)
    big.chain += [_FAT] * count
    big.data += big.table()
    fat = [*range(first, first + count)] + [_FREE] * (109 - count)
    header = struct.pack(
        "<8s16x5H6x9I",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, count, directory, 0, _CUTOFF, mini_start, len(mini) // _SECTOR, _END, 0),
    )
    return header + struct.pack("<109I", *fat) + bytes(big.data)
