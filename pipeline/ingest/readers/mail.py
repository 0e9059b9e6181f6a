"""Mail as it was sent: a page for each message, headers first, and what is attached."""

import email
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from typing import Final, cast

from pipeline.ingest.readers import html
from pipeline.ingest.readers.base import (
    Attached,
    Contents,
    Options,
    PageText,
    UnreadableError,
)
from pipeline.ingest.readers.clean import page
from pipeline.ingest.readers.text import decode

SHOWN: Final = ("From", "To", "Cc", "Date", "Subject")
_OF_MAIL: Final = (*SHOWN, "Received", "Message-ID", "Return-Path", "MIME-Version")
_REPORTS: Final = frozenset(
    {"message/delivery-status", "message/disposition-notification"}
    | {"message/feedback-report", "text/rfc822-headers"}
)
_NARROW: Final = frozenset({"iso-8859-1", "latin1", "us-ascii", "ascii"})
"""Mail programs and browsers read them as the wider cp1252, with quotation marks."""
_SHORT_BYTES: Final = 2_000
"""Too few to tell an encoding by the look of it."""
_SUFFIX = re.compile(r"[a-z0-9]{1,8}")


@dataclass(slots=True)
class _Parts:
    """What one message is made of."""

    texts: list[str] = field(default_factory=list[str])
    files: list[Message] = field(default_factory=list[Message])
    messages: list[Message] = field(default_factory=list[Message])


def read(data: bytes, options: Options) -> Contents:
    first = _parsed(data)
    pages: list[PageText] = []
    files: list[Message] = []
    todo = [first]
    while todo:
        message = todo.pop()
        parts = _taken_apart(message)
        pages.append(_page(len(pages) + 1, message, parts.texts))
        files += parts.files
        todo += reversed(parts.messages)
    return Contents(
        pages,
        title=header(first, "Subject") or None,
        details=details(header(first, "From"), header(first, "Date")),
        attached=_attached(files, options),
    )


def _parsed(data: bytes) -> Message:
    """Parse by the older policy, which hands out headers as they stand.

    The newer one reads them, and fails on some that are broken.
    """
    try:
        data = data.removeprefix(BOM_UTF8).lstrip()
        found = email.message_from_bytes(data, policy=compat32)
    except RecursionError as error:
        reason = "holds messages in messages too deep to read"
        raise UnreadableError(reason) from error
    if not any(name in found for name in _OF_MAIL):
        reason = "is no mail: it begins with no header such as 'From' or 'Subject'"
        raise UnreadableError(reason)
    return found


def details(sender: str, date: str) -> dict[str, str]:
    said = {"author": sender, "created": date}
    return {name: value for name, value in said.items() if value}


def written(headers: dict[str, str], body: str) -> str:
    """Write a message as its page shows it."""
    lines = [f"{name}: {value}" for name, value in headers.items() if value]
    return "\n".join(lines) + "\n\n" + body


def body_of(markup: str) -> str:
    """Read the body of a message that is a web page."""
    return "\n\n".join(one.text for one in html.read_text(markup).pages)


def _page(number: int, message: Message, texts: list[str]) -> PageText:
    headers = {name: header(message, name) for name in SHOWN}
    body = "\n\n".join(text.strip("\r\n") for text in texts if text.strip())
    return page(number, headers["Subject"], written(headers, body), engine="email")


def _taken_apart(message: Message) -> _Parts:
    """Sort the parts, in order and without recursion; of alternatives show one."""
    parts = _Parts()
    todo = [(message, True)]
    while todo:
        part, shown = todo.pop()
        inside = _inside(part)
        kind = part.get_content_type()
        if kind in _REPORTS:
            parts.texts += [_lines(one) for one in inside] or [_text(part)]
        elif inside and part.get_content_maintype() == "message":
            parts.messages += inside
        elif inside:
            best = _best(inside) if kind == "multipart/alternative" else None
            todo += [(one, shown and best in {None, one}) for one in reversed(inside)]
        elif _is_file(part):
            parts.files.append(part)
        elif shown:
            parts.texts.append(
                body_of(_text(part)) if kind == "text/html" else _text(part)
            )
    return parts


def _inside(part: Message) -> list[Message]:
    return cast("list[Message]", part.get_payload()) if part.is_multipart() else []


def _best(alternatives: list[Message]) -> Message:
    """Prefer plain text with words in it, then what is richest and comes last."""
    for one in alternatives:
        if one.get_content_type() == "text/plain" and _text(one).strip():
            return one
    rich = [
        one
        for one in alternatives
        if one.is_multipart() or one.get_content_type() == "text/html"
    ]
    return (rich or alternatives)[-1]


def _is_file(part: Message) -> bool:
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return True
    return part.get_content_type() not in {"text/plain", "text/html", "text/enriched"}


def _attached(files: list[Message], options: Options) -> Iterator[Attached]:
    for number, part in enumerate(files, 1):
        suffix = part.get_content_subtype()
        ending = f".{suffix}" if _SUFFIX.fullmatch(suffix) else ""
        name = _decoded(part.get_filename() or "") or f"attachment {number}{ending}"
        data = _bytes(part)
        if len(data) > options.most_bytes:
            most = options.most_bytes >> 20
            yield Attached(name, None, f"holds more than {most:,} MB")
        else:
            yield Attached(name, data)


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    return readable(_bytes(part), part.get_content_charset())


def readable(data: bytes, charset: str | None) -> str:
    """Decode whatever it is; a mail is not refused for its characters."""
    charset = (charset or "utf-8").lower()
    for name in ("cp1252" if charset in _NARROW else charset, "utf-8"):
        with suppress(LookupError, ValueError):
            return data.decode(name)
    if len(data) > _SHORT_BYTES:
        with suppress(UnreadableError):
            return decode(data)
    return data.decode("cp1252", "replace")


def _lines(report: Message) -> str:
    return "\n".join(f"{name}: {_decoded(str(value))}" for name, value in _raw(report))


def header(message: Message, name: str) -> str:
    found = (value for key, value in _raw(message) if key.lower() == name.lower())
    return _decoded(next(found, ""))


def _raw(message: Message) -> list[tuple[str, str]]:
    return list(message.raw_items())


def _decoded(value: str) -> str:
    """Read "=?utf-8?q?...?=", and bytes that stand there against the rules."""
    if not value.isascii():
        value = readable(value.encode("utf-8", "surrogateescape"), "utf-8")
    chunks: list[tuple[str | bytes, str | None]] = [(value, None)]
    with suppress(MessageError, ValueError):
        chunks = cast("list[tuple[str | bytes, str | None]]", decode_header(value))
    words = (
        chunk if isinstance(chunk, str) else readable(chunk, charset)
        for chunk, charset in chunks
    )
    return " ".join("".join(words).split())
