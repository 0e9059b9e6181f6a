"""A document is known by any of its names, and a wrong one by what is near it."""

import re
from time import process_time

import pytest

from pipeline.questions.locating.errors import NotLocatedError
from pipeline.questions.locating.names import Names


def reason(names: Names, name: str) -> str:
    with pytest.raises(NotLocatedError) as raised:
        names.document(name)
    return str(raised.value)


@pytest.mark.parametrize(
    "name", ["deep/3M_2018.pdf", "3m_2018.PDF", "3M_2018", "./b.md"]
)
def test_a_document_is_known_by_path_file_name_and_stem(name: str) -> None:
    names = Names({"deep/3M_2018.pdf": "x", "b.md": "y"})

    assert names.document(name) in {"x", "y"}


def test_a_name_of_two_documents_is_refused() -> None:
    names = Names({"a/report.pdf": "x", "b/report.pdf": "y"})

    assert names.document("a/report.pdf") == "x"
    assert "several documents are called 'report'" in reason(names, "report")
    assert reason(names, "other") == "no document 'other' in the corpus"


def test_the_nearest_name_is_suggested() -> None:
    names = Names({"deep/3M_2018_10K.pdf": "x", "3M_2018_annual.pdf": "y"})

    wanted = "; the nearest name is 'deep/3M_2018_10K.pdf'"
    assert reason(names, "3M_2018_10-k").endswith(wanted)
    assert reason(names, "gone/3M_2018_1OK.docx").endswith(wanted)
    assert reason(names, "3M_2018_10-k").endswith(wanted)
    assert "nearest" not in reason(names, "minutes of a meeting")


def test_many_missing_names_do_not_take_long() -> None:
    names = Names({f"folder/report number {n}.pdf": str(n) for n in range(1_000)})
    started = process_time()

    for n in range(2_000):
        assert re.match("no document 'report numbr", reason(names, f"report numbr {n}"))
    assert "nearest" not in reason(names, "x" * 1_000_000)

    assert process_time() - started < 10
