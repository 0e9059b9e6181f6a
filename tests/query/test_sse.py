"""However the bytes are cut, the events are the same."""

from itertools import chain, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import MalformedError
from pipeline.query.sse import Event, EventDecoder

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
