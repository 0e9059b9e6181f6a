"""The head of an HTTP/1.1 response (RFC 9112), read from bytes. Pure."""

import re
from dataclasses import dataclass
from typing import Final

MAX_HEAD_BYTES: Final = 64 * 2**10
HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
_STATUS: Final = re.compile(rb"HTTP/1\.([01]) ([1-9][0-9]{2})(?: ([^\r\n\0]*))?")
_FIELD: Final = re.compile(rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([^\r\n\0]*)")
_FOLD: Final = re.compile(rb"\r?\n[ \t]+")
_LINE_END: Final = re.compile(rb"\r?\n")
_DIGITS: Final = re.compile(rb"[0-9]{1,19}")
_SHOWN: Final = 80
_NO_BODY: Final = frozenset({204, 304})


class BadResponseError(Exception):
    """Bytes that are no HTTP/1.1 response."""


@dataclass(frozen=True, slots=True)
class Head:
    status: int
    reason: bytes
    headers: list[tuple[bytes, bytes]]
    keeps_alive: bool
    """The connection may carry another request."""
    length: int | None
    """Bytes of the body; `None`: it ends by itself (chunked), or with the connection"""
    chunked: bool

    @property
    def is_interim(self) -> bool:
        return self.status < 200  # noqa: PLR2004 - the class of statuses


def read_head(text: bytes) -> Head:
    """Read what comes before the blank line; raise `BadResponseError`."""
    first, *lines = _LINE_END.split(_FOLD.sub(b" ", text))
    status = _STATUS.fullmatch(first)
    if status is None:
        message = f"a response that begins with {first[:_SHOWN]!r}"
        raise BadResponseError(message)
    code = int(status[2])
    headers = [_field(line) for line in lines]
    chunked = _is_chunked(headers)
    length = 0 if code in _NO_BODY else None if chunked else _length(headers)
    tokens = _tokens(headers, b"connection")
    is_old = status[1] == b"0"
    kept = b"keep-alive" in tokens if is_old else b"close" not in tokens
    both = chunked and any(name == b"content-length" for name, _ in headers)
    return Head(
        status=code,
        reason=status[3] or b"",
        headers=headers,
        keeps_alive=kept and not both and (chunked or length is not None),
        length=length,
        chunked=chunked and code not in _NO_BODY,
    )


def _field(line: bytes) -> tuple[bytes, bytes]:
    field = _FIELD.fullmatch(line)
    if field is None:
        message = f"a header line that is none: {line[:_SHOWN]!r}"
        raise BadResponseError(message)
    return field[1].lower(), field[2].strip(b" \t")


def _tokens(headers: list[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    values = b",".join(value for key, value in headers if key == name)
    return [token.strip().lower() for token in values.split(b",") if token.strip()]


def _is_chunked(headers: list[tuple[bytes, bytes]]) -> bool:
    codings = _tokens(headers, b"transfer-encoding")
    if codings not in ([], [b"chunked"]):
        message = f"the transfer-encoding {b', '.join(codings)[:_SHOWN]!r}"
        raise BadResponseError(message)
    return bool(codings)


def _length(headers: list[tuple[bytes, bytes]]) -> int | None:
    """Return the one length that is given, however often (RFC 9110 section 8.6)."""
    lengths = set(_tokens(headers, b"content-length"))
    if not lengths:
        return None
    [length, *others] = lengths
    if others or not _DIGITS.fullmatch(length):
        message = f"the content-length {b', '.join(sorted(lengths))[:_SHOWN]!r}"
        raise BadResponseError(message)
    return int(length)
