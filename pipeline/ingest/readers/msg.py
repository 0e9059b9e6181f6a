"""Mail as Outlook keeps it: a page for each message, and its attachments."""

import email
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.policy import compat32
from io import BytesIO
from typing import Any, Final, cast

from olefile import OleFileIO
from oxmsg.domain import constants as c
from oxmsg.domain.encodings import encoding_from_codepage
from oxmsg.domain.model import UnrecognizedCodePageError, UnsupportedEncodingError
from oxmsg.storage import Storage

from pipeline.ingest.readers import mail, zipped
from pipeline.ingest.readers.base import (
    Attached,
    Contents,
    Options,
    PageText,
    UnreadableError,
)
from pipeline.ingest.readers.clean import page

_ROOT_OFFSET: Final = 32
_INNER_OFFSET: Final = 24
_PART_OFFSET: Final = 8
"""Where the properties of a message, of one inside another, of a part of one begin."""
_ENTRY: Final = 16
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_TICKS: Final = 10_000_000
"""Of a second, which is how dates are counted."""
_INSIDE: Final = "__substg1.0_3701000D"
_PROPERTIES: Final = "__properties_version1.0"
_RECIPIENT_TYPE: Final = 0x0C15
_RTF: Final = 0x1009
_FIELDS: Final = {1: "To", 2: "Cc"}


@dataclass(frozen=True, slots=True)
class _Item:
    """A message, a recipient or an attachment, whose properties are all optional."""

    storage: Storage
    offset: int
    charset: str | None = None

    def fixed(self, name: int) -> int | None:
        """Look up a value that stands in the table itself.

        The library reads the table all at once, and fails with any part of it.
        """
        table = self.data_of(_PROPERTIES)[self.offset :]
        for at in range(0, len(table) - _ENTRY + 1, _ENTRY):
            if int.from_bytes(table[at + 2 : at + 4], "little") == name:
                return int.from_bytes(table[at + 8 : at + _ENTRY], "little")
        return None

    def number(self, name: int) -> int | None:
        value = self.fixed(name)
        return None if value is None else value & 0xFFFFFFFF

    def date(self, name: int) -> str:
        with suppress(OverflowError):
            if ticks := self.fixed(name):
                when = _EPOCH + timedelta(seconds=ticks // _TICKS)
                return when.isoformat(" ")
        return ""

    def data_of(self, stream: str) -> bytes:
        found = (one.bytes_ for one in self.storage.streams if one.name == stream)
        return next(found, b"")

    def data(self, name: int, kind: int = c.PTYP_BINARY) -> bytes | None:
        return self.data_of(f"__substg1.0_{name:04X}{kind:04X}") or None

    def text(self, *names: int) -> str:
        """Return the first of these that is there."""
        for name in names:
            if wide := self.data(name, c.PTYP_STRING):
                return wide.decode("utf-16-le", "replace").strip("\0")
            if narrow := self.data(name, c.PTYP_STRING8):
                return mail.readable(narrow, self.charset).strip("\0")
        return ""


@dataclass(slots=True)
class _Found:
    pages: list[PageText] = field(default_factory=list[PageText])
    files: list[Attached] = field(default_factory=list[Attached])


def read(data: bytes, options: Options) -> Contents:
    if not data.startswith(zipped.OLE):
        reason = "is no mail of Outlook; an .eml that was named as one?"
        raise UnreadableError(reason)
    with cast("Any", OleFileIO)(BytesIO(data)) as ole:
        root: Storage = cast("Any", Storage).from_ole(ole)
    if not _is_item(root):
        reason = "holds no mail, but something else of Office"
        raise UnreadableError(reason)
    found = _Found()
    todo = [_message(root, _ROOT_OFFSET)]
    first = _headers(todo[0])
    while todo:
        item = todo.pop()
        found.pages.append(_page(len(found.pages) + 1, item))
        parts = [_part(item, one) for one in item.storage.iter_attachment_storages()]
        inner = [_inner(part) for part in parts]
        for part, message in zip(parts, inner, strict=True):
            if message is None:
                number = len(found.files) + 1
                found.files.append(_attached(part, number, options))
        todo += [message for message in reversed(inner) if message is not None]
    return Contents(
        found.pages,
        title=first["Subject"] or None,
        details=mail.details(first["From"], first["Date"]),
        attached=found.files,
    )


def _is_item(storage: Storage) -> bool:
    return any(stream.name == _PROPERTIES for stream in storage.streams)


def _message(storage: Storage, offset: int) -> _Item:
    plain = _Item(storage, offset)
    known = plain.number(c.PID_INTERNET_CODEPAGE) or plain.number(
        c.PID_MESSAGE_CODEPAGE
    )
    charset = None
    with suppress(UnrecognizedCodePageError, UnsupportedEncodingError):
        charset = encoding_from_codepage(known) if known is not None else None
    return _Item(storage, offset, charset)


def _part(message: _Item, storage: Storage) -> _Item:
    return _Item(storage, _PART_OFFSET, message.charset)


def _inner(part: _Item) -> _Item | None:
    for storage in part.storage.storages:
        if storage.name.upper() == _INSIDE.upper() and _is_item(storage):
            return _message(storage, _INNER_OFFSET)
    return None


def _page(number: int, item: _Item) -> PageText:
    headers = _headers(item)
    note = None
    body = item.text(c.PID_BODY)
    if not body.strip():
        markup = item.data(c.PID_HTML)
        html = mail.readable(markup, item.charset) if markup else item.text(c.PID_HTML)
        body = mail.body_of(html) if html else ""
    if not body.strip() and item.data(_RTF):
        note = "its text is kept as RTF only, which is not read"
    text = mail.written(headers, body)
    return page(number, headers["Subject"], text, engine="python-oxmsg", note=note)


def _headers(item: _Item) -> dict[str, str]:
    """Take them as they came with the mail, or else from what Outlook noted."""
    came = email.message_from_string(
        item.text(c.PID_TRANSPORT_MESSAGE_HEADERS), policy=compat32
    )
    noted = _noted(item)
    return {name: mail.header(came, name) or noted[name] for name in mail.SHOWN}


def _noted(item: _Item) -> dict[str, str]:
    people = {"To": list[str](), "Cc": list[str]()}
    for storage in item.storage.iter_recipient_storages():
        one = _part(item, storage)
        if place := _FIELDS.get(one.number(_RECIPIENT_TYPE) or 1):
            name = one.text(c.PID_DISPLAY_NAME)
            people[place].append(
                _person(name, one.text(c.PID_SMTP_ADDRESS, c.PID_EMAIL_ADDRESS))
            )
    sender = _person(
        item.text(c.PID_SENDER_NAME, c.PID_SENT_REPRESENTING_NAME),
        item.text(c.PID_SENDER_SMTP_ADDRESS, c.PID_SENDER_EMAIL_ADDRESS),
    )
    date = item.date(c.PID_CLIENT_SUBMIT_TIME)
    return {
        "From": sender,
        "To": ", ".join(people["To"]) or item.text(c.PID_DISPLAY_TO),
        "Cc": ", ".join(people["Cc"]) or item.text(c.PID_DISPLAY_CC),
        "Date": date or item.date(c.PID_MESSAGE_DELIVERY_TIME),
        "Subject": " ".join(item.text(c.PID_SUBJECT).split()),
    }


def _person(name: str, address: str) -> str:
    if not address or address == name:
        return name
    return f"{name} <{address}>" if name else address


def _attached(part: _Item, number: int, options: Options) -> Attached:
    names = (c.PID_ATTACH_LONG_FILENAME, c.PID_ATTACH_FILENAME, c.PID_DISPLAY_NAME)
    name = part.text(*names) or f"attachment {number}"
    data = part.data(c.PID_ATTACH_DATA_BINARY)
    if data is None:
        return Attached(name, None, "is no file, or is kept elsewhere")
    if len(data) > options.most_bytes:
        return Attached(name, None, f"holds more than {options.most_bytes >> 20:,} MB")
    return Attached(name, data)
