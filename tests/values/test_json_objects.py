"""JSON objects are found in whatever stands around them."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.json_objects import outermost_objects

_AROUND = st.text(alphabet=st.characters(exclude_characters='{}[]"'), max_size=20)
_OBJECTS = st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=3)


@given(st.lists(st.tuples(_AROUND, _OBJECTS), max_size=4), _AROUND)
def test_every_object_is_found_where_it_stands(
    pieces: list[tuple[str, dict[str, Any]]], after: str
) -> None:
    said = "".join(f"{before}{json.dumps(one)}" for before, one in pieces) + after

    found = outermost_objects(said)

    assert found is not None
    assert [dict(one.pairs) for one in found] == [one for _, one in pieces]
    assert [json.loads(said[one.start : one.end]) for one in found] == [
        one for _, one in pieces
    ]


def test_a_key_given_twice_is_seen_and_what_is_within_is_not_outermost() -> None:
    found = outermost_objects('{"a": 1, "a": {"b": 2}} {torn') or []

    assert [[name for name, _ in one.pairs] for one in found] == [["a", "a"]]


def test_too_many_braces_are_not_tried() -> None:
    assert outermost_objects("{" * 1_001) is None
    assert outermost_objects("{" * 1_000) == []
