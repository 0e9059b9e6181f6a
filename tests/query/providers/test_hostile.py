"""Whatever a server sends is read, or is malformed: it never breaks the reader."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import CallError, MalformedError
from pipeline.query import providers
from pipeline.query.providers import PROVIDERS
from pipeline.query.providers.reading import DEEPEST, count, parse
from pipeline.query.replies.reply import Listener
from pipeline.query.sse import Event
from tests.query.providers.wires import ASK, NOW, reply, sealed, times

SOURCES = Path(str(providers.__file__)).parent.glob("*.py")
WORDS = sorted({w for s in SOURCES for w in re.findall(r'"([\w.]+)"', s.read_text())})
"""Every name and every value that some dialect looks for."""

words = st.sampled_from(WORDS)
numbers = st.one_of(
    st.integers(-(10**40), 10**40), st.floats(), st.sampled_from([2**63, 1e300, -1])
)
texts = st.one_of(words, st.text(max_size=9), st.just("\ud83d"), st.just("<think>"))
leaves = st.one_of(st.none(), st.booleans(), numbers, texts)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=6)
    ),
    max_leaves=25,
)
objects = st.dictionaries(words, values, max_size=8)


@pytest.mark.parametrize("dialect", PROVIDERS)
@settings(max_examples=50)
@given(steps=st.lists(st.one_of(objects, values), max_size=4))
def test_any_json_is_read_or_malformed(dialect: str, steps: list[Any]) -> None:
    listener = Listener()
    for at, step in enumerate(steps, 1):
        try:
            deltas = PROVIDERS[dialect].decode(Event(json.dumps(step)), ASK)
        except MalformedError:
            continue
        for delta in deltas:
            if delta.error is None:
                listener.hear(delta, at)
            else:
                sealed(dialect).refused(None, delta.error, {}, NOW)

    heard = listener.reply()
    for said in (heard.answer, heard.reasoning, heard.refusal, heard.usage_raw or ""):
        said.encode()  # no half of a surrogate pair is left
    for number in heard.usage.model_dump(exclude_none=True).values():
        assert 0 <= number < 2**63
    times(listener)


@pytest.mark.parametrize("dialect", PROVIDERS)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_malformed(dialect: str, data: bytes) -> None:
    for content_type in ("text/event-stream", "application/json", ""):
        try:
            reply(dialect, data, [50, 100], content_type=content_type)
        except CallError:
            continue


@given(st.one_of(values, st.text(), st.binary().map(lambda b: b.decode("latin-1"))))
def test_any_error_body_has_a_meaning(body: Any) -> None:
    text = body if isinstance(body, str) else json.dumps(body)
    for status in (None, 400, 429, 500):
        assert sealed("openai-chat").refused(status, text, {}, NOW).kind


@pytest.mark.parametrize("dialect", PROVIDERS)
@pytest.mark.parametrize("opening", ["[", '{"a":', '{"error":', '[{"error":'])
def test_deep_nesting_is_malformed(dialect: str, opening: str) -> None:
    with pytest.raises(MalformedError):
        PROVIDERS[dialect].decode(Event(opening * 50_000), ASK)


@pytest.mark.parametrize("inner", ["[%s]", '{"a":%s}'])
def test_nesting_that_is_closed_again_is_malformed_too(inner: str) -> None:
    def nested(times: int) -> str:
        text = "1"
        for _ in range(times):
            text = inner % text
        return text

    assert parse(nested(DEEPEST), "a test")
    assert parse(json.dumps(["[" * 5_000]), "a test"), (
        "brackets in a text are no tables"
    )
    for depth in (DEEPEST + 1, 900):  # as many as orjson and Python read
        with pytest.raises(MalformedError, match="nested more than"):
            parse(f'{{"usage":{nested(depth)}}}', "a test")


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ('"\\ud83d"', "\ufffd"),
        ('"\\ude00"', "\ufffd"),
        ('"\\ud83d\\ude00 \\ud83d"', "\U0001f600 \ufffd"),
        ('"\\\\ud83d \\ud83d"', "\\ud83d \ufffd"),
        ('"\\ud83d\\n"', "\ufffd\n"),
        ("[NaN, Infinity, 1]", [None, None, 1]),
    ],
)
def test_json_that_is_nearly_json_is_read(data: str, value: object) -> None:
    assert parse(data, "a test") == value


@given(st.text())
def test_a_text_is_read_as_it_was_sent(text: str) -> None:
    sent = "".join(c for c in text if not "\ud800" <= c <= "\udfff")

    assert parse(json.dumps(sent), "a test") == sent
    assert parse(json.dumps(sent, ensure_ascii=False), "a test") == sent


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0, 0),
        (7, 7),
        (7.0, 7),
        (7.5, None),
        (-1, None),
        (True, None),
        ("7", None),
        (1e300, None),
        (float("nan"), None),
        (float("inf"), None),
        (2**63, None),
    ],
)
def test_a_count_is_a_count(value: object, number: int | None) -> None:
    assert count(value) == number
