import resource
import socket
import threading
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager

import pytest

from pipeline.errors import SettingsError
from pipeline.simulate.engine import LARGE_BODY, Server
from pipeline.simulate.exchange import Answer, Ending, Request, Script, Served, Write
from pipeline.simulate.framing import LAST_CHUNK, MAX_BODY, chunk, stream_head, whole
from tests.simulate.client import ask, connected, receive, request

STREAM = stream_head("text/plain")


def said(data: bytes = b"ok", after_s: float = 0.0) -> Script:
    return Script((Write(after_s, whole(200, data)),))


def streamed(pieces: int, gap_s: float) -> Script:
    writes = [Write(0, STREAM)]
    writes += [Write(i * gap_s, chunk(b"%d," % i)) for i in range(pieces)]
    return Script((*writes, Write(pieces * gap_s, LAST_CHUNK)))


def echo(received: Request) -> Script:
    return said(received.path.encode() + b" " + received.body)


@contextmanager
def serving(answer: Answer) -> Generator[tuple[Server, list[Served]]]:
    log: list[Served] = []
    with Server(answer, observer=log.append) as server:
        yield server, log


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_one_connection_carries_one_request_after_another() -> None:
    with serving(echo) as (server, log), connected(server.url) as sock:
        for path in ("/a", "/b", "/c"):
            sock.sendall(request(path))
            assert receive(sock).text == f"{path} "

    assert [served.request.connection for served in log] == [1, 1, 1]
    assert {served.ending for served in log} == {Ending.KEEP}


def test_a_request_that_comes_byte_by_byte_is_one_request() -> None:
    with serving(echo) as (server, log), connected(server.url) as sock:
        for byte in request("/slow", "body"):
            sock.sendall(bytes([byte]))
        assert receive(sock).text == '/slow "body"'

    (served,) = log
    assert served.request.begun_at < served.request.received_at


def test_pipelined_requests_are_answered_in_turn() -> None:
    with serving(echo) as (server, log), connected(server.url) as sock:
        sock.sendall(request("/a", "one") + request("/b") + request("/c", "three"))
        found = [receive(sock).text for _ in range(3)]

    assert found == ['/a "one"', "/b ", '/c "three"']
    assert len(log) == 3


def test_a_script_without_a_write_ends_all_the_same() -> None:
    script = Script((), Ending.CLOSE)
    with serving(lambda _: script) as (server, log), connected(server.url) as sock:
        sock.sendall(request("/") * 3)
        assert sock.recv(100) == b""

    assert log[0].ending is Ending.CLOSE


@pytest.mark.parametrize("ahead", [1, 10_000])
def test_many_empty_scripts_ahead_do_not_exhaust_the_stack(ahead: int) -> None:
    empty = Script((), Ending.KEEP)
    with serving(lambda _: empty) as (server, log), connected(server.url) as sock:
        sock.sendall(b"GET / HTTP/1.1\r\n\r\n" * ahead)
        until(lambda: len(log) == ahead)


def test_a_client_that_asks_for_the_end_gets_it() -> None:
    with serving(echo) as (server, log), connected(server.url) as sock:
        sock.sendall(request("/", Connection="close"))
        assert receive(sock).text == "/ "
        assert sock.recv(1) == b""

    assert log[0].ending is Ending.CLOSE


def test_a_reset_reads_as_a_reset_after_what_was_written() -> None:
    script = Script((Write(0, STREAM), Write(0.05, b"")), Ending.RESET)
    with serving(lambda _: script) as (server, log), connected(server.url) as sock:
        sock.sendall(request("/"))
        assert sock.recv(len(STREAM), socket.MSG_WAITALL) == STREAM
        with pytest.raises(ConnectionResetError):
            sock.recv(1)

    assert log[0].ending is Ending.RESET


def test_a_body_of_megabytes_comes_whole_and_beside_the_others() -> None:
    threads: list[str] = []

    def answer(received: Request) -> Script:
        threads.append(threading.current_thread().name)
        return said(b"%d" % len(received.body))

    with serving(answer) as (server, _):
        small = ask(server.url, "/", "x")
        large = ask(server.url, "/", "x" * 4_000_000)

    assert (small.text, large.text) == ("3", "4000002")
    assert threads[0] != threads[1]


def test_a_reader_that_waits_gets_every_byte_in_order() -> None:
    block = bytes(range(256)) * 4_096
    script = Script((Write(0, STREAM), *(Write(0, chunk(block)),) * 12))
    script = Script((*script.writes, Write(0, LAST_CHUNK)))
    with serving(lambda _: script) as (server, log), connected(server.url) as sock:
        sock.sendall(request("/"))
        with connected(server.url) as other:  # served all the while
            other.sendall(request("/"))
            assert receive(other).body == block * 12
        assert receive(sock).body == block * 12

    slow = next(served for served in log if served.request.connection == 1)
    assert len(slow.made) == 14
    assert slow.lateness_s > 0


def test_a_client_that_leaves_is_logged_as_gone() -> None:
    with serving(lambda _: streamed(10_000, 0.01)) as (server, log):
        with connected(server.url) as sock:
            sock.sendall(request("/"))
            sock.recv(10)
        until(lambda: log)

    assert log[0].ending is Ending.GONE
    assert 0 < len(log[0].made) < 10_002


def test_writes_are_made_in_order_and_never_early() -> None:
    with serving(lambda _: streamed(20, 0.005)) as (server, log):
        assert ask(server.url, "/").text == ",".join(map(str, range(20))) + ","

    (served,) = log
    assert len(served.made) == len(served.due) == 22
    assert list(served.made) == sorted(served.made)
    assert all(a >= d for a, d in zip(served.made, served.due, strict=True))
    assert served.lateness_s == max(
        a - d for a, d in zip(served.made, served.due, strict=True)
    )


def test_a_late_write_does_not_shift_those_after_it() -> None:
    def answer(_: Request) -> Script:
        time.sleep(0.15)
        return streamed(30, 0.01)

    with serving(answer) as (server, log):
        ask(server.url, "/")

    (served,) = log
    assert served.made[0] - served.due[0] >= 0.15
    assert served.made[-1] - served.due[-1] < 0.15


def test_two_hundred_streams_are_served_at_once() -> None:
    with serving(lambda _: streamed(10, 0.1)) as (server, log), ExitStack() as open_:
        socks = [open_.enter_context(connected(server.url)) for _ in range(200)]
        for sock in socks:
            sock.sendall(request("/"))
        texts = {receive(sock).text for sock in socks}

    assert texts == {"0,1,2,3,4,5,6,7,8,9,"}
    assert len(log) == 200
    assert max(s.made[0] for s in log) < min(s.made[-1] for s in log)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        (b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (MAX_BODY + 1), 413),
        (b"GET / HTTP/1.1\r\nx: " + b"y" * 70_000, 431),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_status(sent: bytes, status: int) -> None:
    with serving(echo) as (server, log), connected(server.url) as sock:
        sock.sendall(sent)
        assert receive(sock).status == status

    assert log == []


def test_a_client_that_waits_for_leave_to_send_its_body_gets_it() -> None:
    with serving(echo) as (server, _), connected(server.url) as sock:
        head, _, data = request("/", "body", Expect="100-continue").partition(
            b"\r\n\r\n"
        )
        sock.sendall(head + b"\r\n\r\n")
        assert sock.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sock.sendall(data)
        assert receive(sock).text == '/ "body"'


def test_a_client_that_sends_far_ahead_is_left() -> None:
    script = Script((Write(60, whole(200, b"ok")),))
    ahead = request("/", "x" * 10_000) * 1_000
    with (
        serving(lambda _: script) as (server, log),
        connected(server.url) as sock,
        pytest.raises(OSError, match=r"reset|Broken pipe|aborted"),
    ):
        sock.sendall(ahead)

    assert log[0].ending is Ending.GONE


def test_without_a_descriptor_a_client_waits_until_one_is_free() -> None:
    with serving(echo) as (server, _), ExitStack() as held:
        socks = [held.enter_context(socket.socket()) for _ in range(8)]
        with descriptors(3):
            for sock in socks:
                sock.settimeout(20)
                sock.connect(("127.0.0.1", int(server.url.rpartition(":")[2])))
            socks[-1].sendall(request("/late"))
            until(lambda: server._full)
            for sock in socks[:-1]:
                sock.close()
            assert receive(socks[-1]).text == "/late "


@contextmanager
def descriptors(more: int) -> Generator[None]:
    """Allow so many more than are in use."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with socket.socket() as next_one:
        highest = next_one.fileno()
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest + more, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("size", [10, LARGE_BODY])
def test_an_error_of_the_script_is_said_and_raised_at_the_end(size: int) -> None:
    def answer(_: Request) -> Script:
        raise KeyError(size)

    found: list[int] = []
    with pytest.raises(KeyError), serving(answer) as (server, _):
        found += [ask(server.url, "/", "x" * size).status for _ in range(2)]

    assert found == [500, 500]


def test_an_error_of_the_observer_is_raised_at_the_end() -> None:
    def observe(_: Served) -> None:
        message = "disk full"
        raise OSError(message)

    texts: list[str] = []
    with (
        pytest.raises(OSError, match="disk full"),
        Server(echo, observer=observe) as server,
    ):
        texts += [ask(server.url, "/a").text for _ in range(2)]

    assert texts == ["/a ", "/a "]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "localhost"])
def test_an_address_that_others_can_reach_is_refused(host: str) -> None:
    with pytest.raises(SettingsError, match=r"choose 127\.0\.0\.1 or ::1"):
        Server(echo, host=host)


def test_the_other_loopback_is_served_too() -> None:
    try:
        server = Server(echo, host="::1")
    except SettingsError:
        pytest.skip("no IPv6 here")
    with server:
        assert server.url.startswith("http://[::1]:")
        assert ask(server.url, "/six").text == "/six "


def test_a_port_that_is_taken_is_an_error_that_names_it() -> None:
    with serving(echo) as (server, _):
        port = int(server.url.rpartition(":")[2])
        with pytest.raises(SettingsError, match=str(port)):
            Server(echo, port=port)
