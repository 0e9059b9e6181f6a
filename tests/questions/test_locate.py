"""Evidence is found by what it says, and what is missing is named."""

import pytest

from pipeline.questions.locate import (
    DocumentPages,
    Names,
    NotLocatedError,
    PageChunks,
    locate,
)
from pipeline.records import Evidence

DOCUMENT = DocumentPages(
    "doc",
    {
        1: PageChunks(1, [0, 1], ["The quay was built\n", "in 1907 by Ada. "]),
        2: PageChunks(
            2, [2, 3, 4], ["It is 7 m deep.\n", "\n \n", "It was dug again."]
        ),
        3: PageChunks(3, [], []),
    },
)


def evidence(page: int | None = None, quote: str | None = None) -> Evidence:
    return Evidence(document="a.pdf", page=page, quote=quote)


@pytest.mark.parametrize(
    ("wanted", "first", "last", "how"),
    [
        pytest.param(evidence(2, "7 m deep"), 2, 2, "quote", id="one chunk"),
        pytest.param(evidence(1, "built in\n1907"), 0, 1, "quote", id="over a border"),
        pytest.param(evidence(2, "deep. It was"), 2, 4, "quote", id="over a blank"),
        pytest.param(evidence(None, "dug  again"), 4, 4, "quote", id="any page"),
        pytest.param(evidence(1, "dug  again"), 4, 4, "moved", id="another page"),
        pytest.param(evidence(2, "other words"), 2, 4, "page", id="not its words"),
        pytest.param(evidence(1), 0, 1, "page", id="no quote"),
        pytest.param(evidence(1, " "), 0, 1, "page", id="empty quote"),
    ],
)
def test_evidence_is_the_chunks_that_hold_it(
    wanted: Evidence, first: int, last: int, how: str
) -> None:
    found = locate(wanted, DOCUMENT)

    assert (found.first_chunk, found.last_chunk, found.how) == (first, last, how)


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (evidence(9, "x"), "'a.pdf' has no page 9; it has 3"),
        (evidence(None, "nowhere"), "the quote is not in 'a.pdf'"),
        (evidence(), "no page or quote for 'a.pdf'"),
        (evidence(3), "page 3 of 'a.pdf' has no text"),
    ],
)
def test_what_is_missing_is_said(wanted: Evidence, reason: str) -> None:
    with pytest.raises(NotLocatedError, match=reason.replace(".", r"\.")):
        locate(wanted, DOCUMENT)


@pytest.mark.parametrize(
    "name", ["deep/3M_2018.pdf", "3m_2018.PDF", "3M_2018", "./b.md"]
)
def test_a_document_is_known_by_path_file_name_and_stem(name: str) -> None:
    names = Names({"deep/3M_2018.pdf": "x", "b.md": "y"})

    assert names.document(name) in {"x", "y"}


def test_a_name_of_two_documents_is_refused() -> None:
    names = Names({"a/report.pdf": "x", "b/report.pdf": "y"})

    assert names.document("a/report.pdf") == "x"
    with pytest.raises(NotLocatedError, match="several documents are called 'report'"):
        names.document("report")
    with pytest.raises(NotLocatedError, match="no document 'other' in the corpus"):
        names.document("other")
