"""The same rows in any format are the same questions."""

import gzip
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.errors import QuestionError
from pipeline.questions.files import PARQUET, TEXTS, rows_of
from pipeline.questions.files.base import ROWS_UNDER
from pipeline.questions.stage import read_questions
from pipeline.records import Question

ROWS: list[dict[str, Any]] = [
    {"id": "q1", "question": "How deep?", "answer": "7.50", "doc": "a.txt", "page": 3},
    {
        "id": "q2",
        "question": 'Who "runs"\nit; and, why?',
        "answer": "Ada",
        "doc": "b.txt",
        "page": 4,
    },
]


def found(path: Path) -> list[Question]:
    read = read_questions(path, "set").read
    assert not read.rejected
    return read.questions


def jsonl(rows: list[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def csv(delimiter: str, before: str = "") -> Callable[[list[dict[str, Any]]], str]:
    def written(rows: list[dict[str, Any]]) -> str:
        quoted = [[str(c).replace('"', '""') for c in row.values()] for row in rows]
        lines = [list(rows[0]), *quoted]
        table = "\r\n".join(delimiter.join(f'"{c}"' for c in line) for line in lines)
        return before + table

    return written


def yaml(rows: list[dict[str, Any]], before: str = "") -> str:
    """JSON is YAML too; then each scalar as a person writes it."""
    first, second = rows
    return (
        f"{before}# a comment\n- {json.dumps(second)}\n"
        "-\n  id: q1\n  question: How deep?\n  answer: 7.50  # its zero counts\n"
        f"  doc: a.txt\n  page: {first['page']}\n"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.jsonl", jsonl, id="JSON Lines"),
        pytest.param("a.json", jsonl, id="lines in .json"),
        pytest.param("a.ndjson", jsonl, id="ndjson"),
        pytest.param("a.json", json.dumps, id="array"),
        pytest.param("a.jsonl", json.dumps, id="array in .jsonl"),
        pytest.param("a.json", partial(json.dumps, indent=2), id="array of lines"),
        pytest.param("a.csv", csv(","), id="comma"),
        pytest.param("a.csv", csv(";"), id="semicolon"),
        pytest.param("a.tsv", csv("\t"), id="tab"),
        pytest.param("a.csv", csv("|", before="sep=|\r\n"), id="said by Excel"),
        pytest.param("a.yaml", yaml, id="YAML"),
        pytest.param("A.YML", yaml, id="capitals"),
        pytest.param("a.dat", jsonl, id="lines by content"),
        pytest.param("a", json.dumps, id="array by content"),
        pytest.param("a.txt", csv(","), id="table by content"),
        pytest.param("a.conf", partial(yaml, before="---\n"), id="YAML by content"),
    ],
)
def test_rows_are_the_same_in_every_text_format(
    tmp_path: Path, name: str, text: Callable[[list[dict[str, Any]]], str]
) -> None:
    (tmp_path / "told.jsonl").write_text(jsonl(ROWS), encoding="utf-8")
    (tmp_path / name).write_text(text(ROWS), encoding="utf-8", newline="")

    by_id = {question.id: question for question in found(tmp_path / name)}

    assert by_id == {q.id: q for q in found(tmp_path / "told.jsonl")}
    assert by_id["q1"].answers == ("7.50",)


@pytest.mark.parametrize("holder", ROWS_UNDER)
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_an_object_may_hold_the_rows(tmp_path: Path, holder: str, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(json.dumps({"version": 1.2, holder: ROWS, "z": [{}]}))

    rows = list(rows_of(path).rows)

    assert [row.row for row in rows] == ROWS
    assert [row.place for row in rows] == [f"{holder}[0]", f"{holder}[1]"]


@pytest.mark.parametrize("suffix", [".json", ".yaml", ".jsonl"])
def test_an_object_alone_is_one_row(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    row = {**ROWS[0], "tests": [1], "data": {"rows": 2}}
    path.write_text(json.dumps(row, indent=None if suffix == ".yaml" else 1))

    assert [one.row for one in rows_of(path).rows] == [row]


def test_parquet_rows_have_what_json_can_say(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    made = duckdb.sql(
        "SELECT 'q' || i AS id, 'How deep?' AS question, 7.50::DECIMAL(9, 2) AS answer,"
        " [{'document': 'a.txt', 'page': i, 'quote': NULL}] AS evidence,"
        " DATE '2020-02-03' AS made, MAP {'k': 1} AS more FROM range(1, 51) t(i)"
    )
    assert made is not None
    made.write_parquet(str(path))

    rows = list(rows_of(path).rows)

    assert [row.line for row in rows] == list(range(1, 51))
    assert rows[1].row == {
        "id": "q2",
        "question": "How deep?",
        "answer": "7.50",
        "evidence": [{"document": "a.txt", "page": 2, "quote": None}],
        "made": "2020-02-03",
        "more": {"k": 1},
    }
    assert found(path)[1].evidence[0].page == 2


def test_gzip_is_opened_whatever_it_is_called(tmp_path: Path) -> None:
    for name in ("a.jsonl.gz", "a.jsonl"):
        (tmp_path / name).write_bytes(gzip.compress(jsonl(ROWS).encode()))

        assert [q.id for q in found(tmp_path / name)] == ["q1", "q2"]


def test_the_cells_of_a_table_are_text_and_a_formula_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "ID,Question,Answers,Choices,Evidence,Unanswerable\n"
        '1,=HYPERLINK("http://x"),=1+1,,"[{""document"": ""a"", ""page"": 2}]",no\n'
        '2,@SUM(A1),+7,"[""+7"", ""-7""]","{""document"": ""a"", ""page"": 2}",\n'
        "3,-2+3?,,,,TRUE\n"
    )

    first, second, third = found(path)

    assert (first.text, first.answers) == ('=HYPERLINK("http://x")', ("=1+1",))
    assert (second.text, second.answers) == ("@SUM(A1)", ("+7",))
    assert second.choices == ("+7", "-7")
    assert first.evidence == second.evidence
    assert not third.answerable


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("7.50", "7.50"),
        ("12:30", "12:30"),
        ("2019-01-02", "2019-01-02"),
        ("NO", "NO"),
        ("on", "on"),
        ("007", "007"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("true", "yes"),
        ("'true'", "true"),
        ("!!str 7.0", "7.0"),
        ("|\n    two\n    lines", "two\nlines\n"),
    ],
)
def test_a_yaml_answer_is_what_the_file_shows(
    tmp_path: Path, written: str, meant: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "- question: Q\n  answer_type: text\n  doc: a\n  page: 1\n"
        f"  answer: {written}\n"
    )

    assert found(path)[0].answers == (meant,)


def test_several_yaml_documents_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("".join(f"---\n{json.dumps(row)}\n" for row in ROWS))

    assert [q.id for q in found(path)] == ["q1", "q2"]


def test_every_module_of_a_format_is_in_a_table() -> None:
    folder = Path(__file__).parents[3] / "pipeline" / "questions" / "files"
    formats = {path.stem for path in folder.glob("*.py")}
    aside = {"__init__", "base", "encoding", "unpacking", "parquet"}

    assert formats - aside == {
        reader.__module__.rpartition(".")[2] for reader in TEXTS.values()
    }, "add it to TEXTS in __init__.py"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.dat", b"hello world", [".jsonl", ".yaml", PARQUET]),
        ("a.xlsx", b"PK\x03\x04rest", ["workbook", "CSV"]),
        ("a.jsonl", b"", ["it is empty"]),
        ("a.csv", b"", ["it is empty"]),
        ("a.yaml", b"# nothing\n", ["it is empty"]),
        ("a.json", b" \n", ["it is empty"]),
        ("a.parquet", b"PAR1 and nothing", ["not Parquet that can be read"]),
        ("a.jsonl.gz", b"\x1f\x8bdamaged", ["cannot be unpacked"]),
    ],
)
def test_a_file_that_holds_no_questions_says_why(
    tmp_path: Path, name: str, content: bytes, says: list[str]
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(QuestionError) as raised:
        read_questions(tmp_path / name, "set")

    assert all(part in str(raised.value) for part in [name, *says]), raised.value


@pytest.mark.parametrize(("name", "says"), [(".", "a folder"), ("x", "No such file")])
def test_a_path_that_is_no_file_says_so(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(QuestionError, match=says):
        rows_of(tmp_path / name)
