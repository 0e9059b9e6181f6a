"""A reply is read as its model meant it, or is malformed and says why."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.score.reading.abstention import abstains
from pipeline.score.reading.reply import Reply, read_reply


def json_of(**fields: object) -> str:
    return json.dumps(fields)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('{"answer": "1577", "status": "answered"}', "1577"),
        ('{"answer": 1577.00}', "1577.00"),
        ('{"answer": -5}', "-5"),
        ('{"answer": true}', "true"),
        ('{"answer": NaN}', "NaN"),
        ('{"answer": ["a", 2, null, " b "]}', ("a", "2", "b")),
        ('{"Answer": "x"}', "x"),
        ('Some prose.\n\n```json\n{"answer": "x"}\n```', "x"),
        ('{"answer": "first"} no, wait: {"answer": "last"}', "last"),
        ('{"answer": "x"}\n{"note": "no answer in here"}', "x"),
        ('{"answer": "x", "meta": {"status": "fine"}}', "x"),
        ('{"answer": "x"} {broken', "x"),
        ('{ {"answer": "x"}', "x"),
        ('{"answer": "two\nlines"}', "two\nlines"),
        ('<think>{"answer": "draft"}</think>{"answer": "x"}', "x"),
        ('thoughts </think> {"answer": "x"}', "x"),
        ('{"answer": "x"}<think>was that right?', "x"),
        ('{"answer": "a\\u0000b\\ud800"}', "ab?"),
        ('{"answer": "x", "status": "sure"}', "x"),
        ("Answer: 1577", "1577"),
        ("The final answer = Paris", "Paris"),
        ("```\n1577\n```", "1577"),
        ("Paris", "Paris"),
    ],
)
def test_the_answer_is_found(text: str, answer: object) -> None:
    reply = read_reply(text)

    assert (reply.status, reply.answer) == ("answered", answer)


def test_unit_and_pages_come_along_as_written() -> None:
    reply = read_reply('{"answer": 5, "unit": " USD ", "pages": [3, "iv", null, "7"]}')

    assert reply == Reply("5", "USD", ("3", "iv", "7"), "answered", "json")


@pytest.mark.parametrize(
    ("pages", "read"),
    [
        ("12, 13", ("12", "13")),
        (12, ("12",)),
        (None, ()),
        ({"page": 1}, ()),
        (["1"] * 1000, ("1",) * 100),
        (["x" * 1000], ("x" * 100,)),
    ],
)
def test_pages_of_any_shape_are_read(pages: object, read: tuple[str, ...]) -> None:
    assert read_reply(json_of(answer="x", pages=pages)).pages == read


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ('{"answer": null, "status": "not_in_document"}', "json"),
        ('{"answer": "5", "status": "Not in document"}', "json"),
        ('{"status": "not_in_document"}', "json"),
        ('{"answer": null}', "json"),
        ('{"answer": "Not in the document.", "status": "answered"}', "phrase"),
        ('{"answer": "not stated"}', "phrase"),
        ("This is not in the documents.", "phrase"),
        ("It cannot be determined from the context.", "phrase"),
        ("The documents do not say.", "phrase"),
        ("The provided documents don't mention FY2018 capex.", "phrase"),
        ("I'm sorry. The text doesn\u2019t contain this.", "phrase"),
        ("I am unable to determine the amount.", "phrase"),
        ("There is no information about this in the provided documents.", "phrase"),
        ("There is no mention of it.", "phrase"),
        ("No information is given", "phrase"),
        ("No answer", "phrase"),
        ("This is not mentioned.", "phrase"),
        ("The requested information was not provided.", "phrase"),
        ("This has not been disclosed.", "phrase"),
        ("I don't know", "phrase"),
        ("Insufficient information", "phrase"),
        ('{"answer": "None"}', "phrase"),
        ('{"answer": ["None"]}', "phrase"),
        ('{"answer": "null"}', "phrase"),
        ('{"answer": "No information available"}', "phrase"),
        ('{"answer": "N/A"}', "phrase"),
        ('{"answer": "n / a."}', "phrase"),
        ('{"answer": "Unknown"}', "phrase"),
        ('{"answer": "Not applicable"}', "phrase"),
    ],
)
def test_an_abstention_is_recognised(text: str, how: str) -> None:
    reply = read_reply(text)

    assert (reply.status, reply.answer, reply.how) == ("not_in_document", None, how)


@pytest.mark.parametrize(
    "answer",
    [
        "It was $5. The document does not say why.",
        "The documents do not say so, but it was 5.",
        "The document does not list any. Therefore, the answer is 0.",
        "not in Paris",
        "None of the above",
        "No one objected",
        "No evidence of fraud",
        "No data breaches were reported in the filing.",
        "It was not included",
        "No",
        "n",
    ],
)
def test_an_answer_with_reservations_is_still_an_answer(answer: str) -> None:
    assert not abstains(answer)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the reply is empty"),
        (" \0\n", "the reply is empty"),
        ("```\n```", "the reply is empty"),
        ("<think>never ended", "cut off in its thoughts"),
        ("<think>" * 700_000, "cut off in its thoughts"),
        ('{"answer": {"value": 5}}', "neither a text nor a list"),
        ('{"answer": [["a"]]}', "neither a text nor a list"),
        ('{"answer": ""}', "there is no answer"),
        ('{"answer": []}', "there is no answer"),
        ('{"answer": null, "status": "answered"}', "there is no answer"),
        ("...", "no letter or digit"),
        ('{"answer": "?!"}', "no letter or digit"),
        ("[" * 100_000, "no letter or digit"),
        ('{"answer": "In 1648, the', "cut off"),
        ('It was in 1648.\n{"answer": "1648", "sta', "cut off"),
        ('{"answer": "1648"', "cut off"),
        ('{"answer": 16', "cut off"),
        ('{"answer": tru', "cut off"),
        ('{"answer": "caf\\u00', "cut off"),
        ('```json\n{"answer": "1648",\n', "cut off"),
        ("Here it is:\n```json\n", "cut off"),
        ('{"answer": ' + "[" * 100_000, "cut off"),
        ('{"a":' * 40_000, "cut off"),
        ("{" * 5_000_000, "cut off"),
        ('{"answer": "' + "x" * 5_000_000, "cut off"),
    ],
)
def test_what_cannot_be_read_is_malformed_and_says_why(text: str, reason: str) -> None:
    reply = read_reply(text)

    assert reply.status == "malformed"
    assert reply.answer is None
    assert reason in (reply.reason or "")


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed in 1648 by the envoys of the",
        "The set {1, 2} has a mean of \\frac{3}{2}",
        "It prints 5:\n```python\nprint(2 + 3)",
        'The template is {"a", "b"}, so the answer is b',
        'A dict such as {"a": 1 in the code is wrong',
        "json",
    ],
)
def test_prose_without_its_last_stop_is_not_cut_off(text: str) -> None:
    assert read_reply(text).status == "answered"


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, but I can't help with that.",
        "I cannot assist with this request.",
        "I must respectfully decline to answer.",
        "As an AI language model, I cannot provide medical advice.",
        "Your request violates the usage policy.",
        '{"answer": "I won\'t help with this."}',
    ],
)
def test_declining_is_refusing(text: str) -> None:
    reply = read_reply(text)

    assert (reply.status, reply.answer) == ("refused", None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("I can't help with this, as the letter does not name him.", "not_in_document"),
        ("I can't help but notice that the clause was struck out.", "answered"),
        ("He said that he could not help with the move.", "answered"),
    ],
)
def test_not_every_cannot_help_is_refusing(text: str, status: str) -> None:
    assert read_reply(text).status == status


def test_an_answer_after_five_megabytes_of_prose_is_found() -> None:
    text = "{ and so on, " * 400_000 + '{"answer": "x"}'

    assert read_reply(text).answer == "x"


def test_a_bare_reply_is_at_most_200_characters() -> None:
    assert read_reply("x" * 200).how == "bare"
    assert read_reply("x" * 201).how == "prose"


def test_a_number_of_ten_thousand_digits_stays_text() -> None:
    assert read_reply('{"answer": ' + "9" * 10_000 + "}").answer == "9" * 10_000


@given(st.text() | st.text(alphabet='{}[]":, answerstu<think>/\\'))
def test_any_text_is_read_without_an_error(text: str) -> None:
    reply = read_reply(text)

    assert (reply.answer is None) == (reply.status != "answered")
    assert (reply.reason is None) == (reply.status != "malformed")


fields = st.fixed_dictionaries(
    {},
    optional={
        name: st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=4,
        )
        for name in ("answer", "status", "unit", "pages")
    },
)


@given(fields)
def test_any_json_is_read_without_an_error(fields: dict[str, object]) -> None:
    reply = read_reply(json.dumps(fields))

    assert reply.field.encode().decode() == reply.field
    assert len(reply.pages) <= 100


@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True), st.text(max_size=50))
def test_prose_before_the_json_does_not_matter(answer: str, prose: str) -> None:
    line = json_of(answer=answer, status="answered")

    assert read_reply(prose.replace("{", "").replace("<", "") + line) == read_reply(
        line
    )
