"""A listener that only this machine can reach, and a wait counted in microseconds.

`selectors` waits in whole milliseconds where it uses epoll. Its descriptor can itself
be waited for with `select`, which counts in microseconds.
"""

import ipaddress
import select
import selectors
import socket
from collections.abc import Callable
from typing import Final

from pipeline.errors import SettingsError

_BACKLOG: Final = 4_096
_SELECTABLE: Final = 1_024  # what select() can name


def listener(host: str, port: int) -> socket.socket:
    """Bind an address of this machine's loopback; refuse any other."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError as error:
        message = f"{host!r} is no address; choose 127.0.0.1 or ::1"
        raise SettingsError(message) from error
    if not address.is_loopback:
        message = (
            f"{host} can be reached from other machines, and a scripted server has no "
            "keys; choose 127.0.0.1 or ::1"
        )
        raise SettingsError(message)
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET  # noqa: PLR2004
    try:
        made = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        message = (
            f"cannot listen at {host} port {port}: {error.strerror}; "
            "--port names another, and 0 takes any that is free"
        )
        raise SettingsError(message) from error
    made.settimeout(0)
    return made


def waiter(selector: selectors.BaseSelector) -> Callable[[float | None], bool]:
    """Return what waits for sockets, at most so many seconds, and says if any is."""
    number = getattr(selector, "fileno", lambda: _SELECTABLE)()
    if number >= _SELECTABLE:
        return lambda wait: bool(selector.select(wait))

    def waited(wait: float | None) -> bool:
        return bool(select.select([number], [], [], wait)[0])

    return waited
