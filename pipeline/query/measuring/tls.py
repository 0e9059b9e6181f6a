"""TLS in memory, so that the socket stays ours to stamp."""

import asyncio
import socket
import ssl
from typing import Final

_RECORD_BYTES: Final = 2**14
_READ_BYTES: Final = 64 * 2**10


class Tls:
    """One client session; `shake_hands` must have come to its end before the rest."""

    def __init__(self, context: ssl.SSLContext, host: str) -> None:
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._session = context.wrap_bio(
            self._incoming, self._outgoing, server_hostname=host
        )
        self.closed = False
        """The other side said that nothing follows."""

    async def shake_hands(self, sock: socket.socket) -> None:
        """Raise `ssl.SSLError`, also for a certificate that is not trusted."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                self._session.do_handshake()
            except ssl.SSLWantReadError:
                await loop.sock_sendall(sock, self._outgoing.read())
                if not (data := await loop.sock_recv(sock, _READ_BYTES)):
                    message = "the connection ended during the TLS handshake"
                    raise ssl.SSLEOFError(message) from None
                self._incoming.write(data)
            except ssl.SSLError:
                await loop.sock_sendall(sock, self._outgoing.read())  # the alert
                raise
            else:
                await loop.sock_sendall(sock, self._outgoing.read())
                return

    def decrypt(self, data: bytes) -> bytes:
        """Return what can be read so far; raise `ssl.SSLError`."""
        self._incoming.write(data)
        pieces: list[bytes] = []
        try:
            while piece := self._session.read(_RECORD_BYTES):
                pieces.append(piece)
            self.closed = True
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLZeroReturnError:
            self.closed = True
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def encrypt(self, data: memoryview) -> bytes:
        self._session.write(data)
        return self._outgoing.read()

    def owed(self) -> bytes:
        """Return what the session wants to say by itself, such as a new key."""
        return self._outgoing.read() if self._outgoing.pending else b""
