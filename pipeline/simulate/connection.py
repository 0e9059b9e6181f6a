"""What the engine keeps of a connection, and of the answer it is carrying."""

import socket
from array import array

from pipeline.simulate.exchange import Request, Script
from pipeline.simulate.inbox import Inbox


class Playing:
    """A script being played to one connection."""

    __slots__ = ("connection", "made", "number", "over", "request", "script")

    def __init__(self, number: int, connection: "Connection", to: Request) -> None:
        self.number = number
        self.connection = connection
        self.request = to
        self.script = Script(())
        self.made: array[float] = array("d")
        self.over = False


class Connection:
    """A client, what it has sent, and what the kernel would not take yet."""

    __slots__ = ("inbox", "pending", "playing", "sock")

    def __init__(self, sock: socket.socket, number: int) -> None:
        self.sock = sock
        self.inbox = Inbox(number)
        self.playing: Playing | None = None
        self.pending: memoryview | None = None
