"""Every row of a file of answers is read, whatever its shape, or said to be torn."""

import pickle
from pathlib import Path

import pytest

from pipeline.errors import QuestionError
from pipeline.score.answers.rows import files_of, read_rows


def rows(path: Path, text: str) -> list[tuple[int, object]]:
    path.write_text(text, encoding="utf-8")
    return [(one.line, one.row or one.reason) for one in read_rows(path)]


def test_two_objects_on_a_line_are_two_rows_and_a_torn_line_is_told(
    tmp_path: Path,
) -> None:
    found = rows(
        tmp_path / "a.jsonl", '\n{"id": 1} {"id": 2}\ngi\n[3]\n{"id": 4}, {"id": 5}\n'
    )

    assert found[:2] == [(2, {"id": 1}), (2, {"id": 2})]
    assert "not JSON" in str(found[2][1])
    assert found[2][0] == 3
    assert found[3] == (4, "a list, where an object is wanted")
    assert found[4:] == [(5, {"id": 4}), (5, {"id": 5})]


def test_what_precedes_a_torn_end_of_line_is_read(tmp_path: Path) -> None:
    found = rows(tmp_path / "a.jsonl", '{"id": 1}{"id":\n{"id": 2}')

    assert [line for line, _ in found] == [1, 1, 2]
    assert found[0][1] == {"id": 1}
    assert found[2][1] == {"id": 2}


def test_numbers_are_numbers_that_remember_how_they_are_written(
    tmp_path: Path,
) -> None:
    digits = "9" * 10_000
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"many": {digits}, "float": 1.50, "int": 7, "none": NaN}}\n')

    (found,) = read_rows(path)

    row = found.row or {}
    assert row == {"many": digits, "float": 1.5, "int": 7, "none": "NaN"}
    assert str(row["float"]) == "1.50"
    assert str(pickle.loads(pickle.dumps(row["float"]))) == "1.50"


def test_a_json_array_is_read_item_by_item(tmp_path: Path) -> None:
    long = "x" * 200_000
    found = rows(
        tmp_path / "a.json", f' [\n{{"id": "one"}},\n{{"id": "{long}"}},\n{{}}, 7\n]'
    )

    assert [line for line, _ in found] == [2, 3, 4, 4]
    assert found[1][1] == {"id": long}
    assert found[3][1] == "a int, where an object is wanted"


def test_a_torn_json_array_tells_where_it_ends(tmp_path: Path) -> None:
    found = rows(tmp_path / "a.json", '[{"id": 1},\n{"id": ')

    assert found[0] == (1, {"id": 1})
    assert found[1][0] == 2
    assert "nothing after it is read" in str(found[1][1])


def test_a_table_has_a_row_for_each_line_below_its_head(tmp_path: Path) -> None:
    found = rows(
        tmp_path / "a.csv", 'id;answer\r\n1;"two\nlines"\r\n2;x;surplus\r\n3\r\n'
    )

    assert found == [
        (2, {"id": "1", "answer": "two\nlines"}),
        (4, {"id": "2", "answer": "x"}),
        (5, {"id": "3"}),
    ]


def test_what_is_nested_too_deep_costs_its_line_alone(tmp_path: Path) -> None:
    found = rows(tmp_path / "a.jsonl", '{"a": ' + "[" * 100_000 + '\n{"id": 1}\n')

    assert found == [
        (1, "not JSON that can be read: nested too deep"),
        (2, {"id": 1}),
    ]


def test_a_line_that_is_too_long_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.score.answers.rows.LONGEST_ROW", 50)

    found = rows(tmp_path / "a.jsonl", '{"a": "' + "x" * 500 + '"}\n{"id": 1}\n')

    assert found == [(1, "longer than 50 characters"), (2, {"id": 1})]


def test_a_folder_gives_the_files_that_can_hold_answers(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.csv", "notes.txt"):
        (tmp_path / name).touch()

    assert [path.name for path in files_of([tmp_path])] == ["a.csv", "b.jsonl"]
    assert [path.name for path in files_of([tmp_path / "notes.txt"])] == ["notes.txt"]


def test_a_path_without_answers_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="no such file"):
        files_of([tmp_path / "nothing"])
    with pytest.raises(QuestionError, match=r"no \.jsonl"):
        files_of([tmp_path])


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_row_that_can_be_read_and_is_nested_too_deep_is_told(
    tmp_path: Path, name: str
) -> None:
    """What is made of rows, such as their way to another process, is recursive."""
    deep = ['{"a": ' + "[" * n + "]" * n + "}" for n in (99, 100)]
    text = "\n".join(deep) if name == "a.jsonl" else f"[{deep[0]},\n{deep[1]}]"

    found = rows(tmp_path / name, text)

    assert isinstance(found[0][1], dict)
    assert found[1:] == [(2, "not JSON that can be read: nested too deep")]
