"""A client of plain sockets, so that nothing of ours reads what the server wrote."""

import json
import socket
from collections.abc import Generator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

PATIENCE_S = 20.0


class Got(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@contextmanager
def connected(url: str) -> Generator[socket.socket]:
    parts = urlsplit(url)
    assert parts.hostname
    assert parts.port
    with socket.create_connection((parts.hostname, parts.port), PATIENCE_S) as sock:
        yield sock


def request(path: str, body: object = None, **headers: str) -> bytes:
    data = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
    named = {"Host": "x", **headers, "Content-Length": str(len(data))}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
    method = "GET" if body is None else "POST"
    return "\r\n".join((f"{method} {path} HTTP/1.1", *lines, "", "")).encode() + data


def receive(sock: socket.socket) -> Got:
    """Read one whole answer and nothing after it."""
    with sock.makefile("rb", buffering=0) as file:
        status = int(file.readline().split(b" ")[1])
        headers: dict[str, str] = {}
        while (line := file.readline().strip()) != b"":
            name, _, value = line.decode().partition(": ")
            headers[name.lower()] = value
        if headers.get("transfer-encoding") != "chunked":
            return Got(status, headers, _exactly(file, int(headers["content-length"])))
        body = b""
        while (size := int(file.readline() or b"-", 16)) > 0:
            body += _exactly(file, size)
            assert file.readline() == b"\r\n"
        assert file.readline() == b"\r\n"
        return Got(status, headers, body)


def _exactly(file: socket.SocketIO, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = file.read(size - len(data))
        assert more
        data += more
    return data


def ask(url: str, path: str, body: object = None, **headers: str) -> Got:
    with connected(url) as sock:
        sock.sendall(request(path, body, **headers))
        return receive(sock)
