"""TLS over the measuring transport, with certificates made on the spot."""

import ssl

import httpx
import pytest
import trustme

from tests.query.measuring.raw import (
    CHUNKED,
    END,
    OK,
    Peer,
    chunk,
    exchanges,
    raw_server,
)
from tests.query.measuring.trust import contexts


def answer(peer: Peer) -> None:
    while peer.request():
        peer.send(OK)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def test_tls_carries_large_bodies_and_small_pieces(authority: trustme.CA) -> None:
    theirs, ours = contexts(authority)
    bodies = [b"x" * 3_000_000, b"{}"]
    pieces = [chunk(b"y" * size) for size in (1, 20_000, 100_000)]

    def talk(peer: Peer) -> None:
        while body := peer.request():
            assert body in bodies
            peer.send(CHUNKED, *pieces, END)

    with raw_server(talk, context=theirs) as server:
        found = exchanges(server.url, bodies, context=ours)
        assert len(server.peers) == 1

    assert [len(one.content) for one in found] == [120_001, 120_001]
    assert found[0].stamps.connect_s is not None
    assert found[1].stamps.connect_s is None


@pytest.mark.parametrize("says_goodbye", [False, True])
def test_tls_that_ends(authority: trustme.CA, *, says_goodbye: bool) -> None:
    theirs, ours = contexts(authority)

    def talk(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 200 X\r\n\r\nok")
        if says_goodbye and isinstance(peer.sock, ssl.SSLSocket):
            peer.sock.unwrap()

    with raw_server(talk, context=theirs) as server:
        found = exchanges(server.url, [b"1", b"2"], context=ours, pause=0.05)

    assert [one.content for one in found] == [b"ok", b"ok"]


def test_a_certificate_that_nobody_vouches_for_is_refused(
    authority: trustme.CA,
) -> None:
    theirs, _ = contexts(authority)

    with (
        raw_server(answer, context=theirs) as server,
        pytest.raises(httpx.ConnectError, match="certificate verify failed"),
    ):
        exchanges(server.url, [b"{}"], context=ssl.create_default_context())


def test_a_certificate_for_another_name_is_refused(authority: trustme.CA) -> None:
    theirs, ours = contexts(authority, "example.org")

    with (
        raw_server(answer, context=theirs) as server,
        pytest.raises(httpx.ConnectError, match="IP address mismatch"),
    ):
        exchanges(server.url, [b"{}"], context=ours)
