"""What a model replied is read strictly, or not at all."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.questions.writing.reading import (
    LONGEST_REPLY,
    RejectedError,
    read_written,
)
from tests.support.writing import Shown, fields, lease_of

GOOD = fields(Shown("File: a.md, page 3", lease_of(0)[0]))
WHOLE = json.dumps(GOOD)


def changed(**changes: Any) -> str:
    return json.dumps(GOOD | changes)


@pytest.mark.parametrize(
    "reply",
    [
        WHOLE,
        json.dumps(GOOD, indent=2),
        f"The deposit is the telling fact.\n{WHOLE}\n",
        f"```json\n{WHOLE}\n```\n",
    ],
)
def test_a_reply_that_ends_with_its_object_is_read(reply: str) -> None:
    assert read_written(reply).question == GOOD["question"]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("", "no JSON object"),
        ("I can't help with that.", "no JSON object"),
        (WHOLE[:-1], "does not end with its JSON object"),
        ("[1, 2]", "no JSON object"),
        ("{" * 2_000, "too many braces"),
        (f"{WHOLE}\nI hope that this helps.", "does not end with its JSON object"),
        (f"{WHOLE}\n{WHOLE}", "2 JSON objects"),
        (f'[{WHOLE}, {{"verdict": "CORRECT"}}]', "2 JSON objects"),
        (f"{{}} {WHOLE}", "2 JSON objects"),
        (WHOLE + " " * LONGEST_REPLY + "x", "longer than"),
        (f'{WHOLE[:-1]}, "answer": "another"}}', "'answer' is given twice"),
        (changed(confidence=1), "confidence: extra inputs"),
        (json.dumps({"question": "Who?"}), "answer: field required"),
        (changed(answer_type="vibe"), "answer_type: input should be"),
        (changed(answer=17), "answer"),
        (changed(answer=[]), "answer"),
        (changed(question=""), "question: string should have at least"),
        (changed(question="?" * 2_000), "question: string should have at most"),
        (changed(unit=""), "unit: string should have"),
        (changed(quotes="all of it"), "quotes: input should be"),
        (changed(quotes=[{"passage": "1", "quote": "q"}]), "quotes.0.passage"),
        (changed(quotes=[{"passage": 1}]), "quotes.0.quote: field required"),
        (json.dumps({"unsuitable": "figures only"}), "found no question in it: figu"),
    ],
)
def test_any_other_reply_is_rejected_and_says_why(reply: str, reason: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read_written(reply)

    assert reason in str(caught.value)


@given(st.text() | st.text(alphabet='{}[]",:x '))
def test_no_reply_is_read_that_is_not_whole_and_none_raises_otherwise(
    reply: str,
) -> None:
    with pytest.raises(RejectedError):
        read_written(reply)


@given(st.integers(min_value=0, max_value=len(WHOLE) - 1))
def test_a_reply_that_is_cut_anywhere_gives_nothing(cut: int) -> None:
    with pytest.raises(RejectedError):
        read_written(WHOLE[:cut])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from(sorted(GOOD)), _JSON)
def test_whatever_a_field_holds_it_is_read_or_rejected(name: str, value: Any) -> None:
    with suppress(RejectedError):
        read_written(changed(**{name: value}))


@given(st.sampled_from(sorted(GOOD)))
def test_no_field_may_be_missing(name: str) -> None:
    short = {field: value for field, value in GOOD.items() if field != name}

    with pytest.raises(RejectedError, match=f"{name}: field required"):
        read_written(json.dumps(short))
