"""HTTP/1.1 on the server's side: heads read, whole answers and chunks built.

RFC 9112, as far as a model's API needs it: a request has a Content-Length or no body,
an answer a Content-Length or chunks. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

MAX_BODY: Final = 64 * 2**20
MAX_HEAD: Final = 64 * 2**10
END_OF_HEAD: Final = b"\r\n\r\n"
LAST_CHUNK: Final = b"0\r\n\r\n"
CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
NO_HEADERS: Final[Mapping[str, str]] = {}
_OVERLOADED: Final = 529  # Anthropic's own, in no registry


class RequestError(Exception):
    """A request that cannot be read; `status` is what to say before hanging up."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class Head:
    method: str
    path: str
    headers: Mapping[str, str]
    length: int
    """Bytes of the body."""


def read_head(data: bytes) -> Head:
    """Read everything before the empty line."""
    first, *lines = data.decode("latin-1").split("\r\n")
    parts = first.split(" ")
    if len(parts) != 3 or not parts[2].startswith("HTTP/1."):  # noqa: PLR2004
        raise RequestError(400, f"not a request line: {first[:100]!r}")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Head(parts[0], parts[1], headers, _length(headers))


def _length(headers: Mapping[str, str]) -> int:
    if "transfer-encoding" in headers:
        raise RequestError(411, "send a Content-Length; no chunked requests here")
    given = headers.get("content-length", "0")
    if not (given.isascii() and given.isdigit()):
        raise RequestError(400, f"not a Content-Length: {given[:100]!r}")
    if int(given) > MAX_BODY:
        raise RequestError(413, f"{given} bytes; at most {MAX_BODY:,} are taken")
    return int(given)


def head(status: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} {_reason(status)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + END_OF_HEAD


def stream_head(media_type: str, headers: Mapping[str, str] = NO_HEADERS) -> bytes:
    """Open an answer that comes in chunks; `LAST_CHUNK` ends it."""
    kind = {"content-type": media_type, "transfer-encoding": "chunked"}
    return head(200, {**kind, **headers})


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def whole(
    status: int,
    body: bytes,
    headers: Mapping[str, str] = NO_HEADERS,
    media_type: str = "application/json",
) -> bytes:
    size = {"content-type": media_type, "content-length": str(len(body))}
    return head(status, {**size, **headers}) + body


def read_answer(data: bytes) -> tuple[int, bytes]:
    """Take a whole answer of this module apart again: its status and its body.

    Of an answer that ends too early, as much of the body as there is.
    """
    head_, _, rest = data.partition(END_OF_HEAD)
    first, *lines = head_.decode("latin-1").split("\r\n")
    status = int(first.split(" ")[1]) if first else 0
    if not any(line.lower() == "transfer-encoding: chunked" for line in lines):
        return status, rest
    body = b""
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        body += rest[: int(size, 16)]
        rest = rest[int(size, 16) + 2 :]
    return status, body


def _reason(status: int) -> str:
    if status == _OVERLOADED:
        return "Overloaded"
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Status"
