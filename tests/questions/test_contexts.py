"""Texts that rows carry become files below the corpus, and nowhere else."""

import os
from pathlib import Path

import pytest

from pipeline.errors import CorpusError
from pipeline.questions.contexts import ContextFolder
from pipeline.questions.files.base import Found
from pipeline.questions.importers import IMPORTERS
from pipeline.questions.importers.base import Context, Draft, OneQuestion, Row, RowError
from pipeline.questions.reading import Read, read_rows
from pipeline.records import Evidence

HOSTILE = [
    *("../x.txt", "a/../../x.txt", "/etc/x.txt", "//x/y.txt", "a//b.txt", "", "."),
    *("..", "a/.", ".hidden", "a/.x.txt", "a\\b.txt", "C:x.txt", "con.txt", "a/NUL"),
    *("a\0.txt", "a\n.txt", "\u202etxt.exe", "caf\u00e9.txt", "a" * 300, "a.txt."),
    *("a/b/c/d.txt", "a b.txt", "~/x.txt", "a.txt\n", "-x.txt", "com1", "x/lpt9.txt"),
]


class Carrying(OneQuestion):
    """An importer of rows that carry texts."""

    def recognises(self, row: Row) -> bool:
        return "texts" in row

    def read(self, row: Row) -> Draft:
        texts = tuple(Context(name, text) for name, text in row["texts"])
        place = tuple(Evidence(document=name, page=1) for name, _ in row["texts"])
        return Draft(row["q"], ("x",), row.get("id"), evidence=place, contexts=texts)


@pytest.fixture(autouse=True)
def carrying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(IMPORTERS, "carrying", Carrying())


def read(folder: ContextFolder, *rows: Row) -> Read:
    found = [Found(n, row) for n, row in enumerate(rows, start=1)]
    return read_rows(found, "set", keep=folder.keep)


def files(place: Path) -> dict[str, str]:
    return {
        str(path.relative_to(place)): path.read_text(encoding="utf-8")
        for path in place.rglob("*")
        if path.is_file()
    }


def test_each_text_is_written_once_for_all_its_questions(tmp_path: Path) -> None:
    folder = ContextFolder(tmp_path / "docs")
    shared, own = ("set/Quay-1f.txt", "The quay\r\nis deep."), ("set/b.txt", "\u03a9")

    found = read(
        folder, {"q": "A?", "texts": [shared]}, {"q": "B?", "texts": [shared, own]}
    )

    assert files(tmp_path) == {"docs/set/Quay-1f.txt": "The quay\nis deep."} | {
        "docs/set/b.txt": "\u03a9"
    }
    assert (tmp_path / "docs/set/Quay-1f.txt").read_bytes() == shared[1].encode()
    assert found.contexts == {"set/Quay-1f.txt", "set/b.txt"}
    assert (folder.written, folder.there) == (2, 0)


def test_a_text_that_is_there_is_left_and_another_is_never_replaced(
    tmp_path: Path,
) -> None:
    read(ContextFolder(tmp_path), {"q": "A?", "texts": [("s/a.txt", "one")]})

    again = ContextFolder(tmp_path)
    read(again, {"q": "A?", "texts": [("s/a.txt", "one")]})
    with pytest.raises(CorpusError, match="holds something else: move it away"):
        read(again, {"q": "A?", "texts": [("s/a.txt", "two")]})

    assert (again.written, again.there) == (0, 1)
    assert files(tmp_path) == {"s/a.txt": "one"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_leads_elsewhere_costs_its_row(tmp_path: Path, name: str) -> None:
    folder = ContextFolder(tmp_path / "docs")

    found = read(
        folder,
        {"q": "A?", "texts": [("s/good.txt", "good"), (name, "evil")]},
        {"q": "B?", "texts": [("s/b.txt", "b")]},
    )

    assert "cannot be a file" in found.rejected[0].reason
    assert files(tmp_path) == {"docs/s/b.txt": "b"}
    with pytest.raises(RowError):
        folder.keep(Context(name, "evil"))


def test_a_link_out_of_the_corpus_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "docs" / "s").symlink_to(tmp_path / "other")
    (tmp_path / "docs" / "t").mkdir()
    (tmp_path / "docs" / "t" / "a.txt").symlink_to(tmp_path / "other" / "a.txt")

    for name in ("s/a.txt", "s/deep/a.txt", "t/a.txt"):
        with pytest.raises(CorpusError, match=r"link|something else"):
            ContextFolder(tmp_path / "docs").keep(Context(name, "x"))

    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(CorpusError, match="cannot be written: Permission denied"):
        ContextFolder(tmp_path).keep(Context("s/a.txt", "x"))


def test_where_a_file_stands_for_the_folder_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("a file")

    with pytest.raises(CorpusError, match="cannot be written: File exists"):
        ContextFolder(tmp_path).keep(Context("s/a.txt", "x"))


def test_the_same_question_of_another_text_is_another(tmp_path: Path) -> None:
    rows = [{"q": "Who?", "texts": [(f"s/{name}.txt", name)]} for name in "ab"]

    found = read(ContextFolder(tmp_path), *rows, rows[0])

    assert len({question.id for question in found.questions}) == 2
    assert [row.reason for row in found.rejected] == [
        "the same question and answer as on line 1"
    ]


def test_a_rejected_row_leaves_no_file(tmp_path: Path) -> None:
    row = {"q": "A?", "id": "1", "texts": [("s/a.txt", "a")]}

    read(ContextFolder(tmp_path), row, {**row, "texts": [("s/b.txt", "b")]})

    assert files(tmp_path) == {"s/a.txt": "a"}
