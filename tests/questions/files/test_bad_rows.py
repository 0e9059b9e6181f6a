"""A row that is none costs itself alone, and says where it is and why."""

import gzip
import json
import tracemalloc
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.questions.files import (
    base,
    json_document,
    json_lines,
    rows_of,
    table,
    unpacking,
    yaml_text,
)
from pipeline.questions.files.base import Found
from pipeline.questions.reading import read_rows
from pipeline.questions.stage import read_questions
from pipeline.records import content_id

GOOD = '{"id": "good", "question": "Q", "answer": "x", "doc": "a", "page": 1}'


def rejected(rows: Iterable[Found]) -> list[tuple[int, str]]:
    """Return line and place and reason of each row but the good one, which is read."""
    read = read_rows(rows, "set")
    assert [question.id for question in read.questions] == ["good"]
    return [
        (one.line, f"{one.place}: {one.reason}" if one.place else one.reason)
        for one in read.rejected
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"question": "Q', "not JSON: Unterminated string starting at character 14"),
        ('{"a": "b\tc"}', "not JSON: Invalid control character at character 9"),
        ("null", "null, where an object is wanted"),
        ("7.5", "a number, where an object is wanted"),
        ('"Q"', "a text, where an object is wanted"),
        ('{"question": ' + "[" * 200, "not JSON"),
        (
            '{"question": ' + "[" * 200 + "]" * 200 + "}",
            "nested more than 100 levels deep",
        ),
        ("[" * 100_000, "nested more than 100 levels deep"),
        ('{"question": "Q", "answer": NaN}', "'answer' is nan, which is no value"),
        ('{"input": "Q", "target": -Infinity}', "'target' is -inf"),
        (
            '{"question": "Q\\u0000", "answer": "x"}',
            "'question' holds a NUL character, at character 2",
        ),
        (
            '{"question": "Q", "answer": "\\ud83d!"}',
            "'answer' holds half of a character, '\\ud83d', at character 1",
        ),
        ('{"question": "Q", "answer": [["x"]]}', "'answer' should be text, not list"),
        ('{"question": "Q", "answer": "x", "evidence": "[{"}', "as JSON"),
        ('{"question": "Q", "unanswerable": "perhaps"}', "should be true or false"),
    ],
)
def test_a_bad_line_of_json_says_why(line: str, reason: str) -> None:
    ((number, said),) = rejected(json_lines.read(StringIO(f"{line}\n{GOOD}\n")))

    assert number == 1
    assert reason in said


def test_an_integer_of_any_length_stays_what_it_was() -> None:
    (row,) = json_lines.read(StringIO('{"id": 1' + "0" * 9_999 + "}"))

    assert row.row == {"id": "1" + "0" * 9_999}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f'[{GOOD},\n 3,\n null,\n "x"]',
            [(2, "a number"), (3, "null"), (4, "a text")],
        ),
        (f'[\n{GOOD},\n{{"a": tru}}]', [(3, "not JSON: Expecting value on line 3; n")]),
        (f"[{GOOD}\n{GOOD}]", [(2, "not JSON: ',' is wanted, not '{'; nothing after")]),
        (f"[{GOOD},", [(1, "not JSON: Expecting value on line 1; nothing after")]),
        (f"[{GOOD}", [(1, "not JSON: ',' is wanted, not the end of the file")]),
        (f"[{GOOD}] x", [(1, "not JSON: 'x' after its end; nothing after it is read")]),
        (f"[{GOOD}, " + "[" * 100_000, [(1, "nested more than 100 levels deep; noth")]),
        (f'{{"data": [{GOOD},\n7]}}', [(2, "data[1]: a number, where an object")]),
        (f'{{"data": [{GOOD}], "x"}}', [(1, "not JSON: ':' is wanted, not '}'")]),
    ],
)
def test_a_bad_item_of_a_document_says_where(
    text: str, expected: list[tuple[int, str]]
) -> None:
    found = rejected(json_document.read(StringIO(text)))

    assert [line for line, _ in found] == [line for line, _ in expected]
    for (_, said), (_, wanted) in zip(found, expected, strict=True):
        assert said.startswith(wanted)


def test_a_bad_record_of_a_table_says_where() -> None:
    text = (
        "question,answer,doc,page,id\n"
        '"two\nlines",x,a,1,good\n'
        '"torn"x,y,a,1\n'
        "Q,x,a,1,i,more\n"
        "\n,,,,\n"
        "Q,x,a\n"
        '"never closed,x'
    )

    assert rejected(table.read(StringIO(text, newline=""))) == [
        (4, "not CSV: ',' expected after '\"'"),
        (5, "6 cells, and the header names 5"),
        (8, "no evidence: give 'document', and 'page' or 'quote'"),
        (9, "not CSV: unexpected end of data"),
    ]


def test_a_bad_item_of_yaml_says_where() -> None:
    text = (
        f"- {GOOD}\n"
        "- &a [x]\n"
        "- question: *a\n"
        "- question: !!python/object/apply:os.system [ls]\n"
        "- question: Q\n  answer:\n    - {a: b}\n"
        "- *a\n"
        "- " + "[" * 300 + "]" * 300 + "\n"
        f"- question: {'[' * 200}{']' * 200}\n"
        "- question: [\n"
    )

    assert rejected(yaml_text.read(StringIO(text))) == [
        (2, "a list, where an object is wanted"),
        (3, "the alias *a, which is not followed: write it out"),
        (
            4,
            (
                "the tag 'tag:yaml.org,2002:python/object/apply:os.system', which is "
                "not read"
            ),
        ),
        (5, "'answer' should be text, not dict"),
        (8, "the alias *a, which is not followed: write it out"),
        (9, "a list, where an object is wanted"),
        (10, "nested more than 100 levels deep"),
        (
            12,
            "not YAML: did not find expected node content; nothing after it is read",
        ),
    ]


def test_a_few_aliases_of_aliases_are_no_row_of_any_size() -> None:
    doubled = "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
    bomb = f"a0: &a0 [x]\n{doubled}question: *a59\n---\n{GOOD}\n"

    ((line, reason),) = rejected(yaml_text.read(StringIO(bomb)))

    assert line == 1
    assert "the alias *a0" in reason


@pytest.mark.parametrize("reader", [json_lines, json_document, table, yaml_text])
def test_a_row_that_is_too_long_is_passed_over(
    reader: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (json_lines, json_document, table, yaml_text):
        monkeypatch.setattr(module, "LONGEST_ROW", 1_000)
    long = json.dumps({"question": "Q" * 500_000})
    text = {
        json_lines: f"{long}\n{GOOD}\n",
        json_document: f"[{GOOD}, {long}" + " " * 200_000,
        table: f"question,answer,doc,page,id\nQ,x,a,1,good\n{long},x,a,1,i\n",
        yaml_text: f"- {GOOD}\n- {long}\n",
    }[reader]

    found = list(reader.read(StringIO(text)))

    assert [one.row is not None for one in found].count(True) == (
        0 if reader is yaml_text else 1
    )
    (reason,) = [one.reason for one in found if one.row is None]
    assert "more than 1,000" in reason or reason.startswith(base.LONGER)


def test_memory_is_bounded_by_one_row(tmp_path: Path) -> None:
    row = json.dumps({"question": "Q", "context": "x" * 1_000_000})
    forms = {
        "a.jsonl": (b"", b"\n", b""),
        "b.json": (b"[", b",", b"{}]"),
        "c.json": (b'{"version": 1, "data": [', b",", b"{}]}"),
    }
    for name, (opening, between, end) in forms.items():
        with (tmp_path / name).open("wb") as file:
            file.write(opening)
            for _ in range(60):
                file.write(row.encode() + between)
            file.write(end)
        tracemalloc.start()
        count = sum(one.row is not None for one in rows_of(tmp_path / name).rows)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        assert count >= 60
        assert peak < 20_000_000, (name, peak)


def test_a_cut_gzip_file_is_read_up_to_the_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    rows = "".join(f'{{"n": {n}, "hash": "{content_id(n)}"}}\n' for n in range(50_000))
    path.write_bytes(gzip.compress(rows.encode())[:-5_000])

    *found, last = rows_of(path).rows

    assert len(found) > 10_000
    assert all(one.row for one in found[:10_000])
    assert "ended before" in last.reason
    assert last.reason.endswith("nothing after it is read")


def test_a_gzip_file_unpacks_to_a_bounded_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 1 << 20)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(f"{GOOD}\n".encode() + b" " * (64 << 20)))

    *_, last = rows_of(path).rows

    assert "it unpacks to more than 1,048,576 bytes" in last.reason


@pytest.mark.parametrize(
    ("data", "text", "remark"),
    [
        (b"\xef\xbb\xbf%s", "caf\u00e9".encode(), ""),
        (b"%s", "caf\u00e9 \u03a9".encode(), ""),
        (b"%s", "caf\u00e9".encode("latin-1"), "not UTF-8; read as cp1252"),
        (b"%s", "\u201cna\u00efve\u201d".encode("cp1252"), "not UTF-8; read as cp1252"),
    ],
)
def test_the_encoding_is_told(
    tmp_path: Path, data: bytes, text: bytes, remark: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data % GOOD.encode().replace(b'"Q"', b'"' + text + b'"'))

    read, said = read_questions(path, "set")

    assert read.questions[0].text.isprintable()
    assert "\ufffd" not in read.questions[0].text
    assert said.startswith(remark)
    assert bool(said) == bool(remark)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_two_bytes_to_a_character_are_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(GOOD.replace("Q", "Qu\u00e9").encode(encoding))

    read, said = read_questions(tmp_path / "a.jsonl", "set")

    assert read.questions[0].text == "Qu\u00e9"
    assert said.startswith("read as UTF-")


def test_russian_without_unicode_is_read_as_such(tmp_path: Path) -> None:
    asked = "Какова глубина причала в малую воду по данным последней съёмки?"
    row = GOOD.replace("Q", asked).replace('"x"', f'"{asked}"')
    (tmp_path / "a.jsonl").write_bytes(row.encode("cp1251"))

    read, said = read_questions(tmp_path / "a.jsonl", "set")

    assert read.questions[0].text == asked
    assert "cp1251" in said


def test_a_damaged_byte_costs_its_own_row(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = GOOD.replace('"Q"', '"Qu\u00e9, na\u00efve?"').encode()
    path.write_bytes(GOOD.replace("Q", "caf\u00e9").encode("latin-1") + b"\n" + good)

    read, said = read_questions(path, "set")

    assert not said
    assert [q.text for q in read.questions] == ["Qu\u00e9, na\u00efve?"]
    assert read.rejected[0].line == 1
    assert "a byte that is not UTF-8: E9" in read.rejected[0].reason


def test_what_a_field_wants_bounds_no_reason() -> None:
    row = {"question": "Q", "answer": "x" * 100_000, "answer_type": "number"}
    line = json.dumps(row)

    ((_, reason),) = rejected(json_lines.read(StringIO(f"{line}\n{GOOD}")))

    assert len(reason) < 400
    assert base.NO_MORE not in reason
