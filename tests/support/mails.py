"""Mail for tests: messages in messages, and messages as Outlook keeps them."""

import struct
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Final

from tests.support.ole import Tree, ole

SUBJECT, SENT, HEADERS, SENDER, ADDRESS = 0x37, 0x39, 0x7D, 0xC1A, 0xC1F
BODY, RTF, HTML, CODEPAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
NAME, SMTP, KIND, FILE, DATA = 0x3001, 0x39FE, 0xC15, 0x3707, 0x3701
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)


class Narrow(bytes):
    """A text as older versions of Outlook keep it: in a code page."""


Value = str | bytes | int | datetime | None
"""`None` is a date beyond all calendars."""
Properties = dict[int, Value]


def nested(depth: int) -> bytes:
    """Wrap a message in `depth` others, each but the first with a line of its own."""
    data = b"Subject: level %d\n\ninnermost\n" % depth
    head = b"Subject: level %d\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    return b"".join(head % level for level in range(depth)) + data


def forwarded() -> bytes:
    """Write a mail with both kinds of body, a file and a forwarded mail."""
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Eve <eve@example.org>", "The old figures"
    inner.set_content("Sales were 998.")
    outer = EmailMessage()
    outer["From"], outer["To"] = "Ädä <ada@example.org>", "bob@example.org"
    outer["Cc"], outer["Date"] = "carol@example.org", "Mon, 01 Jan 2024 10:00:00 +0100"
    outer["Subject"] = "Umsätze 2023"
    outer.set_content("Sales were 1,204.\n\nSee below.")
    outer.add_alternative("<p>Sales were <b>1,204</b>.</p>", subtype="html")
    outer.add_attachment(
        b"a,b\n1,2\n", maintype="text", subtype="csv", filename="größe.csv"
    )
    outer.add_attachment(inner)
    return outer.as_bytes()


def msg(
    said: Properties,
    *,
    people: Sequence[Properties] = (),
    files: Sequence[Properties | bytes] = (),
    inside: Sequence[Tree] = (),
) -> bytes:
    return ole(message(said, people=people, files=files, inside=inside, reserved=32))


def message(
    said: Properties,
    *,
    people: Sequence[Properties] = (),
    files: Sequence[Properties | bytes] = (),
    inside: Sequence[Tree] = (),
    reserved: int = 24,
) -> Tree:
    """Lay out a message; `inside` are others, which are laid out with 24 bytes."""
    parts = [_stored(one, 8) for one in files if not isinstance(one, bytes)]
    parts += [{**_stored({}, 8), "__substg1.0_3701000D": one} for one in inside]
    return {
        **_stored(said, reserved),
        **{f"__recip_version1.0_#{n:08X}": _stored(p, 8) for n, p in enumerate(people)},
        **{f"__attach_version1.0_#{n:08X}": part for n, part in enumerate(parts)},
    }


def _stored(said: Properties, reserved: int) -> dict[str, "bytes | Tree"]:
    table = bytes(reserved)
    streams: dict[str, bytes | Tree] = {}
    for name, value in said.items():
        kind, packed = _packed(value)
        if isinstance(value, str | bytes):
            streams[f"__substg1.0_{name:04X}{kind:04X}"] = packed
            packed = struct.pack("<II", len(packed), 0)
        table += struct.pack("<HHI8s", kind, name, 6, packed)
    return {"__properties_version1.0": table, **streams}


def _packed(value: Value) -> tuple[int, bytes]:
    if isinstance(value, str):
        return 0x1F, value.encode("utf-16-le")
    if isinstance(value, bytes):
        return 0x1E if isinstance(value, Narrow) else 0x102, value
    if isinstance(value, int):
        return 0x3, struct.pack("<I", value)
    if value is None:
        return 0x40, b"\xff" * 8
    ticks = round((value - _EPOCH).total_seconds()) * 10_000_000
    return 0x40, struct.pack("<Q", ticks)
