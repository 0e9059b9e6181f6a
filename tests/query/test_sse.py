"""However the bytes are cut, the events are the same."""

from itertools import chain, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import MalformedError
from pipeline.query.sse import Event, EventDecoder, LineDecoder

lines = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]))
events = st.lists(lines, min_size=1, max_size=3)
newlines = st.sampled_from(["\n", "\r\n", "\r"])
cuts = st.lists(st.integers(0, 200), max_size=8)


def decode(*pieces: bytes, end: bool = False) -> list[Event]:
    decoder = EventDecoder()
    found = [event for piece in pieces for event in decoder.feed(piece)]
    return [*found, *decoder.finish()] if end else found


@given(st.lists(events), newlines, cuts)
@example([["a\u2028b"]], "\n", [])
@example([["a", "b"]], "\r\n", [8])
@example([["a", "b"]], "\r\n", [8, 8])
def test_cuts_do_not_matter(
    payloads: list[list[str]], newline: str, cuts: list[int]
) -> None:
    stream = "".join(
        "".join(f"data: {line}{newline}" for line in payload) + newline
        for payload in payloads
    ).encode()
    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]

    found = decode(*(stream[start:end] for start, end in pairwise(edges)))

    assert [event.data for event in found] == ["\n".join(p) for p in payloads]


@given(newlines, cuts)
def test_a_stream_without_its_last_blank_line_is_whole_at_its_end(
    newline: str, cuts: list[int]
) -> None:
    for ending in ("", newline):
        stream = f"data: é{newline}{newline}data: b{newline}data: c{ending}".encode()
        edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]

        pieces = [stream[start:end] for start, end in pairwise(edges)]

        assert decode(*pieces) == [Event("é")]
        assert decode(*pieces, end=True) == [Event("é"), Event("b\nc")]


def test_an_ended_stream_ends_with_nothing_more() -> None:
    assert decode(b"data: a\n\n", end=True) == [Event("a")]
    assert decode(end=True) == []


def test_names_comments_and_unknown_fields() -> None:
    decoder = EventDecoder()
    stream = (
        b"\xef\xbb\xbfevent: ping\ndata: a\n\ndata: c\n\n: comment\n\nid: 7\n\n"
        b"data\n\nevent: x\n\n:\ndata:  d\n\n"
    )

    assert list(decoder.feed(stream)) == [
        Event("a", "ping"),
        Event("c"),
        Event(""),
        Event(" d"),
    ]
    assert decoder.comments == 2


@pytest.mark.parametrize("piece", [1 << 20, 1_000], ids=["big-pieces", "small-pieces"])
def test_a_great_event_costs_no_more_for_coming_in_pieces(piece: int) -> None:
    """Joining and splitting it anew for each piece would take minutes."""
    line = b"data: " + b"x" * (12 << 20) + b"\n\n"
    pieces = [line[start : start + piece] for start in range(0, len(line), piece)]

    [event] = decode(*pieces)

    assert len(event.data) == 12 << 20


@pytest.mark.parametrize(
    "line", [b"data: 0123456789\n", b"data: 0123456789", b"event: 0123456789\n"]
)
def test_an_event_without_end_is_refused(line: bytes) -> None:
    decoder = EventDecoder(max_event_bytes=100)
    endless = chain.from_iterable(decoder.feed(line) for _ in range(20))

    with pytest.raises(MalformedError, match="larger than 100 bytes"):
        list(endless)


def test_comments_without_end_are_no_event() -> None:
    decoder = EventDecoder(max_event_bytes=100)

    for _ in range(100):
        assert list(decoder.feed(b": keep-alive\n: again\n")) == []

    assert decoder.comments == 200


def cut(stream: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    return [stream[start:end] for start, end in pairwise(edges)]


parts = st.sampled_from(
    [
        *(b"data: a", b"data:b", b"data", b"data: \xe2\x80\xa8", b"event: x", b": hi"),
        *(b":", b"id: 7", b"\xef\xbb\xbf", b"\xff"),
        *(b"\n", b"\r\n", b"\r", b"\n\n", b"\r\r"),
    ]
)


@given(st.lists(parts, max_size=20).map(b"".join), cuts)
@example(b"\xef\xbb\xbfdata: a\n\n", [1, 2])
@example(b"data: a\r\r\ndata: b\r", [8, 9])
def test_any_bytes_are_the_same_events_however_they_are_cut(
    stream: bytes, cuts: list[int]
) -> None:
    whole, pieces = EventDecoder(), EventDecoder()
    expected = [*whole.feed(stream), *whole.finish()]

    found = [event for piece in cut(stream, cuts) for event in pieces.feed(piece)]

    assert [*found, *pieces.finish()] == expected
    assert pieces.comments == whole.comments


def test_an_event_counts_all_its_lines_and_the_next_begins_anew() -> None:
    decoder = EventDecoder(max_event_bytes=100)
    event = b"data: 0123456789\n" * 6 + b"\n"

    for _ in range(3):
        assert len(list(decoder.feed(event[:50]))) == 0
        assert len(list(decoder.feed(event[50:]))) == 1

    with pytest.raises(MalformedError, match="larger than 100 bytes"):
        list(decoder.feed(event[:-1] * 2))


def read_lines(*pieces: bytes) -> tuple[list[str], int]:
    decoder = LineDecoder()
    found = [event for piece in pieces for event in decoder.feed(piece)]
    events = [*found, *decoder.finish()]
    assert all(event.name == "message" for event in events)
    return [event.data for event in events], decoder.comments


@given(
    st.lists(lines.map(str.strip).filter(bool), max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    cuts,
)
@example(["a\u2028b"], "\r\n", False, [2, 5])
def test_lines_are_events_however_they_are_cut(
    payloads: list[str], newline: str, is_ended: bool, cuts: list[int]
) -> None:
    stream = newline.join(payloads) + (newline if is_ended and payloads else "")

    expected = [text for text in payloads if text.encode().strip()]
    assert read_lines(*cut(stream.encode(), cuts))[0] == [
        text.encode().strip().decode() for text in expected
    ]


def test_a_blank_line_among_lines_is_a_keep_alive() -> None:
    assert read_lines(b'\xef\xbb\xbf{"a": 1}\n\n\r\n{"b":', b" 2}") == (
        ['{"a": 1}', '{"b": 2}'],
        2,
    )


def test_a_line_without_end_is_refused() -> None:
    decoder = LineDecoder(max_event_bytes=100)

    assert list(decoder.feed(b"x" * 100)) == []
    with pytest.raises(MalformedError, match="larger than 100 bytes"):
        list(decoder.feed(b"x"))
    with pytest.raises(MalformedError, match="larger than 100 bytes"):
        list(LineDecoder(100).feed(b"x" * 101 + b"\n"))


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        ([b"data: a\rdata: b\n\n"], [Event("a\nb")]),
        ([b"data: a", b"data: b\n\n"], [Event("adata: b")]),
        ([b"event: x\n", b"data: a\n\n"], [Event("a", "x")]),
        ([b"data: a\n", b"data: b\n\n"], [Event("a\nb")]),
        ([b"data: a\r", b"data: b\n\n"], [Event("a\nb")]),
        ([b"data: a\r\n\r", b"data: b\n\n", b"\ndata: c\n\n"], "abc"),
        ([b"data: \n\n", b"data: a\n\n"], [Event(""), Event("a")]),
        ([b"data: a\n\n", b"\xef\xbb\xbfdata: b\n\n"], [Event("a")]),
    ],
)
def test_an_event_that_comes_in_one_piece_is_read_in_the_light_of_what_was_before(
    pieces: list[bytes], found: list[Event] | str
) -> None:
    wanted = [Event(one) for one in found] if isinstance(found, str) else found

    assert decode(*pieces) == wanted


def test_an_event_in_one_piece_has_the_same_limit() -> None:
    at_most = EventDecoder(max_event_bytes=10)

    assert list(at_most.feed(b"data: 1234\n\n")) == [Event("1234")]
    with pytest.raises(MalformedError, match="larger than 10 bytes"):
        list(at_most.feed(b"data: 12345\n\n"))
