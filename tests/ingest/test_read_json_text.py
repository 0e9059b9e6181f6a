"""JSON and JSON lines as pages of text."""

import json

import pytest

from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Options, PageText, UnreadableError


def read(data: str | bytes, options: Options | None = None) -> list[PageText]:
    data = data.encode() if isinstance(data, str) else data
    return list(READERS[".json"].contents(data, options or Options()).pages)


def pages(data: str | bytes) -> list[tuple[str, str]]:
    return [(page.label, page.text) for page in read(data)]


RECORDS = [
    {"title": "Sales", "text": "Sales were 1,204.", "year": 2023, "draft": False},
    {"id": 7, "Content": ["one", "two"], "meta": {"tags": ["a", "b"]}},
    {"title": None, "note": "no text", "text": ""},
]
PAGES = [
    ("Sales", "Sales were 1,204.\n\ntitle: Sales\nyear: 2023\ndraft: false"),
    ("7", "one\n\ntwo\n\nid: 7\nmeta.tags[0]: a\nmeta.tags[1]: b"),
    ("3", "title: null\nnote: no text\ntext:"),
]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(json.dumps(RECORDS), id="list"),
        pytest.param(json.dumps(RECORDS, indent=2), id="indented"),
        pytest.param("\n".join(map(json.dumps, RECORDS)), id="lines"),
        pytest.param(
            "\r\n\r\n".join(map(json.dumps, RECORDS)), id="blank-lines-between"
        ),
        pytest.param(json.dumps(RECORDS).encode("utf-16"), id="utf-16"),
        pytest.param(json.dumps(RECORDS).encode("utf-8-sig"), id="bom"),
    ],
)
def test_a_record_is_a_page_its_text_first(data: str | bytes) -> None:
    assert pages(data) == PAGES


def test_a_text_is_a_page() -> None:
    assert pages('["one", "two\\nlines"]') == [("1", "one"), ("2", "two\nlines")]
    assert pages('"one"\n"two"') == [("1", "one"), ("2", "two")]


def test_any_other_json_is_listed_by_path() -> None:
    assert pages('{"a": {"b": [1.50, null, [true]]}, "c": "x"}') == [
        ("1", "a.b[0]: 1.50\na.b[1]: null\na.b[2][0]: true\nc: x")
    ]
    assert pages('[1, {"a": 2}]') == [("1", "[0]: 1\n[1].a: 2")]
    assert pages("null") == [("1", "null")]


def test_a_bad_line_is_kept_and_noted() -> None:
    found = read('{"text": "one"}\n\n{"text": \n{"text": "two"}\n' + "[" * 99_999)

    assert [(page.text, page.note) for page in found[:3]] == [
        ("one", None),
        ('{"text":', "line 3 is no JSON"),
        ("two", None),
    ]
    assert found[3].note == "line 5 nests too deep"


def test_the_first_line_may_be_the_bad_one() -> None:
    first, second = read('{"text": \n{"text": "two"}\n')

    assert (first.note, second.text) == ("line 1 is no JSON", "two")


def test_a_number_of_any_length_stands_as_written() -> None:
    long = "9" * 10_000

    assert pages(f'{{"n": {long}, "x": 1e999, "y": NaN, "z": -0.10}}') == [
        ("1", f"n: {long}\nx: 1e999\ny: NaN\nz: -0.10")
    ]


def test_half_a_character_is_replaced() -> None:
    assert pages('["\\ud83d"]') == [("1", "\ufffd")]


def test_paths_do_not_grow_without_end() -> None:
    bomb = json.dumps({"x" * 10_000: [0] * 10_000})

    (page,) = read(bomb, Options(most_characters=100_000))

    assert 100_000 < len(page.text) < 120_000


def test_records_end_where_there_is_too_much() -> None:
    found = read(json.dumps(["x" * 100] * 100), Options(most_characters=1_000))

    assert len(found) == 11


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param("[" * 100_000, "nests too deep", id="deep-list"),
        pytest.param('{"a":' * 100_000, "nests too deep", id="deep-object"),
        pytest.param('[\n  "one",\n  "two"\n', "is no JSON: .* line 3", id="cut-off"),
        pytest.param("just words", "is no JSON", id="words"),
        pytest.param("two lines\nof words", "is no JSON", id="lines-of-words"),
        pytest.param(bytes(100), "is no JSON", id="nul-bytes"),
    ],
)
def test_what_is_no_json_says_why(data: str | bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data)


def test_an_empty_file_has_one_empty_page() -> None:
    assert pages("") == pages("[]") == [("1", "")]
