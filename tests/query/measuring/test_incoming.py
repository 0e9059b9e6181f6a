"""A response from bytes: where its head and its body end, however they are cut."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.query.measuring.body import MAX_LINE_BYTES
from pipeline.query.measuring.head import MAX_HEAD_BYTES, BadResponseError
from pipeline.query.measuring.incoming import Incoming

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def fed(*pieces: bytes) -> tuple[Incoming, bytes]:
    incoming = Incoming()
    content = b"".join(incoming.feed(p, float(at)) for at, p in enumerate(pieces))
    return incoming, content


def head(*lines: bytes, version: bytes = b"1.1", status: bytes = b"200") -> Incoming:
    first = b"HTTP/%s %s X" % (version, status)
    return fed(b"\r\n".join([first, *lines, b"", b""]))[0]


@st.composite
def cut(draw: st.DrawFn, data: bytes) -> list[bytes]:
    places = sorted(draw(st.sets(st.integers(1, len(data) - 1))))
    return [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]


WHOLE = (
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n"
    b"HTTP/1.1 200 \r\nA: 1\r\na:  2 \r\nfold: ed\r\n  line\r\n"
    b"transfer-encoding: Chunked\r\n\r\n"
    b'5\r\nhello\r\n000B ; x="y"\r\n, \r\n world!\r\n1\n\n\n0\r\nTrailer: t\r\n\r\n'
)


@given(cut(WHOLE))
def test_any_cut_of_a_chunked_response_is_read_the_same(pieces: list[bytes]) -> None:
    incoming, content = fed(*pieces)

    assert content == b"hello, \r\n world!\n"
    assert incoming.head is not None
    assert incoming.head.status == 200
    assert incoming.head.headers == [
        (b"a", b"1"),
        (b"a", b"2"),
        (b"fold", b"ed line"),
        (b"transfer-encoding", b"Chunked"),
    ]
    assert incoming.ended
    assert incoming.keeps_alive


@pytest.mark.parametrize(
    ("pieces", "content"),
    [
        ([b"2\r\nhi\r\n", b"0\r\n\r\n"], b"hi"),
        ([b"4\r\n\r\n\r\n\r\n", b"2\r\nhi\r\n", b"0\r\n\r\n"], b"\r\n\r\nhi"),
        ([b"8\r\nabc\r\n", b"2\r\n\r\n", b"0\r\n\r\n"], b"abc\r\n2\r\n"),
        ([b"2\r\nhi\r\n1\r\n!\r\n", b"0\r\n", b"\r\n"], b"hi!"),
        ([b"0\r\n", b"2\r\nhi\r\n", b"\r\n"], b""),
    ],
)
def test_reads_that_look_like_whole_chunks(pieces: list[bytes], content: bytes) -> None:
    incoming, found = fed(CHUNKED, *pieces)

    assert found == content
    assert incoming.keeps_alive


def test_the_first_byte_is_that_of_the_final_response() -> None:
    incoming, _ = fed(
        b"HTTP/1.1 100 C\r\n", b"\r\n", b"\r\n", b"H", b"TTP/1.1 204 X\r\n\r\n"
    )

    assert incoming.first_byte == 3.0
    assert incoming.ended


@pytest.mark.parametrize(
    ("lines", "more", "length", "kept"),
    [
        ([b"content-length: 3"], {}, 3, True),
        ([b"content-length: 3, 3", b"content-length: 3"], {}, 3, True),
        ([b"content-length: 3", b"connection: x, Close"], {}, 3, False),
        ([b"content-length: 3"], {"version": b"1.0"}, 3, False),
        (
            [b"content-length: 3", b"connection: keep-alive"],
            {"version": b"1.0"},
            3,
            True,
        ),
        ([], {}, None, False),
        ([b"content-length: 9"], {"status": b"204"}, 0, True),
        ([b"transfer-encoding: chunked"], {"status": b"304"}, 0, True),
        ([b"transfer-encoding: chunked", b"content-length: 3"], {}, None, False),
    ],
)
def test_how_long_a_body_is_and_whether_another_may_follow(
    lines: list[bytes], more: dict[str, bytes], length: int | None, *, kept: bool
) -> None:
    found = head(*lines, **more).head

    assert found is not None
    assert (found.length, found.keeps_alive) == (length, kept)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"HTTP/2 200\r\n\r\n", id="another-version"),
        pytest.param(b"HTTP/1.1 2000 X\r\n\r\n", id="no-status"),
        pytest.param(b"HTTP/1.1 099 X\r\n\r\n", id="no-class"),
        pytest.param(b"SSH-2.0-OpenSSH\r\n", id="another-protocol"),
        pytest.param(b"HTTP/1.1 101 X\r\n\r\n", id="a-switch"),
        pytest.param(b"HTTP/1.1 200 X\r\nno colon\r\n\r\n", id="no-colon"),
        pytest.param(b"HTTP/1.1 200 X\r\na b: c\r\n\r\n", id="a-name-with-a-space"),
        pytest.param(b"HTTP/1.1 200 X\r\na: b\0\r\n\r\n", id="a-null"),
        pytest.param(
            b"HTTP/1.1 200 X\r\ntransfer-encoding: gzip, chunked\r\n\r\n", id="gzip"
        ),
        pytest.param(
            b"HTTP/1.1 200 X\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
            id="two-lengths",
        ),
        pytest.param(b"HTTP/1.1 200 X\r\ncontent-length: -1\r\n\r\n", id="negative"),
        pytest.param(b"HTTP/1.1 200 X\r\na: " + b"x" * MAX_HEAD_BYTES, id="huge"),
        pytest.param(b"HTTP/1.1 103 X\r\na: b\r\n\r\n" * 4_000, id="many-interims"),
        pytest.param(CHUNKED + b"+5\r\n", id="a-signed-size"),
        pytest.param(CHUNKED + b"0x5\r\n", id="a-size-with-a-prefix"),
        pytest.param(CHUNKED + b"\r\n", id="no-size"),
        pytest.param(CHUNKED + b"f" * 16 + b"\r\n", id="an-enormous-size"),
        pytest.param(CHUNKED + b"1\r\nab\r\n", id="longer-than-its-size"),
        pytest.param(CHUNKED + b"1;" + b"x" * MAX_LINE_BYTES, id="a-long-extension"),
        pytest.param(
            CHUNKED + b"0\r\n" + b"a: b\r\n" * MAX_HEAD_BYTES, id="an-endless-trailer"
        ),
    ],
)
@pytest.mark.parametrize("size", [64 * 1024, 1_000])
def test_what_is_no_response_is_refused(text: bytes, size: int) -> None:
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    with pytest.raises(BadResponseError):
        fed(*pieces)


@pytest.mark.parametrize("end", [b"x\r\n\r\n", b"\0\r\n\r\n"])
def test_a_header_of_spaces_takes_no_time(end: bytes) -> None:
    spaces = b" " * (MAX_HEAD_BYTES - 100)
    text = b"HTTP/1.1 204 X\r\na:x" + spaces + end
    spent_s = time.process_time()

    with suppress(BadResponseError):
        fed(text)

    assert time.process_time() - spent_s < 1.0, "its time grows with its square"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"HTTP/1.1 200",
        b"HTTP/1.1 100 X\r\n\r\n",
        b"HTTP/1.1 200 X\r\ncontent-length: 3\r\n\r\nab",
        CHUNKED,
        CHUNKED + b"1\r\na\r\n",
        CHUNKED + b"0\r\n",
    ],
)
def test_an_end_too_early_is_an_error(text: bytes) -> None:
    incoming, _ = fed(text)

    assert not incoming.ended
    with pytest.raises(BadResponseError, match="the connection ended"):
        incoming.finish()


def test_a_body_without_a_length_ends_with_the_connection() -> None:
    incoming, content = fed(b"HTTP/1.1 200 X\r\n\r\nab", b"c")
    assert not incoming.ended

    incoming.finish()

    assert content == b"abc"
    assert incoming.ended
    assert not incoming.keeps_alive


@pytest.mark.parametrize("body", [CHUNKED + b"0\r\n\r\n", b"HTTP/1.1 204 X\r\n\r\n"])
def test_what_nobody_asked_for_makes_a_connection_unusable(body: bytes) -> None:
    assert fed(body)[0].keeps_alive
    assert not fed(body + b"HTTP/1.1 200 X\r\n")[0].keeps_alive
    assert not fed(body, b"x")[0].keeps_alive
